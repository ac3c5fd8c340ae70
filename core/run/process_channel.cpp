#include "core/run/worker_channel.h"

#include "core/base/error.h"
#include "core/run/figure_text.h"
#include "core/run/worker_noise.h"

#include <QProcess>

#include <csignal>

#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/types.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What people may make of the signals that end a worker; empty for others.
QString meaningOf(int signal)
{
    switch (signal) {
    case SIGSEGV:
    case SIGBUS:
        return u", a memory fault"_s;
    case SIGFPE:
        return u", a division by zero or the like"_s;
    case SIGABRT:
        return u", it gave up by itself"_s;
    case SIGILL:
        return u", an instruction that this processor does not know"_s;
    case SIGKILL:
        return u", often for lack of memory"_s;
    default:
        return {};
    }
}

/// In the new process, before the program begins there: it ends with its parent, also with one that dies now.
void prepareChild(pid_t parent)
{
    setpgid(0, 0);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(1);
}

/// Networks work on large pieces of memory: the C library is asked to have them in large pages, where the system
/// leaves that to programs, which saves 2 to 4 % of the time (measured with U-Nets).
QProcessEnvironment workerEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains(u"GLIBC_TUNABLES"_s))
        environment.insert(u"GLIBC_TUNABLES"_s, u"glibc.malloc.hugetlb=1"_s);
    return environment;
}

/// A process in a group of its own, so that what it starts can be ended with it.
class ProcessChannel : public WorkerChannel
{
public:
    explicit ProcessChannel(const QString &program) : m_program(program)
    {
        m_process.setProcessEnvironment(workerEnvironment());
        m_process.setChildProcessModifier([parent = getpid()] { prepareChild(parent); });
        connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProcessChannel::readFrames);
        connect(&m_process, &QProcess::readyReadStandardError, this, &ProcessChannel::readNoise);
        connect(&m_process, &QProcess::finished, this, &ProcessChannel::onFinished);
        connect(
            &m_process, &QProcess::errorOccurred, this,
            [this](QProcess::ProcessError error) {
                if (error == QProcess::FailedToStart)
                    reportEnd(u"could not be started (%1)"_s.arg(m_process.errorString()));
            },
            Qt::QueuedConnection);
    }

    ~ProcessChannel() override
    {
        m_process.disconnect(this);
        if (m_process.state() != QProcess::NotRunning) {
            kill();
            m_process.waitForFinished(1000);
        }
    }

    void start() override
    {
        m_process.start(m_program, {u"worker"_s});
        m_group = pid_t(m_process.processId());
    }
    void send(const Frame &frame) override { m_process.write(encodeFrame(frame)); }
    void finish() override
    {
        m_finishing = true;
        m_process.closeWriteChannel();
    }
    void kill() override
    {
        endGroup();
        m_process.kill();
    }
    qint64 processId() const override { return m_process.processId(); }

private:
    void readFrames()
    {
        const QByteArray bytes = m_process.readAllStandardOutput();
        if (!m_killedBecause.isEmpty())
            return;
        m_decoder.append(bytes);
        try {
            while (const std::optional<Frame> frame = m_decoder.next()) {
                m_noise.onAnswer();
                Q_EMIT received(*frame);
            }
        } catch (const Error &) {
            killBecause(u"sent bytes that are not a message"_s);
        }
    }

    void readNoise()
    {
        m_noise.add(m_process.readAllStandardError());
        if (m_noise.isFlood())
            killBecause(u"wrote more than %1 of messages without an answer and was ended"_s.arg(
                bytesText(WorkerNoise::mostBetweenAnswers)));
    }

    void killBecause(const QString &cause)
    {
        if (!m_killedBecause.isEmpty())
            return;
        m_killedBecause = cause;
        kill();
    }

    void onFinished(int exitCode, QProcess::ExitStatus status)
    {
        endGroup();
        readFrames();
        readNoise();
        if (!m_killedBecause.isEmpty())
            reportEnd(m_killedBecause);
        else if (status == QProcess::CrashExit)
            reportEnd(u"crashed or was killed (signal %1%2)"_s.arg(exitCode).arg(meaningOf(exitCode)));
        else if (exitCode != 0 || !m_finishing)
            reportEnd(u"ended unasked with exit code %1"_s.arg(exitCode) + lastNoise());
        else
            reportEnd({});
    }

    /// Whatever the worker has started and not ended itself. Its group has no other name as long as one of them lives.
    void endGroup() const
    {
        if (m_group > 0)
            ::kill(-m_group, SIGKILL);
    }

    QString lastNoise() const
    {
        const QString line = m_noise.lastLine();
        return line.isEmpty() ? QString() : u" (%1)"_s.arg(line);
    }

    void reportEnd(const QString &cause)
    {
        if (!m_ended) {
            m_ended = true;
            Q_EMIT ended(cause);
        }
    }

    QString m_program;
    QProcess m_process;
    FrameDecoder m_decoder;
    WorkerNoise m_noise;
    QString m_killedBecause; ///< empty where it was not this channel that found a reason
    pid_t m_group = 0;
    bool m_finishing = false;
    bool m_ended = false;
};

} // namespace

WorkerFactory processWorkers(const QString &program)
{
    return [program] { return std::make_unique<ProcessChannel>(program); };
}

} // namespace pixelscape
