#pragma once

#include "core/run/job_answer.h"

namespace pixelscape {

/// "running, 45 %", "interrupted": the state and how far it is.
QString stateLine(const StoredJob &job);
/// "2026-11-23 09:41", when it was started, else submitted.
QString timeText(const StoredJob &job);

/// A line for each job, under a heading; ids as short as they may be given back.
QString jobsText(const std::vector<StoredJob> &jobs);
/// All that is known of a job, for a terminal.
QString jobText(const JobAnswer &answer);
/// "warning: The worker was replaced."
QString messageLineText(const Message &message);

} // namespace pixelscape
