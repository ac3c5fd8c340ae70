#include "ui/form/class_list.h"

#include "ui/form/tool_tip.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QStringList>
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
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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
    measure();
}

int ClassList::lineHeight() const
{
    return fontMetrics().height() + 4;
}

int ClassList::textLeft() const
{
    return fontMetrics().ascent() + 2 * fontMetrics().averageCharWidth();
}

void ClassList::measure()
{
    int widest = 0;
    for (const ClassEntry &entry : m_classes)
        widest = std::max(widest, fontMetrics().horizontalAdvance(textOf(entry)));
    m_itemWidth = textLeft() + widest + 2 * fontMetrics().averageCharWidth();
    updateGeometry();
    update();
}

int ClassList::columnsIn(int width) const
{
    constexpr int most = 4;
    return std::clamp(width / m_itemWidth, 1, most);
}

int ClassList::linesIn(int width) const
{
    const int columns = columnsIn(width);
    return (int(m_classes.size()) + columns - 1) / columns;
}

int ClassList::heightForWidth(int width) const
{
    return linesIn(width) * lineHeight();
}

QSize ClassList::sizeHint() const
{
    const int width = 30 * fontMetrics().averageCharWidth();
    return {width, heightForWidth(width)};
}

QSize ClassList::minimumSizeHint() const
{
    return {10 * fontMetrics().averageCharWidth(), lineHeight()};
}

QRect ClassList::placeOf(std::size_t item) const
{
    const int lines = std::max(1, linesIn(width()));
    const int columnWidth = width() / columnsIn(width());
    return {int(item) / lines * columnWidth, int(item) % lines * lineHeight(), columnWidth, lineHeight()};
}

void ClassList::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        if (const QRect place = placeOf(i); place.intersects(event->rect()))
            draw(painter, m_classes[i], place);
}

void ClassList::draw(QPainter &painter, const ClassEntry &entry, const QRect &place) const
{
    const int side = fontMetrics().ascent();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.setBrush(QColor(entry.color.red, entry.color.green, entry.color.blue));
    painter.drawRect(QRectF(place.left() + 0.5, place.top() + (place.height() - side) / 2 + 0.5, side, side));
    painter.setPen(palette().color(QPalette::WindowText));
    const QRect room = place.adjusted(textLeft(), 0, 0, 0);
    painter.drawText(room, int(Qt::AlignVCenter | Qt::AlignLeft),
                     fontMetrics().elidedText(textOf(entry), Qt::ElideRight, room.width()));
}

void ClassList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

bool ClassList::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        if (placeOf(i).contains(help->pos()))
            QToolTip::showText(help->globalPos(), toolTipOf(textOf(m_classes[i])), this);
    return true;
}

} // namespace pixelscape
