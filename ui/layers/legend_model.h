#pragma once

#include "ui/layers/class_figures.h"

#include <QAbstractTableModel>

namespace pixelscape {

/// The classes of a result, one a row, in the legend's order. NoData and what is not yet classified are no classes: see
/// quietText().
class LegendModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ValueColumn, NameColumn, PixelsColumn, ShareColumn, AreaColumn, ColumnCount };
    enum Role { SortRole = Qt::UserRole, ColorRole };

    /// With `isCheckable`, each class has a box that says whether it is shown.
    explicit LegendModel(bool isCheckable, QObject *parent = nullptr);

    /// New figures of the same classes change cells only: selection, order and scroll position stay.
    void setFigures(const ClassFigures &figures);
    void setHidden(const std::set<std::int64_t> &values);

    const ClassFigures &figures() const { return m_figures; }
    const std::set<std::int64_t> &hidden() const { return m_hidden; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The user switched a class on or off; answer with setHidden().
    void hideAsked(const std::set<std::int64_t> &values);

private:
    bool showsSameClasses(const ClassFigures &figures) const;
    bool isHidden(const ClassShare &share) const { return m_hidden.contains(share.entry.value); }
    QString text(const ClassShare &share, int column) const;
    QString accessibleText(const ClassShare &share, int column) const;
    QVariant valueCell(const ClassShare &share, int role) const;

    bool m_isCheckable;
    ClassFigures m_figures;
    std::int64_t m_classified = 0;
    std::set<std::int64_t> m_hidden;
};

} // namespace pixelscape
