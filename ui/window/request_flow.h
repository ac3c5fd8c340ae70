#pragma once

#include "ui/form/request_form.h"
#include "ui/inspect/inspector.h"
#include "ui/jobs/job_list.h"
#include "ui/window/item_runs.h"
#include "ui/window/plan_probe.h"
#include "ui/window/request_history.h"

#include <QObject>

namespace pixelscape {

/// From the form to a job: has each change of the request looked at, shows what was found, asks for a plan, and starts
/// the run.
class RequestFlow : public QObject
{
    Q_OBJECT

public:
    RequestFlow(RequestForm &form, Inspector &inspector, JobList &jobs, const WorkerFactory &workers,
                QObject *parent = nullptr);

    /// The rasters of a collection are being classified, one after the other.
    bool isAtItems() const { return m_items.isBusy(); }
    /// Of the request that the form shows now; the last look where a new one is under way.
    const std::optional<Inspection> &inspection() const { return m_inspection; }
    RequestHistory &history() { return m_history; }
    /// Looks again: something outside the form has changed (a file was written, a job has ended).
    void lookAgain();
    void run();
    /// Goes on with the job of this id, whatever the form shows. The resolution can run.
    void continueJob(const Resolution &resolution, const QString &id);
    /// The map could not read this raster: said beside the field too, for as long as it is the input.
    void noteTrouble(const QString &raster, const QString &sentence);
    /// The raster may have been mended. Returns whether there was trouble.
    bool forgetTrouble();

Q_SIGNALS:
    /// There is a new inspection().
    void inspected();
    /// Each raster of a collection on its own: no run of them is left.
    void itemsEnded(const pixelscape::ItemsEnd &end);

private:
    void start(const Resolution &resolution, const QString &continuedId);
    void startItems(const ItemRequests &items);
    void onItemsEnded(const ItemsEnd &end);
    QString reasonToWait() const;
    void onInspected(const Inspection &inspection);
    void showPlan();
    void showInspection();
    void keepOutputOf(const Job &job);
    void releaseOutput();
    void proposeAgain();
    bool isAtWork(const RunRequest &request) const;

    RequestForm &m_form;
    Inspector &m_inspector;
    JobList &m_jobs;
    PlanProbe m_plan;
    RequestHistory m_history;
    ItemRuns m_items;
    std::optional<Inspection> m_inspection;
    QString m_outputFolder;                ///< where the user put the last output that was finished; else empty
    std::optional<RunRequest> m_kept;      ///< a run that is to be continued: the form keeps its output
    std::pair<QString, QString> m_trouble; ///< raster, sentence
};

} // namespace pixelscape
