#include "ui/form/count_box.h"

#include "ui/form/wheel_guard.h"

#include <QLineEdit>
#include <QSignalBlocker>

namespace pixelscape {

CountBox::CountBox(const QString &name, const QString &wordForNone, QWidget *parent)
    : QSpinBox(parent), m_wordForNone(wordForNone)
{
    setAccessibleName(name);
    lineEdit()->setAccessibleName(tr("%1, as a number").arg(name));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRange(0, 1'000'000);
    setSpecialValueText(wordForNone);
    guardFromWheel(*this);
    connect(this, &QSpinBox::valueChanged, this, &CountBox::counted);
}

void CountBox::setCount(int count)
{
    const QSignalBlocker quiet(this);
    // The word stands for the smallest number.
    setMinimum(std::min(count, 0));
    setSpecialValueText(count < 0 ? QString() : m_wordForNone);
    setValue(count);
}

} // namespace pixelscape
