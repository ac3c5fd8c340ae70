#include "ui/form/wrapped_label.h"

#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <cmath>

namespace pixelscape {

namespace {

/// Breaks the text into lines of a width; returns their height.
double breakLines(QTextLayout &layout, int width)
{
    QTextOption option(QStyle::visualAlignment(layout.textOption().textDirection(), Qt::AlignLeft));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

QString layoutText(const QString &text)
{
    return QString(text).replace(u'\n', QChar::LineSeparator);
}

} // namespace

WrappedLabel::WrappedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrappedLabel::setQuiet()
{
    setForegroundRole(QPalette::PlaceholderText);
}

void WrappedLabel::say(const QString &sentence)
{
    setText(sentence);
    setVisible(!sentence.isEmpty());
}

QSize WrappedLabel::sizeHint() const
{
    const int widest = 40 * fontMetrics().averageCharWidth();
    const int width = std::min(widest, fontMetrics().size(0, text()).width() + 1);
    return {width, heightForWidth(width)};
}

QSize WrappedLabel::minimumSizeHint() const
{
    return {8 * fontMetrics().averageCharWidth(), fontMetrics().lineSpacing()};
}

int WrappedLabel::heightForWidth(int width) const
{
    QTextLayout layout(layoutText(text()), font());
    return std::max(int(std::ceil(breakLines(layout, width))), fontMetrics().lineSpacing());
}

void WrappedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    QTextLayout layout(layoutText(text()), font());
    const double spare = height() - breakLines(layout, width());
    layout.draw(&painter, {0, std::max(0.0, spare / 2)});
}

} // namespace pixelscape
