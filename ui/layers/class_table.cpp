#include "ui/layers/class_table.h"

#include "ui/layers/accessible_table.h"
#include "ui/layers/class_table_text.h"
#include "ui/layers/file_writer.h"
#include "ui/layers/swatch_delegate.h"
#include "ui/style/icons.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int mostRows = 12;
constexpr int fewestRows = 3;

} // namespace

ClassTable::ClassTable(LegendModel &model, QWidget *parent) : QTableView(parent), m_model(model)
{
    m_order.setSourceModel(&model);
    m_order.setSortRole(LegendModel::SortRole);
    m_order.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_order.setSortLocaleAware(true);
    setModel(&m_order);
    setItemDelegateForColumn(LegendModel::ValueColumn, new SwatchDelegate(this));
    setSortingEnabled(true);
    sortByColumn(LegendModel::ValueColumn, Qt::AscendingOrder);
    setSelectionBehavior(SelectRows);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    verticalHeader()->setVisible(false);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(1);

    auto *copyTable = new QAction(icon(u"copy"_s), tr("Copy as table"), this);
    copyTable->setShortcut(QKeySequence::Copy);
    copyTable->setShortcutContext(Qt::WidgetShortcut);
    connect(copyTable, &QAction::triggered, this, &ClassTable::copy);
    auto *saveTable = new QAction(icon(u"table"_s), tr("Save as CSV…"), this);
    connect(saveTable, &QAction::triggered, this, &ClassTable::askWhereToSave);
    m_actions = {copyTable, saveTable};
    addActions(m_actions);
    setContextMenuPolicy(Qt::ActionsContextMenu);

    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &ClassTable::fitColumns);
    connect(&m_order, &QAbstractItemModel::modelReset, this, &ClassTable::fitColumns);
    connect(&m_order, &QAbstractItemModel::dataChanged, this, &ClassTable::fitColumns);
    fitColumns();
}

void ClassTable::setNames(const QString &accessibleName, const QString &fileStem)
{
    nameTable(*this, accessibleName);
    m_fileStem = fileStem;
}

void ClassTable::setShowsPixels(bool shows)
{
    m_showsPixels = shows;
    fitColumns();
}

int ClassTable::heightOf(int rows) const
{
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
}

QSize ClassTable::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, heightOf(std::clamp(m_order.rowCount(), 1, mostRows))};
}

QSize ClassTable::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, heightOf(std::clamp(m_order.rowCount(), 1, fewestRows))};
}

void ClassTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void ClassTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitColumns();
}

/// The header's own hint keeps room for a sort mark in every column; here it is in one of them.
int ClassTable::titleWidth(int column) const
{
    const QHeaderView &header = *horizontalHeader();
    const int margin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
    const int mark = style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, &header) + margin;
    const QString title = m_order.headerData(column, Qt::Horizontal).toString();
    const bool isSorted = header.sortIndicatorSection() == column;
    return header.fontMetrics().horizontalAdvance(title) + 3 * margin + (isSorted ? mark : 0);
}

void ClassTable::fitColumns()
{
    const bool hasAreas = m_model.figures().hasAreas();
    setColumnHidden(LegendModel::PixelsColumn, hasAreas && !m_showsPixels);
    setColumnHidden(LegendModel::AreaColumn, !hasAreas);
    int left = viewport()->width();
    for (const int column :
         {LegendModel::ValueColumn, LegendModel::PixelsColumn, LegendModel::ShareColumn, LegendModel::AreaColumn}) {
        if (isColumnHidden(column))
            continue;
        setColumnWidth(column, std::max(sizeHintForColumn(column), titleWidth(column)));
        left -= columnWidth(column);
    }
    setColumnWidth(LegendModel::NameColumn, std::max(left, fontMetrics().averageCharWidth() * 4));
    updateGeometry();
}

ClassFigures ClassTable::shownFigures() const
{
    ClassFigures figures = m_model.figures();
    figures.classes.clear();
    for (int row = 0; row < m_order.rowCount(); ++row) {
        const int source = m_order.mapToSource(m_order.index(row, 0)).row();
        figures.classes.push_back(m_model.figures().classes[std::size_t(source)]);
    }
    return figures;
}

void ClassTable::copy() const
{
    QGuiApplication::clipboard()->setText(asTabSeparated(shownFigures()));
}

void ClassTable::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save the class table"), QString(), tr("Comma-separated values (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(tr("%1_classes.csv").arg(m_fileStem));
    connect(dialog, &QFileDialog::fileSelected, this, &ClassTable::save);
    dialog->open();
}

void ClassTable::save(const QString &path)
{
    // The mark tells spreadsheets that the names are in UTF-8.
    const QByteArray content = "\xEF\xBB\xBF" + asCsv(shownFigures()).toUtf8();
    writeInBackground(path, content, this, [this](const QString &failure) {
        if (failure.isEmpty())
            return;
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Class table"), failure, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

} // namespace pixelscape
