#include "core/run/engine_trial.h"

#include "core/base/json.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The process's answer is the reason as JSON, an empty text where the network was loaded.
QString reasonFrom(const QByteArray &answer)
{
    const Json json = Json::parse(answer.begin(), answer.end(), nullptr, false);
    return json.is_string() ? json.get<QString>() : u"the process that tried it gave no answer"_s;
}

QString waitForReason(QProcess &process, const QDeadlineTimer &deadline, std::chrono::milliseconds limit)
{
    if (!process.waitForFinished(int(deadline.remainingTime())) && process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(limit).count();
        return u"it had not loaded the network after %1 seconds"_s.arg(seconds);
    }
    if (process.error() == QProcess::FailedToStart)
        return u"the process that should try it could not be started (%1)"_s.arg(process.errorString());
    if (process.exitStatus() == QProcess::CrashExit)
        return u"it crashes when it loads the network"_s;
    return reasonFrom(process.readAllStandardOutput());
}

} // namespace

std::vector<EngineVerdict> tryEngines(const QString &program, const QString &model, const QStringList &engines,
                                      std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    std::vector<std::unique_ptr<QProcess>> processes;
    for (const QString &engine : engines) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->setStandardErrorFile(QProcess::nullDevice());
        processes.back()->start(program, {u"worker"_s, u"--try"_s, engine, model});
    }
    std::vector<EngineVerdict> verdicts;
    for (qsizetype i = 0; i < engines.size(); ++i)
        verdicts.push_back({engines[i], waitForReason(*processes[std::size_t(i)], deadline, limit)});
    return verdicts;
}

} // namespace pixelscape
