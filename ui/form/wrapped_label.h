#pragma once

#include <QLabel>

namespace pixelscape {

/// Plain text that is broken wherever it must be, so that a long path never makes the form wider.
class WrappedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit WrappedLabel(QWidget *parent = nullptr);

    /// Said in passing: in the palette's colour for hints.
    void setQuiet();
    /// Shown only where there is something to say.
    void say(const QString &sentence);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace pixelscape
