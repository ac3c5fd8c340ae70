#pragma once

#include "core/base/message.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace pixelscape {

/// What is wrong with one field, below it: for each problem an icon, a sentence, and a button for each remedy. Hidden
/// where nothing is.
class ProblemMark : public QWidget
{
    Q_OBJECT

public:
    /// `subject`: what the problems are about, "Output". `control`: described by the sentences to a screen reader, and
    /// given the focus when a remedy has done its work; may be null.
    ProblemMark(const QString &subject, QWidget *control, QWidget *parent = nullptr);

    const QString &subject() const { return m_subject; }
    void setProblems(const std::vector<Problem> &problems);
    const std::vector<Problem> &problems() const { return m_problems; }

Q_SIGNALS:
    void remedyAsked(const pixelscape::Remedy &remedy);

private:
    void addProblem(const Problem &problem);
    QWidget *remedyButton(const Remedy &remedy);
    void describe();

    QString m_subject;
    QPointer<QWidget> m_control;
    QWidget *m_last = nullptr; ///< in the order of the Tab key
    QVBoxLayout *m_column;
    std::vector<Problem> m_problems;
};

} // namespace pixelscape
