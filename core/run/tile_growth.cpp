#include "core/run/tile_growth.h"

#include "core/base/error.h"
#include "core/inference/dihedral.h"
#include "core/inference/larger_tile.h"
#include "core/inference/tile_scorer.h"
#include "core/run/process_memory.h"
#include "core/run/tile_choice.h"
#include "core/run/tile_feeder.h"
#include "core/run/worker_job.h"

#include <new>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Above them a tile spares next to nothing more; the bytes keep the numbers of one layer countable by an int, which
/// OpenCV does.
constexpr std::int64_t mostPixels = 24 << 20;
constexpr std::int64_t mostBytes = std::int64_t(8) << 30;

/// OpenCV 4.6 multiplies the height of a map by itself, its width and the kernel in an int where it enlarges maps by
/// transposed convolutions, and reads elsewhere where that is too much.
constexpr int mostSideOfOpenCv = 1024;

/// Seconds; below them there is nothing to spare.
constexpr double cheapestPixel = 100e-9;

/// Of the tile that the network is tried on.
constexpr int strip = 32;
constexpr int keptAcross = 64;

/// What this program itself keeps of a tile: one that is read, one that waits and one in work, and the classes.
std::int64_t ownBytesPerPixel(const WorkerJob &job)
{
    constexpr std::int64_t tiles = 3;
    constexpr std::int64_t classes = 8;
    return tiles * std::int64_t(job.bands.size() * sizeof(float)) + classes;
}

/// Networks that leave the number of tiles a pass open are given large ones one by one.
bool takesOneByOne(const Classifier &classifier)
{
    const std::vector<int> stated = classifier.engine->statedInputShape();
    return stated.size() != 4 || stated.front() <= 1;
}

class Growth
{
public:
    Growth(Classifier &classifier, const WorkerJob &job, RasterSource &source, const PixelRect &place,
           const DataSketch &sketch)
        : m_classifier(classifier), m_job(job), m_source(source), m_place(place), m_sketch(sketch),
          m_settings(planSettingsOf(job, contract(), source.info().size)), m_plan(job.window, m_settings)
    {
    }

    void carryOut()
    {
        if (m_job.growth->tile != Size{}) {
            contract() = contractForTile(contract(), m_job.growth->tile, 1);
            return;
        }
        if (isCheap() || !takesOneByOne(m_classifier) || choose(pixelsInTime()) == Size{} || !prove())
            return;
        measureMemory();
        if (const Size tile = choose(std::min(pixelsInTime(), pixelsThatFit())); tile != Size{})
            use(tile);
    }

private:
    NetworkContract &contract() { return m_classifier.report.contract; }

    /// Where reading and writing a pixel takes as long as inferring what is kept of a tile for it.
    bool isCheap() { return contract().tileSeconds < cheapestPixel * double(m_plan.step().area()); }

    Size choose(std::int64_t most) const
    {
        TileLimits limits{m_job.growth->workers, most, m_job.augmentation.enabled};
        if (m_classifier.report.engine.name == "opencv"_L1)
            limits.mostSide = mostSideOfOpenCv;
        return chooseLargerTile(m_job.window, m_settings, limits, m_sketch);
    }

    /// A tile that keeps few pixels shows as well as a whole one whether the network sees farther than the halo, and a
    /// strip of ground around it is enough.
    bool prove()
    {
        const LargerTile finding = m_classifier.seesBeyond > m_plan.halo() ? LargerTile::Different : tryIt();
        if (finding == LargerTile::Different)
            say(u"The network sees farther than the padding of %1 pixels: some classes depend on where the tiles lie. "
                "A larger padding avoids that, and then larger tiles can be inferred at once."_s.arg(m_plan.halo()));
        return finding == LargerTile::Same;
    }

    LargerTile tryIt()
    {
        const int around = 2 * roundedUp(strip);
        const Size tile{provedSide(m_job.tile.width), provedSide(m_job.tile.height)};
        const ProbeRegion region = readProbeRegion(m_job, m_place, tile, around, m_source);
        m_provedPixels = tile.area();
        return tryLargerTile(*m_classifier.engine, contractForTile(contract(), m_job.tile, 1), region, m_plan.halo());
    }

    int roundedUp(int pixels) const { return (pixels + m_plan.stride() - 1) / m_plan.stride() * m_plan.stride(); }

    int provedSide(int side) const
    {
        const int spare = side - 2 * m_plan.halo() - roundedUp(keptAcross);
        return side - std::max(0, spare / m_plan.stride() * m_plan.stride());
    }

    /// By how much memory grows with a tile that is larger than the one proved.
    void measureMemory()
    {
        const int more = roundedUp(4 * strip);
        const Size tile{m_job.tile.width + more, m_job.tile.height + more};
        m_memory = residentMemoryBytes();
        const ProbeRegion region = readProbeRegion(m_job, m_place, tile, 0, m_source);
        const std::vector<float> tensor = region.cut(tile, 0, 0, contract().inputLayout);
        const std::span<const float> tiles[]{tensor};
        TileScorer scorer(*m_classifier.engine, contractForTile(contract(), tile, 1), m_job.bands.size(), {});
        scorer.score(tiles);
        constexpr std::int64_t least = 64; // no network that classifies takes fewer bytes a pixel
        const std::int64_t taken = residentMemoryBytes() - m_memory;
        m_bytesPerPixel = std::max(least, taken / (tile.area() - m_provedPixels));
        m_bytesPerPixel += ownBytesPerPixel(m_job);
    }

    std::int64_t pixelsThatFit() const
    {
        return std::min(mostBytes, m_job.growth->memoryBytes - m_memory) / m_bytesPerPixel;
    }

    /// Whoever looks on wants to see something happen, and a section has its deadline.
    std::int64_t pixelsInTime()
    {
        return std::int64_t(std::min(double(mostPixels), m_job.growth->tileSeconds / pixelSeconds()));
    }

    double pixelSeconds() const
    {
        const auto predictions = double(variantsOf(m_job.augmentation, m_job.tile).size());
        const NetworkContract &found = m_classifier.report.contract;
        return predictions * found.tileSeconds / double(found.tile.area());
    }

    void use(Size tile)
    {
        const double before = pixelsOfOneWorker(m_plan, m_job.growth->workers, m_sketch);
        contract() = contractForTile(contract(), tile, 1);
        contract().workerBytes = m_memory + m_bytesPerPixel * tile.area();
        TilePlanSettings settings = m_settings;
        settings.inferred = tile;
        const double after = pixelsOfOneWorker(TilePlan(m_job.window, settings), m_job.growth->workers, m_sketch);
        say(u"%1x%2 pixels are inferred at once instead of tiles of %3x%4, which spares %5 % of the work; that the "
            "network answers the same then was tried on this raster. Give a tile_size to have tiles of that size."_s
                .arg(tile.width)
                .arg(tile.height)
                .arg(m_job.tile.width)
                .arg(m_job.tile.height)
                .arg(100 * (1 - after / before), 0, 'f', 0));
    }

    void say(const QString &sentence) { m_classifier.report.messages.push_back({MessageType::Informative, sentence}); }

    Classifier &m_classifier;
    const WorkerJob &m_job;
    RasterSource &m_source;
    PixelRect m_place; ///< of the raster that the network is tried on
    const DataSketch &m_sketch;
    TilePlanSettings m_settings;
    TilePlan m_plan;
    std::int64_t m_provedPixels = 0;
    std::int64_t m_memory = 0; ///< that this process takes, with a small tile
    std::int64_t m_bytesPerPixel = 0;
};

} // namespace

void growTile(Classifier &classifier, const WorkerJob &job, RasterSource &source, const PixelRect &place,
              const DataSketch &sketch)
{
    if (!job.growth)
        return;
    try {
        Growth(classifier, job, source, place, sketch).carryOut();
    } catch (const Error &) {
        return; // ground that cannot be read, or a size that the network does not take: tiles stay as they are
    } catch (const std::bad_alloc &) {
        return;
    }
}

} // namespace pixelscape
