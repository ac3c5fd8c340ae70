#pragma once

#include <QLockFile>
#include <QStringList>

#include <memory>

namespace pixelscape {

/// The folder OUTPUT.part beside an output, where a run keeps its section log and builds the file; whatever is in it
/// does not look finished. Locked against a second run to the same output.
class PartFolder
{
public:
    /// Makes the folder, or takes the one that an earlier run left. Throws Error where it cannot, another run is at
    /// it (which is named by its process, and by its `jobId` where that is not empty), or what stands there was not
    /// made by a run to this output.
    explicit PartFolder(const QString &output, const QString &jobId = {});
    ~PartFolder();

    QString path() const { return m_path; }
    QString logPath() const;
    /// Everything that an earlier run left is removed.
    void empty();
    /// The log stays for the next run, and the mark of markMoving(); what was built from it goes.
    void keepOnlyLog();
    /// Notes that the finished files are being moved to their places from now on.
    void markMoving();
    /// The whole folder goes when this object does.
    void discardAtEnd() { m_discard = true; }

private:
    [[noreturn]] void failForHolder(const QString &output) const;
    void noteHolder(const QString &jobId) const;
    bool isOurs(const QString &name) const;
    void refuseForeign() const;

    QString m_path;
    QStringList m_resultNames; ///< of the output and its probabilities, without suffix: their files' names begin so
    std::unique_ptr<QLockFile> m_lock;
    bool m_discard = false;
};

/// Whether a run to this output left finished sections that another run may take up.
bool hasUnfinishedPart(const QString &output);

/// The section log of an unfinished run to this output, which may not be there.
QString unfinishedLogPath(const QString &output);

/// Whether a run to this output ended while it moved its finished files, so that some of them may lie there already.
bool isHalfMoved(const QString &output);

} // namespace pixelscape
