#include "ui/style/flow_layout.h"

#include <QStyle>
#include <QWidget>

namespace pixelscape {

FlowLayout::FlowLayout(QWidget *parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    QLayoutItem *item = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::gap() const
{
    const QWidget *parent = parentWidget();
    return parent ? std::max(0, parent->style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing, nullptr, parent)) : 0;
}

int FlowLayout::arrange(const QRect &rect, bool moves) const
{
    const bool isMirrored = parentWidget() && parentWidget()->layoutDirection() == Qt::RightToLeft;
    QPoint place(0, 0);
    int rowHeight = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({rect.width(), item->sizeHint().height()});
        if (place.x() > 0 && place.x() + size.width() > rect.width()) {
            place = {0, place.y() + rowHeight + gap()};
            rowHeight = 0;
        }
        const int x = isMirrored ? rect.width() - place.x() - size.width() : place.x();
        if (moves)
            item->setGeometry({rect.topLeft() + QPoint(x, place.y()), size});
        place.rx() += size.width() + gap();
        rowHeight = std::max(rowHeight, size.height());
    }
    return place.y() + rowHeight;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    const int inner = width - margins.left() - margins.right();
    return arrange({0, 0, inner, 0}, false) + margins.top() + margins.bottom();
}

QSize FlowLayout::minimumSize() const
{
    QSize widest;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            widest = widest.expandedTo(item->minimumSize());
    return widest.grownBy(contentsMargins());
}

QSize FlowLayout::sizeHint() const
{
    QSize oneRow;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            oneRow = {oneRow.width() + (oneRow.isEmpty() ? 0 : gap()) + item->sizeHint().width(),
                      std::max(oneRow.height(), item->sizeHint().height())};
    return oneRow.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect.marginsRemoved(contentsMargins()), true);
}

} // namespace pixelscape
