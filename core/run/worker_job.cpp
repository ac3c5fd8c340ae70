#include "core/run/worker_job.h"

#include "core/run/recipe.h"

#include <algorithm>

namespace pixelscape {

WorkerJob workerJobOf(const RunSpec &spec)
{
    WorkerJob job;
    job.inputRaster = spec.raster.path;
    job.definition = spec.definition;
    job.mask = spec.request.mask;
    job.model = spec.modelFile;
    job.modelRoot = spec.request.modelRoot;
    job.modelChecksum = spec.modelChecksum;
    job.engine = spec.request.engine;
    job.device = spec.device;
    job.bands = spec.bands;
    job.scaling = spec.scaling;
    job.tile = spec.arguments.tile;
    job.edge = spec.arguments.edge;
    job.decision = spec.arguments.decision;
    job.batchSize = spec.arguments.batchSize;
    job.augmentation = spec.arguments.augmentation;
    job.blend = spec.arguments.blend;
    job.probabilityRaster = spec.arguments.probabilityRaster;
    constexpr int partForBlocks = 4; // the network needs most of it
    job.mostCacheBytes = spec.memoryBytes / spec.workers / partForBlocks;
    job.window = spec.grid.window;
    return job;
}

std::optional<TileGrowth> tileGrowthOf(const RunSpec &spec)
{
    if (spec.arguments.isTileAsked || spec.arguments.blend == Blend::Hann || spec.memoryBytes == 0)
        return std::nullopt;
    constexpr double mostSeconds = 15;
    constexpr double partOfDeadline = 0.1; // sections may be of several tiles
    const int deadline = spec.request.sectionDeadline;
    TileGrowth growth{spec.arguments.padding,
                      spec.workers,
                      spec.memoryBytes / spec.workers,
                      deadline > 0 ? std::min(mostSeconds, partOfDeadline * deadline) : mostSeconds,
                      {}};
    if (const std::optional<Size> earlier = tileOfUnfinishedRun(spec); earlier && !spec.request.startOver) {
        if (*earlier == spec.arguments.tile)
            return std::nullopt;
        growth.tile = *earlier;
    }
    return growth;
}

} // namespace pixelscape
