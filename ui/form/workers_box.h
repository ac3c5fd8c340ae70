#pragma once

#include <QComboBox>

namespace pixelscape {

/// How many workers: auto, a number, or a share of the cores. Anything may be typed.
class WorkersBox : public QComboBox
{
    Q_OBJECT

public:
    explicit WorkersBox(QWidget *parent = nullptr);

    void setFactor(const QString &factor);

Q_SIGNALS:
    /// By the user, in the middle of it or at its end.
    void typed(const QString &factor);
    void chosen(const QString &factor);
};

} // namespace pixelscape
