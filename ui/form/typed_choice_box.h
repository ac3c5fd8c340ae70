#pragma once

#include "ui/form/choice_box.h"

namespace pixelscape {

/// A line for any text, with a list of those that are likely.
class TypedChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    /// `emptyValue`: what an empty line means; it stands in the line as a hint.
    TypedChoiceBox(const QString &name, const QString &emptyValue, QWidget *parent = nullptr);

    void setChoices(const std::vector<ChoiceBox::Choice> &choices);
    void setValue(const QString &value);
    /// What an empty line comes to now.
    void setHint(const QString &hint);

Q_SIGNALS:
    /// By the user, in the middle of it or at its end.
    void typed(const QString &value);
    void chosen(const QString &value);

private:
    QString m_emptyValue;
    std::vector<ChoiceBox::Choice> m_choices;
};

} // namespace pixelscape
