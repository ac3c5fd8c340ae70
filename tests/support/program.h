#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace pixelscape {

/// How a call of the program ended.
struct ProgramResult
{
    int exitCode = -1; ///< -1 where the program was killed by a signal, or took longer than two minutes
    QByteArray standardOutput;
    QByteArray standardError;

    QString errorText() const { return QString::fromUtf8(standardError); }
    QStringList errorLines() const;
    QStringList errors() const; ///< the lines that begin with "error: "
};

/// Where the programs of this test keep what they know of their jobs (XDG_DATA_HOME): a folder of its own, never the
/// user's.
QString dataHome();

/// Runs the built program to its end. `inChild` is called in the new process just before the program begins there.
ProgramResult runPixelscape(const QStringList &arguments, const std::function<void()> &inChild = {});

/// The built program, or another one on the same jobs, at work, for those who want to disturb it. It is killed where it
/// is still at work in the end.
class RunningPixelscape
{
public:
    explicit RunningPixelscape(const QStringList &arguments,
                               const QString &program = QStringLiteral(PIXELSCAPE_PROGRAM));
    ~RunningPixelscape();

    /// Waits until standard error says this much of the progress, in steps of 10 %; false where it ended without.
    bool waitForPercent(int percent);
    qint64 processId() const { return m_process.processId(); }
    /// Process ids of the workers that it has now.
    std::vector<qint64> workers() const;
    /// Nothing where it has ended.
    void sendSignal(int signal);
    /// Waits for the end.
    ProgramResult result();

private:
    QProcess m_process;
    QByteArray m_standardError;
};

/// Process ids of the processes that a program has started and that are there now; none of one that has ended (0).
std::vector<qint64> workersOf(qint64 program);

/// Whether a process is there and not merely waiting to be collected.
bool isAlive(qint64 processId);

} // namespace pixelscape
