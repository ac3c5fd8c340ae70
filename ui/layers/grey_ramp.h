#pragma once

#include <QWidget>

namespace pixelscape {

/// What the greys of a probability raster mean: black is 0, white is 1.
class GreyRamp : public QWidget
{
    Q_OBJECT

public:
    explicit GreyRamp(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_low;
    QString m_high;
};

} // namespace pixelscape
