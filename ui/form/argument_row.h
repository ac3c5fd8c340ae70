#pragma once

#include "ui/form/argument_texts.h"
#include "ui/form/field_edit.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QToolButton;

namespace pixelscape {

class ProblemMark;
class WrappedLabel;

/// One argument, or the bands: its value or its default, and the way back to the default.
class ArgumentRow : public QWidget
{
    Q_OBJECT

public:
    explicit ArgumentRow(const ArgumentDescription &description, QWidget *parent = nullptr);

    const QString &name() const { return m_description.name; }
    QString field() const { return m_description.field(); }
    ProblemMark *mark() const { return m_mark; }
    bool isSet() const { return !m_text.isEmpty(); }
    bool isApplicable() const { return m_whyNot.isEmpty(); }

    /// What the request says; empty for nothing.
    void setText(const QString &text);
    /// As the request would say it; empty where it is not known.
    void setDefault(const QString &text);
    /// A reason disables the row; what was set can still be taken back.
    void setReason(const QString &whyNotApplicable);

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);

private:
    void makeLine();
    void makeChoice();
    void take(const QString &text, bool isTyping);
    void showState();
    QString labelOf(const QString &value) const;

    ArgumentDescription m_description;
    QString m_text;
    QString m_default;
    QString m_whyNot;
    QWidget *m_editor = nullptr;
    QLineEdit *m_line = nullptr;   ///< one of these two
    ChoiceBox *m_choice = nullptr; ///< is the editor
    QToolButton *m_reset;
    WrappedLabel *m_reason;
    ProblemMark *m_mark = nullptr;
};

} // namespace pixelscape
