#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// A request while it is being written: its output may still be ours to propose.
struct RequestDraft
{
    RunRequest request; ///< without an output where it is proposed
    bool proposesOutput = true;

    bool operator==(const RequestDraft &) const = default;

    /// As setRequestField(). An empty output stands for a proposal; another output, input or model forgets what was
    /// allowed for the last; one output an item instead of one output, or the other way round, is proposed anew.
    bool set(const QString &field, const QString &value);
    /// The inputs, in the order of their names (B2 before B10): they come as they were clicked. What was said of how
    /// several are used is forgotten with the last.
    void setRasters(QStringList paths);
    RequestDraft withDefaultEnvironment() const;

    /// Whether `other`, in which a proposed output has been filled in, is this request.
    bool isSameAs(RunRequest other) const;
    /// The problem is only that something has not been chosen yet: no reason for alarm.
    bool isOnlyMissing(const Problem &problem) const;
};

} // namespace pixelscape
