#pragma once

#include <QWidget>

class QPushButton;

namespace pixelscape {

class ProblemMark;
class WrappedLabel;

/// Always in sight below the pages: problems without a place of their own, the plan, and the Run button with the reason
/// why not.
class RunFooter : public QWidget
{
    Q_OBJECT

public:
    explicit RunFooter(QWidget *parent = nullptr);

    ProblemMark *rest() const { return m_rest; }
    void setPlan(const QString &text);
    /// An empty reason enables Run.
    void setReason(const QString &reason);

Q_SIGNALS:
    void runAsked();

private:
    ProblemMark *m_rest;
    WrappedLabel *m_plan;
    QPushButton *m_run;
    WrappedLabel *m_reason;
};

} // namespace pixelscape
