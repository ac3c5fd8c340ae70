#pragma once

#include <QIcon>
#include <QWidget>

namespace pixelscape {

/// A small icon that is no control. Drawn anew each time, so that it follows the palette and the screen.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
};

} // namespace pixelscape
