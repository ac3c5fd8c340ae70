#include "core/run/worker_channel.h"

#include "core/base/error.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

class ProcessChannel : public WorkerChannel
{
public:
    explicit ProcessChannel(const QString &program) : m_program(program)
    {
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
            m_process.kill();
            m_process.waitForFinished(1000);
        }
    }

    void start() override { m_process.start(m_program, {u"worker"_s}); }
    void send(const Frame &frame) override { m_process.write(encodeFrame(frame)); }
    void finish() override
    {
        m_finishing = true;
        m_process.closeWriteChannel();
    }
    void kill() override { m_process.kill(); }
    qint64 processId() const override { return m_process.processId(); }

private:
    void readFrames()
    {
        m_decoder.append(m_process.readAllStandardOutput());
        try {
            while (const std::optional<Frame> frame = m_decoder.next())
                Q_EMIT received(*frame);
        } catch (const Error &) {
            m_nonsense = true;
            m_process.kill();
        }
    }

    /// Libraries talk a lot; the last lines are what a crash is explained with.
    void readNoise()
    {
        constexpr qsizetype enough = 2000;
        m_noise += m_process.readAllStandardError();
        if (m_noise.size() > enough)
            m_noise = m_noise.last(enough);
    }

    void onFinished(int exitCode, QProcess::ExitStatus status)
    {
        readFrames();
        if (m_nonsense)
            reportEnd(u"sent bytes that are not a message"_s);
        else if (status == QProcess::CrashExit)
            reportEnd(u"crashed or was killed (signal %1)"_s.arg(exitCode));
        else if (exitCode != 0 || !m_finishing)
            reportEnd(u"ended unasked with exit code %1"_s.arg(exitCode) + lastNoise());
        else
            reportEnd({});
    }

    QString lastNoise() const
    {
        const QString line = QString::fromUtf8(m_noise.trimmed().split('\n').last());
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
    QByteArray m_noise;
    bool m_finishing = false;
    bool m_nonsense = false;
    bool m_ended = false;
};

} // namespace

WorkerFactory processWorkers(const QString &program)
{
    return [program] { return std::make_unique<ProcessChannel>(program); };
}

} // namespace pixelscape
