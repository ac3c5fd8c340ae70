#pragma once

#include <QSpinBox>

namespace pixelscape {

/// A number of times, with a word for 0.
class CountBox : public QSpinBox
{
    Q_OBJECT

public:
    CountBox(const QString &name, const QString &wordForNone, QWidget *parent = nullptr);

    /// Also a number that cannot be meant: what the request says is shown.
    void setCount(int count);

Q_SIGNALS:
    /// By the user.
    void counted(int count);

private:
    QString m_wordForNone;
};

} // namespace pixelscape
