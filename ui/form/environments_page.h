#pragma once

#include "ui/form/field_edit.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

class QFormLayout;

namespace pixelscape {

class ChoiceBox;
class CountBox;
class ExtentBox;
class ProblemBoard;
class ProblemMark;
class WorkersBox;

/// Where and how a run is carried out: extent, device, engine, workers.
class EnvironmentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentsPage(QWidget *parent = nullptr);

    void addMarks(ProblemBoard &board, int page);
    void setRequest(const RunRequest &request);
    void showResolution(const Resolution &resolution);
    /// What is wrong with the page before anybody has looked at the request.
    std::vector<Problem> ownProblems() const;

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);
    void extentFromViewAsked();
    void ownProblemsChanged();
    void defaultsAsked();

private:
    /// A control with its label before it and its mark below; the mark answers for `field`.
    void addRow(QFormLayout &rows, const QString &label, QWidget *control, const QString &field);
    void connectControls();
    void showEngines(const std::optional<ModelSummary> &model);

    ExtentBox *m_extent;
    ChoiceBox *m_device;
    ChoiceBox *m_engine;
    WorkersBox *m_workers;
    CountBox *m_recycle;
    CountBox *m_retries;
    CountBox *m_deadline;
    std::vector<std::pair<QString, ProblemMark *>> m_marks;
};

} // namespace pixelscape
