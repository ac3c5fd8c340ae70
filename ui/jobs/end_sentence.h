#pragma once

#include "ui/jobs/job.h"

namespace pixelscape {

/// How a job ended, in one sentence: "Classified demo_scene in 1.8 s: 5 classes, 123 456 pixels."
QString endSentence(const Job &job);

} // namespace pixelscape
