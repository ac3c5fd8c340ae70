#include "ui/layers/legend_model.h"

#include "core/run/figure_text.h"

#include <QColor>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <array>

namespace pixelscape {

namespace {

QVariant sortValue(const ClassShare &share, int column)
{
    switch (column) {
    case LegendModel::ValueColumn:
        return qlonglong(share.entry.value);
    case LegendModel::NameColumn:
        return share.entry.name;
    case LegendModel::AreaColumn:
        return share.squareMetres.value_or(-1);
    default:
        return qlonglong(share.pixels);
    }
}

} // namespace

LegendModel::LegendModel(bool isCheckable, QObject *parent) : QAbstractTableModel(parent), m_isCheckable(isCheckable) {}

bool LegendModel::showsSameClasses(const ClassFigures &figures) const
{
    return std::ranges::equal(figures.classes, m_figures.classes, {}, &ClassShare::entry, &ClassShare::entry);
}

void LegendModel::setFigures(const ClassFigures &figures)
{
    const bool isSame = showsSameClasses(figures);
    if (!isSame)
        beginResetModel();
    m_figures = figures;
    m_classified = figures.classifiedPixels();
    if (!isSame)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, PixelsColumn), index(rowCount() - 1, AreaColumn));
}

void LegendModel::setHidden(const std::set<std::int64_t> &values)
{
    if (m_hidden == values)
        return;
    m_hidden = values;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int LegendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_figures.classes.size());
}

int LegendModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LegendModel::text(const ClassShare &share, int column) const
{
    switch (column) {
    case ValueColumn:
        return QString::number(share.entry.value);
    case NameColumn:
        return share.entry.name;
    case PixelsColumn:
        return countText(share.pixels);
    case ShareColumn:
        return m_classified > 0 ? shareText(share.pixels, m_classified) : QString(QChar(0x2014));
    case AreaColumn:
        return areaText(share.squareMetres);
    default:
        return {};
    }
}

QString LegendModel::accessibleText(const ClassShare &share, int column) const
{
    const QString shown = text(share, column);
    return column == ValueColumn && isHidden(share) ? tr("%1, hidden").arg(shown) : shown;
}

QVariant LegendModel::valueCell(const ClassShare &share, int role) const
{
    const Color &color = share.entry.color;
    if (role == ColorRole)
        return QColor(color.red, color.green, color.blue);
    if (role == Qt::CheckStateRole && m_isCheckable)
        return isHidden(share) ? Qt::Unchecked : Qt::Checked;
    return {};
}

QVariant LegendModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ClassShare &share = m_figures.classes[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(share, index.column());
    case Qt::AccessibleTextRole:
        return accessibleText(share, index.column());
    case Qt::ToolTipRole:
        return tr("%1 %2: %3 pixels, colour %4")
            .arg(QString::number(share.entry.value), share.entry.name, countText(share.pixels),
                 share.entry.color.hex());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= PixelsColumn ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        return isHidden(share) ? QGuiApplication::palette().brush(QPalette::PlaceholderText) : QVariant();
    case SortRole:
        return sortValue(share, index.column());
    default:
        return index.column() == ValueColumn ? valueCell(share, role) : QVariant();
    }
}

bool LegendModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    std::set<std::int64_t> hidden = m_hidden;
    const std::int64_t changed = m_figures.classes[std::size_t(index.row())].entry.value;
    if (value.toInt() == Qt::Unchecked)
        hidden.insert(changed);
    else
        hidden.erase(changed);
    Q_EMIT hideAsked(hidden);
    return true;
}

Qt::ItemFlags LegendModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return m_isCheckable && index.isValid() && index.column() == ValueColumn ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant LegendModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= PixelsColumn ? Qt::AlignRight : Qt::AlignLeft));
    const std::array<QString, ColumnCount> titles{tr("Class"), tr("Name"), tr("Pixels"), tr("Share"), tr("Area")};
    const std::array<QString, ColumnCount> toolTips{tr("The value in the raster, and its colour on the map"),
                                                    tr("The name of the class"), tr("How many pixels got this class"),
                                                    tr("Of the pixels that got a class; NoData is not counted"),
                                                    tr("On the ellipsoid")};
    if (role == Qt::DisplayRole)
        return titles[std::size_t(section)];
    if (role == Qt::ToolTipRole)
        return toolTips[std::size_t(section)];
    return {};
}

} // namespace pixelscape
