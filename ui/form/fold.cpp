#include "ui/form/fold.h"

#include "ui/form/tool_tip.h"

#include <QEvent>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace pixelscape {

namespace {

/// Open or not, it looks the same: the arrow says it.
class FoldHeading : public QToolButton
{
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.state.setFlag(QStyle::State_On, false);
        QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

} // namespace

Fold::Fold(const QString &name, QWidget *content, QWidget *parent)
    : QWidget(parent), m_heading(new FoldHeading(this)), m_content(content)
{
    m_heading->setAccessibleName(name);
    m_heading->setCheckable(true);
    m_heading->setChecked(true);
    m_heading->setAutoRaise(true);
    m_heading->setFocusPolicy(Qt::StrongFocus);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setArrowType(Qt::DownArrow);
    // As wide as there is room; a long title is elided.
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_heading->installEventFilter(this);
    connect(m_heading, &QToolButton::toggled, this, &Fold::setOpen);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(m_heading);
    column->addWidget(m_content);
}

void Fold::setTitle(const QString &title)
{
    m_title = title;
    m_heading->setAccessibleDescription(title);
    showTitle();
}

void Fold::setBold()
{
    QFont bold;
    bold.setBold(true);
    m_heading->setFont(bold);
}

void Fold::setOpen(bool isOpen)
{
    m_heading->setChecked(isOpen);
    m_heading->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
    m_content->setVisible(isOpen);
}

bool Fold::isOpen() const
{
    return m_heading->isChecked();
}

bool Fold::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange)
        showTitle();
    return QWidget::eventFilter(watched, event);
}

void Fold::showTitle()
{
    const int frame = 4 * style()->pixelMetric(QStyle::PM_DefaultFrameWidth, nullptr, m_heading);
    const int room = m_heading->width() - m_heading->iconSize().width() - frame - 8;
    const QString shown = m_heading->fontMetrics().elidedText(m_title, Qt::ElideRight, std::max(room, 0));
    m_heading->setText(QString(shown).replace(u'&', QStringLiteral("&&")));
    m_heading->setToolTip(shown == m_title ? QString() : toolTipOf(m_title));
}

} // namespace pixelscape
