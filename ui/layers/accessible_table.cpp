#include "ui/layers/accessible_table.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QHeaderView>
#include <QTableView>

namespace pixelscape {

namespace {

struct AccessibleTable
{
    Q_DECLARE_TR_FUNCTIONS(AccessibleTable)
};

} // namespace

void nameTable(QTableView &table, const QString &name)
{
    table.setAccessibleName(name);
    table.horizontalHeader()->setAccessibleName(AccessibleTable::tr("Columns of %1").arg(name));
    table.verticalHeader()->setAccessibleName(AccessibleTable::tr("Rows of %1").arg(name));
    table.setCornerButtonEnabled(false);
    const QList<QAbstractButton *> corners =
        table.findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly);
    for (QAbstractButton *corner : corners)
        corner->setAccessibleName(AccessibleTable::tr("Select all of %1").arg(name));
}

} // namespace pixelscape
