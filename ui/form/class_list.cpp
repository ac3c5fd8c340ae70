#include "ui/form/class_list.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QStringList>
#include <QTextDocument>
#include <QToolTip>

namespace pixelscape {

namespace {

QString textOf(const ClassEntry &entry)
{
    return QStringLiteral("%1  %2").arg(entry.value).arg(entry.name);
}

} // namespace

ClassList::ClassList(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("List of the model's classes"));
}

void ClassList::setClasses(const ClassLegend &classes)
{
    if (classes == m_classes)
        return;
    m_classes = classes;
    QStringList texts;
    for (const ClassEntry &entry : m_classes)
        texts << textOf(entry);
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int ClassList::lineHeight() const
{
    return fontMetrics().height() + 4;
}

QSize ClassList::sizeHint() const
{
    return {30 * fontMetrics().averageCharWidth(), int(m_classes.size()) * lineHeight()};
}

QSize ClassList::minimumSizeHint() const
{
    return {10 * fontMetrics().averageCharWidth(), sizeHint().height()};
}

void ClassList::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    const int height = lineHeight();
    const int side = fontMetrics().ascent();
    const auto first = std::size_t(std::max(0, event->rect().top() / height));
    const auto end = std::min(m_classes.size(), std::size_t(event->rect().bottom() / height + 1));
    for (std::size_t i = first; i < end; ++i) {
        const Color &color = m_classes[i].color;
        const QRect line(0, int(i) * height, width(), height);
        const QRectF swatch(line.left() + 0.5, line.top() + (height - side) / 2 + 0.5, side, side);
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.setBrush(QColor(color.red, color.green, color.blue));
        painter.drawRect(swatch);
        painter.setPen(palette().color(QPalette::WindowText));
        const QRect room = line.adjusted(side + fontMetrics().averageCharWidth() + 4, 0, 0, 0);
        painter.drawText(room, int(Qt::AlignVCenter | Qt::AlignLeft),
                         fontMetrics().elidedText(textOf(m_classes[i]), Qt::ElideRight, room.width()));
    }
}

bool ClassList::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto at = std::size_t(std::max(0, help->y() / lineHeight()));
    if (at < m_classes.size())
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(textOf(m_classes[at])), this);
    return true;
}

} // namespace pixelscape
