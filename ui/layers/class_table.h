#pragma once

#include "ui/layers/legend_model.h"

#include <QSortFilterProxyModel>
#include <QTableView>

namespace pixelscape {

/// The table of a legend model: sorted by a click on a column, copied with Ctrl+C, saved as CSV. Name takes what width
/// is left; the figures are always readable.
class ClassTable : public QTableView
{
    Q_OBJECT

public:
    explicit ClassTable(LegendModel &model, QWidget *parent = nullptr);

    /// For screen readers, and the proposed name of a file without its suffix.
    void setNames(const QString &accessibleName, const QString &fileStem);
    /// Shows pixels beside areas; without it, pixels stand where there are no areas.
    void setShowsPixels(bool shows);
    /// Copy as table, Save as CSV.
    QList<QAction *> tableActions() const { return m_actions; }

    /// As high as its rows, within bounds.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int heightOf(int rows) const;
    /// The figures in the order that is shown.
    ClassFigures shownFigures() const;
    void copy() const;
    void askWhereToSave();
    void save(const QString &path);
    void fitColumns();
    int titleWidth(int column) const;

    LegendModel &m_model;
    QSortFilterProxyModel m_order;
    QList<QAction *> m_actions;
    QString m_fileStem;
    bool m_showsPixels = false;
};

} // namespace pixelscape
