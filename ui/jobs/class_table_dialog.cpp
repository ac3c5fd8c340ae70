#include "ui/jobs/class_table_dialog.h"

#include "core/run/figure_text.h"
#include "ui/layers/class_table.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace pixelscape {

ClassTableDialog::ClassTableDialog(const RunReport &report, QWidget *parent) : QDialog(parent)
{
    const ClassFigures figures = figuresOf(report);
    const QString name = report.output.section(u'/', -1);
    setWindowTitle(tr("Classes of %1").arg(name));

    auto *model = new LegendModel(false, this);
    model->setFigures(figures);
    auto *table = new ClassTable(*model, this);
    table->setNames(tr("Table of the classes of %1").arg(name), name.section(u'.', 0, -2));
    table->setShowsPixels(true);
    auto *quiet = new QLabel(quietText(figures), this);
    quiet->setVisible(!quiet->text().isEmpty());

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    for (QAction *action : table->tableActions()) {
        QPushButton *button = buttons->addButton(action->text(), QDialogButtonBox::ActionRole);
        button->setIcon(action->icon());
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close class table"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(quiet);
    column->addWidget(buttons);
    resize(sizeHint().expandedTo({fontMetrics().averageCharWidth() * 90, 0}));
}

} // namespace pixelscape
