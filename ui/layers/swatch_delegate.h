#pragma once

#include <QStyledItemDelegate>

namespace pixelscape {

/// Draws a class' colour beside its value, with an outline that keeps it apart from any background.
class SwatchDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace pixelscape
