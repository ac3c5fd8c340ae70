#include "ui/layers/grey_ramp.h"

#include <QPainter>

namespace pixelscape {

GreyRamp::GreyRamp(QWidget *parent) : QWidget(parent), m_low(tr("0 %")), m_high(tr("100 %"))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Black is a probability of 0, white of 1"));
    setToolTip(tr("How probable the class of a pixel is: black not at all, white certain"));
}

QSize GreyRamp::sizeHint() const
{
    return {24 * fontMetrics().averageCharWidth(), fontMetrics().height()};
}

QSize GreyRamp::minimumSizeHint() const
{
    return {16 * fontMetrics().averageCharWidth(), fontMetrics().height()};
}

void GreyRamp::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int gap = fontMetrics().averageCharWidth();
    QRect ramp = rect();
    ramp.setLeft(ramp.left() + fontMetrics().horizontalAdvance(m_low) + gap);
    ramp.setRight(ramp.right() - fontMetrics().horizontalAdvance(m_high) - gap);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, m_low);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_high);
    ramp = ramp.adjusted(0, 2, -1, -3);
    QLinearGradient greys(ramp.topLeft(), ramp.topRight());
    greys.setColorAt(0, Qt::black);
    greys.setColorAt(1, Qt::white);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(greys);
    painter.drawRect(ramp);
}

} // namespace pixelscape
