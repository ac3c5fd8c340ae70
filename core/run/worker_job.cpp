#include "core/run/worker_job.h"

#include "core/run/block_cache.h"
#include "core/run/process_memory.h"
#include "core/run/recipe.h"

#include <algorithm>

namespace pixelscape {

namespace {

/// So many tiles at once, at most as asked for, that a row of them is made up of whole batches or nearly so: a pass of
/// the network costs the same with fewer tiles than it takes.
int evenBatch(const RunSpec &spec)
{
    const int asked = spec.arguments.batchSize;
    const int step = std::max(1, spec.arguments.tile.width - 2 * spec.arguments.padding);
    const int inRow = (spec.grid.window.width + step - 1) / step;
    const int inSection = spec.request.tilesPerSection;
    const int tiles = inSection > 0 ? std::min(inSection, inRow) : inRow;
    const int batches = (tiles + asked - 1) / asked;
    return (tiles + batches - 1) / batches;
}

std::int64_t mostCacheBytes(const RunSpec &spec)
{
    constexpr int partForBlocks = 4; // the network needs most of it
    return spec.memoryBytes / spec.workers / partForBlocks;
}

/// That each worker's network may take, with what it needs to run: the budget without this program and the blocks of
/// the raster.
std::int64_t memoryOfNetwork(const RunSpec &spec)
{
    constexpr std::int64_t steps = 128 << 20; // the same for a plan and its run, though they differ by a few megabytes
    const std::int64_t program = (residentMemoryBytes() / steps + 1) * steps;
    constexpr int largerTile = 2; // reads more than a tile that was asked for, by as much in most runs
    const Size read{largerTile * spec.arguments.tile.width, largerTile * spec.arguments.tile.height};
    const std::int64_t ofWorker = std::max<std::int64_t>(0, spec.memoryBytes - program) / spec.workers;
    const std::int64_t blocks = blockCacheBytes(spec.view, read, mostCacheBytes(spec)) + decodingBytes(spec.view);
    return std::max<std::int64_t>(0, ofWorker - blocks);
}

} // namespace

WorkerJob workerJobOf(const RunSpec &spec)
{
    WorkerJob job;
    job.inputRaster = spec.raster.path;
    job.definition = spec.definition;
    job.mask = spec.request.mask;
    job.model = spec.modelFile;
    job.modelRoot = spec.request.modelRoot;
    job.modelFingerprint = spec.modelFingerprint;
    job.ground = spec.rasterFingerprint + u'/' + spec.maskFingerprint;
    job.engine = spec.request.engine;
    job.device = spec.device;
    job.bands = spec.bands;
    job.scaling = spec.scaling;
    job.tile = spec.arguments.tile;
    job.padding = spec.arguments.padding;
    job.tilesPerSection = spec.request.tilesPerSection;
    job.edge = spec.arguments.edge;
    job.decision = spec.arguments.decision;
    job.batchSize = evenBatch(spec);
    job.augmentation = spec.arguments.augmentation;
    job.blend = spec.arguments.blend;
    job.probabilityRaster = spec.arguments.probabilityRaster;
    job.mostCacheBytes = mostCacheBytes(spec);
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
    TileGrowth growth{spec.workers,
                      memoryOfNetwork(spec),
                      deadline > 0 ? std::min(mostSeconds, partOfDeadline * deadline) : mostSeconds,
                      {}};
    if (const std::optional<Size> earlier = tileOfUnfinishedRun(spec); earlier && !spec.request.startOver) {
        if (*earlier == spec.arguments.tile)
            return std::nullopt;
        growth.tile = *earlier;
    }
    return growth;
}

TilePlanSettings planSettingsOf(const WorkerJob &job, const NetworkContract &contract, Size raster)
{
    TilePlanSettings settings{job.tile, job.padding, contract.margin(), contract.stride, job.tilesPerSection};
    settings.isBlended = job.blend == Blend::Hann;
    settings.channels = contract.reading.map.channels;
    settings.raster = raster;
    settings.batch = contract.batch;
    if (contract.tile != job.tile)
        settings.inferred = contract.tile;
    return settings;
}

} // namespace pixelscape
