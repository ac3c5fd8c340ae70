#pragma once

#include "core/run/classifier.h"

namespace pixelscape {

/// Has tiles inferred that stand for several of the asked size, where the job allows it, that spares work worth
/// mentioning, there is memory for it, and the network is proved to answer the same inside of them, on ground of
/// `source` at `place`. The sketch tells where they are needed. Says so in the classifier's report.
void growTile(Classifier &classifier, const WorkerJob &job, RasterSource &source, const PixelRect &place,
              const DataSketch &sketch);

} // namespace pixelscape
