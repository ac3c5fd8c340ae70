#include "core/run/job_names.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The first of a name is what the name is read as.
const std::array<std::pair<JobState, QString>, 9> stateNames{{{JobState::Waiting, u"esriJobWaiting"_s},
                                                              {JobState::Submitted, u"esriJobSubmitted"_s},
                                                              {JobState::Executing, u"esriJobExecuting"_s},
                                                              {JobState::Cancelling, u"esriJobCancelling"_s},
                                                              {JobState::Succeeded, u"esriJobSucceeded"_s},
                                                              {JobState::Failed, u"esriJobFailed"_s},
                                                              {JobState::Cancelled, u"esriJobCancelled"_s},
                                                              {JobState::Interrupted, u"esriJobFailed"_s},
                                                              {JobState::Damaged, u"esriJobFailed"_s}}};

const std::array<std::pair<MessageType, QString>, 4> typeNames{
    {{MessageType::Informative, u"esriJobMessageTypeInformative"_s},
     {MessageType::Warning, u"esriJobMessageTypeWarning"_s},
     {MessageType::Error, u"esriJobMessageTypeError"_s},
     {MessageType::Abort, u"esriJobMessageTypeAbort"_s}}};

} // namespace

QString operationName(JobState state)
{
    for (const auto &[each, name] : stateNames)
        if (each == state)
            return name;
    return {};
}

QString operationName(MessageType type)
{
    for (const auto &[each, name] : typeNames)
        if (each == type)
            return name;
    return {};
}

std::optional<JobState> jobStateOf(const QString &operationName)
{
    for (const auto &[state, name] : stateNames)
        if (name == operationName)
            return state;
    return std::nullopt;
}

MessageType messageTypeOf(const QString &operationName)
{
    for (const auto &[type, name] : typeNames)
        if (name == operationName)
            return type;
    return MessageType::Informative;
}

JobState jobStateOf(Outcome outcome)
{
    return outcome == Outcome::Finished    ? JobState::Succeeded
           : outcome == Outcome::Cancelled ? JobState::Cancelled
                                           : JobState::Failed;
}

bool hasEnded(JobState state)
{
    return state >= JobState::Succeeded;
}

bool canContinue(JobState state)
{
    return state == JobState::Failed || state == JobState::Cancelled || state == JobState::Interrupted;
}

QString jobStateText(JobState state)
{
    switch (state) {
    case JobState::Waiting:
        return u"waiting"_s;
    case JobState::Submitted:
        return u"starting"_s;
    case JobState::Executing:
        return u"running"_s;
    case JobState::Cancelling:
        return u"stopping"_s;
    case JobState::Succeeded:
        return u"finished"_s;
    case JobState::Failed:
        return u"failed"_s;
    case JobState::Cancelled:
        return u"cancelled"_s;
    case JobState::Interrupted:
        return u"interrupted"_s;
    case JobState::Damaged:
        return u"damaged"_s;
    }
    return {};
}

} // namespace pixelscape
