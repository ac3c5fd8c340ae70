#pragma once

#include "core/base/json.h"
#include "core/base/message.h"

#include <QString>

#include <optional>

/// The files of a job's record, as JobRecorder writes and JobStore reads them. Each lies in the folder of its job.
namespace pixelscape {

namespace job_files {

const QString entry = QStringLiteral("job.json");          ///< what was asked for, when, by which process
const QString state = QStringLiteral("state.json");        ///< the state and how far it is
const QString messages = QStringLiteral("messages.jsonl"); ///< one message a line; only ever appended to
const QString report = QStringLiteral("report.json");      ///< written once, in the end
const QString lock = QStringLiteral("alive.lock");         ///< held while a process is at the job
const QString cancel = QStringLiteral("cancel");           ///< made by whoever wants the job to end

} // namespace job_files

/// Nothing where the file is not there, or is not JSON as a whole.
std::optional<Json> readJson(const QString &path);

/// Replaces the file as a whole: who reads it finds the old text or the new one. With `onDisk` it also survives a loss
/// of power. False where it cannot be written; the old one is there then.
bool replaceJson(const QString &path, const Json &json, bool onDisk);

/// A message as a line of its own, with the time.
QByteArray messageLine(const Message &message);

/// The messages of a file; lines that are torn or foreign are passed over.
std::vector<Message> readMessages(const QString &path);

} // namespace pixelscape
