#pragma once

#include "ui/form/field_edit.h"
#include "ui/inspect/inspection.h"

#include <QWidget>

class QVBoxLayout;

namespace pixelscape {

class GridSettings;
class ProblemBoard;
class ProcessingSettings;

/// Where the output lies, and how a run is carried out: the operation's environment settings.
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
    void addHeading(QVBoxLayout &column, const QString &text);

    GridSettings *m_grid;
    ProcessingSettings *m_processing;
};

} // namespace pixelscape
