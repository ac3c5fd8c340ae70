#pragma once

#include <QSlider>
#include <QWidget>

class QLabel;

namespace pixelscape {

/// A layer's opacity, as a slider with its percent beside it.
class OpacitySlider : public QWidget
{
    Q_OBJECT

public:
    explicit OpacitySlider(QWidget *parent = nullptr);

    void setSubject(const QString &name);
    void setOpacity(double opacity);

Q_SIGNALS:
    void opacityAsked(double opacity);

private:
    void showPercent();

    QSlider *m_slider;
    QLabel *m_percent;
};

} // namespace pixelscape
