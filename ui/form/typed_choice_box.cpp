#include "ui/form/typed_choice_box.h"

#include "ui/form/wheel_guard.h"

#include <QAbstractItemView>
#include <QLineEdit>

namespace pixelscape {

TypedChoiceBox::TypedChoiceBox(const QString &name, const QString &emptyValue, QWidget *parent)
    : QComboBox(parent), m_emptyValue(emptyValue)
{
    setAccessibleName(name);
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    view()->setAccessibleName(tr("Choices of %1").arg(name));
    lineEdit()->setAccessibleName(tr("%1, as text").arg(name));
    setHint(emptyValue);
    guardFromWheel(*this);
    connect(this, &QComboBox::activated, this, [this](int index) {
        const QString value = itemData(index).toString();
        setEditText(value);
        Q_EMIT chosen(value);
    });
    connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString &text) { Q_EMIT typed(text.trimmed()); });
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (!lineEdit()->isModified())
            return;
        lineEdit()->setModified(false);
        Q_EMIT chosen(currentText().trimmed());
    });
}

void TypedChoiceBox::setChoices(const std::vector<ChoiceBox::Choice> &choices)
{
    // Not without need: somebody may just be looking at the list.
    if (choices == m_choices)
        return;
    m_choices = choices;
    const QString text = currentText();
    clear();
    for (const ChoiceBox::Choice &choice : choices)
        addItem(choice.label, choice.value);
    setCurrentIndex(findData(text));
    setEditText(text);
}

void TypedChoiceBox::setValue(const QString &value)
{
    const QString shown = currentText().trimmed();
    if (shown == value || (shown.isEmpty() && value == m_emptyValue && lineEdit()->hasFocus()))
        return;
    setCurrentIndex(findData(value));
    setEditText(value);
}

void TypedChoiceBox::setHint(const QString &hint)
{
    lineEdit()->setPlaceholderText(hint);
}

} // namespace pixelscape
