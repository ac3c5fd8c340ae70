#include "ui/form/choice_box.h"

#include "ui/form/wheel_guard.h"

#include <QAbstractItemView>

namespace pixelscape {

ChoiceBox::ChoiceBox(const QString &name, QWidget *parent) : QComboBox(parent)
{
    setAccessibleName(name);
    view()->setAccessibleName(tr("Choices of %1").arg(name));
    // A long choice must not make the form wider than its panel.
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    guardFromWheel(*this);
    connect(this, &QComboBox::activated, this, [this](int index) {
        m_value = itemData(index).toString();
        Q_EMIT chosen(m_value);
    });
}

void ChoiceBox::setChoices(const std::vector<Choice> &choices)
{
    // Not without need: somebody may just be looking at the list.
    if (choices == m_choices)
        return;
    m_choices = choices;
    refill();
}

void ChoiceBox::setValue(const QString &value)
{
    m_value = value;
    if (count() == 0 || currentData().toString().compare(value, Qt::CaseInsensitive) != 0)
        refill();
}

void ChoiceBox::refill()
{
    clear();
    int shown = -1;
    for (const Choice &choice : m_choices) {
        if (choice.value.compare(m_value, Qt::CaseInsensitive) == 0)
            shown = count();
        addItem(choice.label, choice.value);
    }
    if (shown < 0) {
        shown = count();
        addItem(m_value, m_value);
    }
    setCurrentIndex(shown);
}

} // namespace pixelscape
