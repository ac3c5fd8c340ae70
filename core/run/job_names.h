#pragma once

#include "core/base/message.h"
#include "core/base/outcome.h"

#include <QString>

#include <optional>

namespace pixelscape {

/// What a job is at: those of the operation's states that a job on this computer can be in, and two of ours.
enum class JobState {
    Waiting,    ///< for its turn in the window
    Submitted,  ///< the network is being loaded
    Executing,  ///< sections are being made
    Cancelling, ///< somebody asked for its end, and it has not ended yet
    Succeeded,
    Failed,
    Cancelled,
    Interrupted, ///< the process that ran it is gone and left no report
    Damaged      ///< its record cannot be read
};

/// The operation's name of a state ("esriJobExecuting"). It has none for ours: both are failed to it.
QString operationName(JobState state);
/// The operation's name of a message's type ("esriJobMessageTypeWarning").
QString operationName(MessageType type);
std::optional<JobState> jobStateOf(const QString &operationName);
/// Informative for a name that is none.
MessageType messageTypeOf(const QString &operationName);
JobState jobStateOf(Outcome outcome);

/// Nobody is at it any more.
bool hasEnded(JobState state);
/// It has ended without its result, and its record says what it was to make.
bool canContinue(JobState state);

/// "running", "interrupted": for people.
QString jobStateText(JobState state);

} // namespace pixelscape
