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
    /// Makes the folder, or takes the one that an earlier run left. Throws Error where it cannot, another run is at
    /// it, or what stands there was not made by a run to this output.
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
    bool isOurs(const QString &name) const;
    void refuseForeign() const;

    QString m_path;
    QString m_resultName; ///< of the output, without its suffix: the names of all its files begin so
    std::unique_ptr<QLockFile> m_lock;
    bool m_discard = false;
};

} // namespace pixelscape
