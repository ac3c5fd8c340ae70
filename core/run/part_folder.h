#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace pixelscape {

/// The folder OUTPUT.part beside an output, where a run keeps its section log and builds the file; whatever is in it
/// does not look finished. Locked against a second run to the same output.
class PartFolder
{
public:
    /// Makes the folder, or takes the one that an earlier run left. Throws Error where it cannot, or another run is at
    /// it.
    explicit PartFolder(const QString &output);
    ~PartFolder();

    QString path() const { return m_path; }
    QString logPath() const;
    /// Everything that an earlier run left is removed.
    void empty();
    /// The log stays for the next run; what was built from it goes.
    void keepOnlyLog();
    /// The whole folder goes when this object does.
    void discardAtEnd() { m_discard = true; }

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    bool m_discard = false;
};

} // namespace pixelscape
