#pragma once

#include <QStyledItemDelegate>

namespace pixelscape {

/// Draws a class' colour beside its value. Both the colour and the box before it have an outline that keeps them apart
/// from any background.
class SwatchDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace pixelscape
