#include "ui/form/argument_row.h"

#include "ui/form/problem_mark.h"
#include "ui/form/tool_tip.h"
#include "ui/form/wrapped_label.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

ArgumentRow::ArgumentRow(const ArgumentDescription &description, QWidget *parent)
    : QWidget(parent), m_description(description)
{
    auto *label = new QLabel(description.label, this);
    label->setWordWrap(true);
    if (description.choices.empty())
        makeLine();
    else
        makeChoice();
    const QString plainLabel = description.plainLabel();
    m_editor->setAccessibleName(plainLabel);
    for (QWidget *widget : {static_cast<QWidget *>(label), m_editor})
        widget->setToolTip(toolTipOf(description.help));
    label->setBuddy(m_editor);
    m_reset = new QToolButton(this);
    m_reset->setIcon(icon(u"reset"_s));
    m_reset->setAutoRaise(true);
    m_reset->setAccessibleName(tr("Reset %1").arg(plainLabel.toLower()));
    m_reset->setFocusPolicy(Qt::StrongFocus);
    connect(m_reset, &QToolButton::clicked, this, [this] {
        setText({});
        m_editor->setFocus();
        Q_EMIT edited({field(), {}});
    });
    m_reason = new WrappedLabel(this);
    m_reason->setQuiet();
    m_reason->hide();
    m_mark = new ProblemMark(plainLabel, m_editor, this);

    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(label, 1);
    row->addWidget(m_editor, 1);
    row->addWidget(m_reset);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_reason);
    column->addWidget(m_mark);
    showState();
}

void ArgumentRow::makeLine()
{
    m_line = new QLineEdit(this);
    m_editor = m_line;
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) { take(text.trimmed(), true); });
    connect(m_line, &QLineEdit::editingFinished, this, [this] {
        if (!m_line->isModified())
            return;
        m_line->setModified(false);
        take(m_line->text().trimmed(), false);
    });
}

void ArgumentRow::makeChoice()
{
    m_choice = new ChoiceBox(m_description.plainLabel(), this);
    m_choice->setChoices(m_description.choices);
    m_editor = m_choice;
    connect(m_choice, &ChoiceBox::chosen, this, [this](const QString &value) { take(value, false); });
}

void ArgumentRow::take(const QString &text, bool isTyping)
{
    m_text = text;
    showState();
    Q_EMIT edited({field(), text, isTyping});
}

void ArgumentRow::setText(const QString &text)
{
    m_text = text;
    if (m_choice)
        m_choice->setValue(text);
    else if (m_line->text().trimmed() != text)
        m_line->setText(text);
    showState();
}

void ArgumentRow::setDefault(const QString &text)
{
    m_default = labelOf(text);
    if (m_line) {
        m_line->setPlaceholderText(m_default.isEmpty() ? tr("default") : tr("default (%1)").arg(m_default));
    } else {
        std::vector<ChoiceBox::Choice> choices = m_description.choices;
        if (!m_default.isEmpty())
            choices.front().label = tr("Default (%1)").arg(m_default);
        m_choice->setChoices(choices);
    }
    showState();
}

/// As it reads within a sentence.
QString ArgumentRow::labelOf(const QString &value) const
{
    for (const ChoiceBox::Choice &choice : m_description.choices)
        if (choice.value == value)
            return value.isEmpty() ? QString() : choice.label.toLower();
    return value;
}

void ArgumentRow::setReason(const QString &whyNotApplicable)
{
    m_editor->setEnabled(whyNotApplicable.isEmpty());
    if (m_line && !whyNotApplicable.isEmpty())
        m_line->setPlaceholderText(tr("none"));
    m_whyNot = whyNotApplicable;
    showState();
}

void ArgumentRow::showState()
{
    m_reset->setEnabled(isSet());
    // What was set nevertheless is a problem, which says so itself.
    m_reason->say(isSet() ? QString() : m_whyNot);
    m_reset->setToolTip(m_default.isEmpty() || isSet() ? tr("Back to the default")
                                                       : tr("It is the default (%1)").arg(m_default));
}

} // namespace pixelscape
