#include "tests/support/program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <csignal>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int longest = 120'000;
const QString program = QStringLiteral(PIXELSCAPE_PROGRAM);

/// State and parent of a process, as /proc tells them; the name before them may hold spaces and brackets.
QList<QByteArray> statusWords(qint64 processId)
{
    QFile file(u"/proc/%1/stat"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.sliced(text.lastIndexOf(')') + 1).trimmed().split(' ');
}

void useDataHome(QProcess &process)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, dataHome());
    process.setProcessEnvironment(environment);
}

} // namespace

QString dataHome()
{
    static const QTemporaryDir folder;
    return folder.path();
}

QStringList ProgramResult::errorLines() const
{
    return errorText().split(u'\n', Qt::SkipEmptyParts);
}

QStringList ProgramResult::errors() const
{
    return errorLines().filter(QRegularExpression(u"^error: "_s));
}

ProgramResult runPixelscape(const QStringList &arguments, const std::function<void()> &inChild)
{
    QProcess process;
    useDataHome(process);
    if (inChild)
        process.setChildProcessModifier(inChild);
    process.start(program, arguments);
    if (!process.waitForFinished(longest))
        process.kill();
    process.waitForFinished();
    const bool hasEnded = process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    return {hasEnded ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

RunningPixelscape::RunningPixelscape(const QStringList &arguments, const QString &program)
{
    useDataHome(m_process);
    m_process.start(program, arguments);
    m_process.waitForStarted();
}

RunningPixelscape::~RunningPixelscape()
{
    m_process.kill();
    m_process.waitForFinished();
}

std::vector<qint64> RunningPixelscape::workers() const
{
    return workersOf(m_process.processId());
}

bool RunningPixelscape::waitForPercent(int percent)
{
    const auto isThere = [&] {
        for (const QByteArray &line : m_standardError.split('\n'))
            if (line.contains(" %, ") && line.left(line.indexOf(' ')).toInt() >= percent)
                return true;
        return false;
    };
    m_process.setReadChannel(QProcess::StandardError);
    while (!isThere() && m_process.waitForReadyRead(longest))
        m_standardError += m_process.readAllStandardError();
    return isThere();
}

std::vector<qint64> workersOf(qint64 program)
{
    std::vector<qint64> children;
    if (program <= 0) // it has ended; 0 is the parent of what the system itself began
        return children;
    const QByteArray parent = QByteArray::number(program);
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const qint64 processId = name.toLongLong();
        if (processId > 0 && statusWords(processId).value(1) == parent)
            children.push_back(processId);
    }
    return children;
}

void RunningPixelscape::sendSignal(int signal)
{
    if (m_process.processId() > 0) // of one that has ended it is 0, and 0 is all the processes of this test
        kill(pid_t(m_process.processId()), signal);
}

ProgramResult RunningPixelscape::result()
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(longest))
        m_process.kill();
    m_standardError += m_process.readAllStandardError();
    return {m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1,
            m_process.readAllStandardOutput(), m_standardError};
}

bool isAlive(qint64 processId)
{
    const QByteArray state = statusWords(processId).value(0, "Z");
    return state != "Z" && state != "X";
}

} // namespace pixelscape
