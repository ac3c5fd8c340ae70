#include "ui/window/data_stores_dialog.h"

#include "ui/form/path_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

enum Column { NameColumn, PlaceColumn, ColumnCount };

/// A place is a whole path or an address; anything else would depend on where the program was started.
bool isWholePlace(const QString &place)
{
    return place.startsWith(u'/') || place.startsWith(u'\\') || place.contains("://"_L1);
}

} // namespace

DataStoresDialog::DataStoresDialog(const DataStores &stores, QWidget *parent)
    : QDialog(parent), m_table(new QTableWidget(0, ColumnCount, this)), m_add(new QPushButton(tr("&Add"), this)),
      m_remove(new QPushButton(tr("&Remove"), this)), m_choose(new QPushButton(tr("Choose &folder…"), this)),
      m_state(new QLabel(this))
{
    setWindowTitle(tr("Data stores"));
    m_table->setAccessibleName(tr("Data stores"));
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Folder or bucket")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->resizeSection(NameColumn, fontMetrics().averageCharWidth() * 24);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    m_add->setAccessibleName(tr("Add a data store"));
    m_remove->setAccessibleName(tr("Remove the data store"));
    m_choose->setAccessibleName(tr("Choose the folder of the data store"));
    m_state->setWordWrap(true);
    m_state->setAccessibleName(tr("What is wrong with the data stores"));
    layOut();
    for (const auto &[name, place] : stores)
        addRow(name, place);
    connect(m_add, &QPushButton::clicked, this, &DataStoresDialog::addStore);
    connect(m_remove, &QPushButton::clicked, this, &DataStoresDialog::removeStores);
    connect(m_choose, &QPushButton::clicked, this, &DataStoresDialog::chooseFolder);
    connect(m_table, &QTableWidget::itemChanged, this, &DataStoresDialog::showState);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &DataStoresDialog::showState);
    showState();
}

void DataStoresDialog::layOut()
{
    auto *what = new QLabel(tr("A data store is a name for a folder or a bucket. A request finds a raster in it by "
                               "/rasterStores/NAME/..., /fileShares/NAME/... or /cloudStores/NAME/..."),
                            this);
    what->setWordWrap(true);
    auto *side = new QVBoxLayout;
    for (QPushButton *button : {m_add, m_remove, m_choose}) {
        button->setAutoDefault(false);
        side->addWidget(button);
    }
    side->addStretch();
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_table, 1);
    middle->addLayout(side);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_ok = buttons->button(QDialogButtonBox::Ok);
    m_ok->setAccessibleName(tr("Keep the data stores"));
    buttons->button(QDialogButtonBox::Cancel)->setAccessibleName(tr("Leave the data stores as they were"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(what);
    column->addLayout(middle, 1);
    column->addWidget(m_state);
    column->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 100, fontMetrics().lineSpacing() * 18);
}

int DataStoresDialog::addRow(const QString &name, const QString &place)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, NameColumn, new QTableWidgetItem(name));
    auto *item = new QTableWidgetItem(place);
    item->setToolTip(place);
    m_table->setItem(row, PlaceColumn, item);
    return row;
}

QString DataStoresDialog::text(int row, int column) const
{
    const QTableWidgetItem *item = m_table->item(row, column);
    return item ? item->text().trimmed() : QString();
}

DataStores DataStoresDialog::stores() const
{
    DataStores stores;
    for (int row = 0; row < m_table->rowCount(); ++row)
        stores[text(row, NameColumn)] = text(row, PlaceColumn);
    return stores;
}

QStringList DataStoresDialog::defects() const
{
    QStringList found;
    QSet<QString> names;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString name = text(row, NameColumn);
        const QString place = text(row, PlaceColumn);
        if (name.isEmpty())
            found << tr("Row %1 has no name; give it the one that requests use.").arg(row + 1);
        else if (name.contains(u'/') || name.contains(u'\\'))
            found << tr("%1 is no name, since it has a slash in it; leave that out.").arg(name);
        else if (names.contains(name))
            found << tr("%1 is there twice; give one of them another name.").arg(name);
        if (place.isEmpty())
            found << tr("Row %1 has no folder; choose one, or give the address of a bucket.").arg(row + 1);
        else if (!isWholePlace(place))
            found << tr("%1 is no whole path; begin it with a slash, or with s3://, gs:// or az://.").arg(place);
        names.insert(name);
    }
    return found;
}

void DataStoresDialog::addStore()
{
    const int row = addRow({}, {});
    m_table->setCurrentCell(row, NameColumn);
    m_table->editItem(m_table->item(row, NameColumn));
}

void DataStoresDialog::removeStores()
{
    for (int row = m_table->rowCount() - 1; row >= 0; --row)
        if (m_table->item(row, NameColumn)->isSelected())
            m_table->removeRow(row);
    showState();
}

void DataStoresDialog::chooseFolder()
{
    const PathQuestion question{
        m_choose->accessibleName(), PathPurpose::Folder, {}, text(m_table->currentRow(), PlaceColumn)};
    askForPaths(this, question, [this](const QStringList &paths) {
        if (QTableWidgetItem *item = m_table->item(m_table->currentRow(), PlaceColumn))
            item->setText(paths.front());
    });
}

void DataStoresDialog::showState()
{
    const QStringList wrong = defects();
    const bool isSelected = !m_table->selectedItems().isEmpty();
    m_remove->setEnabled(isSelected);
    m_choose->setEnabled(isSelected);
    m_ok->setEnabled(wrong.isEmpty());
    m_state->setText(m_table->rowCount() == 0 ? tr("No data stores yet: Add makes one.") : wrong.value(0));
}

bool DataStoresDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        removeStores();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace pixelscape
