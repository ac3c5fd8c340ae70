#include "ui/layers/opacity_slider.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QWheelEvent>

namespace pixelscape {

namespace {

/// Lets the wheel scroll the panel until the slider has the focus.
class CalmSlider : public QSlider
{
public:
    using QSlider::QSlider;

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus())
            QSlider::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace

OpacitySlider::OpacitySlider(QWidget *parent)
    : QWidget(parent), m_slider(new CalmSlider(Qt::Horizontal, this)), m_percent(new QLabel(this))
{
    m_slider->setRange(0, 100);
    m_slider->setPageStep(10);
    m_slider->setFocusPolicy(Qt::StrongFocus);
    m_slider->setMinimumWidth(fontMetrics().averageCharWidth() * 6);
    auto *title = new QLabel(tr("Opacity"), this);
    title->setBuddy(m_slider);
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_percent->setMinimumWidth(fontMetrics().horizontalAdvance(tr("%1 %").arg(100)));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(title);
    row->addWidget(m_slider, 1);
    row->addWidget(m_percent);
    connect(m_slider, &QSlider::valueChanged, this, [this](int percent) {
        showPercent();
        Q_EMIT opacityAsked(percent / 100.0);
    });
    setOpacity(1);
}

void OpacitySlider::setSubject(const QString &name)
{
    m_slider->setAccessibleName(tr("Opacity of %1").arg(name));
    m_slider->setToolTip(tr("How much of what lies below is hidden: at 0 % the layer cannot be seen"));
}

void OpacitySlider::setOpacity(double opacity)
{
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(qRound(opacity * 100));
    showPercent();
}

void OpacitySlider::showPercent()
{
    m_percent->setText(tr("%1 %").arg(m_slider->value()));
}

} // namespace pixelscape
