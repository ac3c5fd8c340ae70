#pragma once

#include <QComboBox>

namespace pixelscape {

/// One of several values of a request field, each under a name for people. A value that is not among them is shown as
/// it is, never swallowed.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    struct Choice
    {
        QString value;
        QString label;
        bool operator==(const Choice &) const = default;
    };

    explicit ChoiceBox(const QString &name, QWidget *parent = nullptr);

    void setChoices(const std::vector<Choice> &choices);
    void setValue(const QString &value);

Q_SIGNALS:
    /// By the user.
    void chosen(const QString &value);

private:
    void refill();

    std::vector<Choice> m_choices;
    QString m_value;
};

} // namespace pixelscape
