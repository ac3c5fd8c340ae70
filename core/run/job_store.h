#pragma once

#include "core/base/json.h"
#include "core/run/job_names.h"
#include "core/run/progress.h"
#include "core/run/run_request.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pixelscape {

/// A job as its record tells it at one moment. A value: it crosses threads as a copy.
struct StoredJob
{
    QString id;
    JobState state = JobState::Damaged;
    QDateTime submitted;
    QDateTime started;      ///< the last time, where it was continued; invalid while it waits
    QString startedBy;      ///< "classify", "window": the face of the program
    qint64 processId = 0;   ///< of the process that is or was at it
    RunRequest request;     ///< with absolute paths; of a damaged job empty
    Progress progress;      ///< when it was last written down, which is once a second
    double wallSeconds = 0; ///< in the end; 0 where it has none

    bool operator==(const StoredJob &) const = default;
};

/// Submitted later; the order in which jobs are listed.
bool isNewer(const StoredJob &a, const StoredJob &b);

/// The records of all jobs of this user: a folder for each, named by the job's id, that whoever runs the job writes
/// (JobRecorder) and any process can read. The methods may take as long as the disk takes.
class JobStore
{
public:
    /// Ended jobs beyond this number are forgotten when a new one begins, the oldest first; interrupted ones last.
    static constexpr int mostJobs = 500;

    explicit JobStore(QString folder = usualFolder()) : m_folder(std::move(folder)) {}

    /// jobs in the user's data folder, which XDG_DATA_HOME moves; the same for the window and the command line.
    static QString usualFolder();
    QString folder() const { return m_folder; }
    QString path(const QString &id, const QString &file = {}) const;

    /// In no order.
    QStringList ids() const;
    /// The newest first.
    std::vector<StoredJob> list() const;
    /// Nothing where there is no such job, or its record is just being made.
    std::optional<StoredJob> read(const QString &id) const;
    std::vector<Message> messages(const QString &id) const;
    /// The report of the job's end, as the command line's contract has it.
    std::optional<Json> report(const QString &id) const;

    /// The job of this id, of the only one that begins so, or the newest for "last". Throws Error where there is none,
    /// or more than one.
    StoredJob find(const QString &words) const;

    /// Asks the process that is at the job to end it. Throws Error where nobody could hear it.
    void askToCancel(const StoredJob &job) const;
    /// Removes the record and nothing else. Throws Error where a process is at the job, or the record stays.
    void forget(const QString &id) const;
    /// Makes room for one more; never throws.
    void trim() const;

private:
    QString m_folder;
};

/// A new job's id: j and 32 hexadecimal digits.
QString newJobId();

/// "process 4711 (pixelscape classify)", of a job that somebody is at.
QString holderText(const StoredJob &job);

} // namespace pixelscape
