#pragma once

#include "core/run/job_answer.h"

namespace pixelscape {

/// One page of HTML with all that is known of a job, complete in itself: no script, no file beside it. `picturePng` is
/// a small picture of the result; empty leaves it out.
QString jobPage(const JobAnswer &answer, const QByteArray &picturePng);

/// The list of jobs as such a page.
QString jobsPage(const std::vector<StoredJob> &jobs);

} // namespace pixelscape
