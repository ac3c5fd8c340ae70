#include "core/run/tile_feeder.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/inference/prepare.h"

namespace pixelscape {

namespace {

std::vector<std::uint8_t> cropped(const std::vector<std::uint8_t> &values, const PixelRect &window,
                                  const PixelRect &inner)
{
    std::vector<std::uint8_t> result;
    result.reserve(std::size_t(inner.area()));
    for (int row = inner.y; row < inner.bottom(); ++row) {
        const auto start = values.begin() + std::ptrdiff_t(row - window.y) * window.width + (inner.x - window.x);
        result.insert(result.end(), start, start + inner.width);
    }
    return result;
}

class SectionReader
{
public:
    SectionReader(const WorkerJob &job, RasterSource &source, TensorStock &stock)
        : m_job(job), m_contract(*job.contract), m_source(source), m_stock(stock),
          m_valid(std::size_t(m_contract.tile.area()))
    {
    }

    void read(FedTile &tile)
    {
        Stopwatch watch;
        if (m_source.hasOnlyNodata(tile.window.write, m_job.bands)) {
            tile.seconds.read = watch.lap();
            return;
        }
        const PixelRect window{tile.window.readX, tile.window.readY, m_contract.tile.width, m_contract.tile.height};
        std::vector<float> pixels = m_stock.take(m_job.bands.size() * m_valid.size());
        readWithEdges(m_source, window, m_job.bands, m_job.edge, pixels, m_valid);
        tile.valid = cropped(m_valid, window, tile.window.write);
        tile.seconds.read = watch.lap();
        if (std::ranges::find(tile.valid, std::uint8_t(1)) == tile.valid.end()) {
            m_stock.giveBack(std::move(pixels));
            return;
        }
        tile.tensor = prepared(std::move(pixels));
        tile.seconds.prepare = watch.lap();
    }

private:
    /// Where the channels stay apart, as they are read, the pixels become the tensor in their place.
    std::vector<float> prepared(std::vector<float> pixels)
    {
        if (m_contract.inputLayout == TensorLayout::ChannelsFirst) {
            prepareTile(pixels, m_job.scaling, m_contract.inputLayout, pixels);
            return pixels;
        }
        std::vector<float> tensor = m_stock.take(pixels.size());
        prepareTile(pixels, m_job.scaling, m_contract.inputLayout, tensor);
        m_stock.giveBack(std::move(pixels));
        return tensor;
    }

    const WorkerJob &m_job;
    const NetworkContract &m_contract;
    RasterSource &m_source;
    TensorStock &m_stock;
    std::vector<std::uint8_t> m_valid;
};

/// False where nobody takes tiles any more.
bool feedSection(const Section &section, SectionReader &reader, TileQueue &queue)
{
    for (std::size_t i = 0; i < section.tiles.size(); ++i) {
        FedTile tile;
        tile.section.id = section.id;
        tile.section.write = section.write;
        tile.window = section.tiles[i];
        tile.isFirst = i == 0;
        tile.isLast = i + 1 == section.tiles.size();
        try {
            reader.read(tile);
        } catch (const Error &error) {
            tile.failure = error.sentence();
            tile.isLast = true;
        }
        const bool ends = tile.isLast;
        if (!queue.push(std::move(tile)))
            return false;
        if (ends)
            break;
    }
    return true;
}

} // namespace

void feedTiles(const WorkerJob &job, const std::function<std::unique_ptr<RasterSource>(const WorkerJob &)> &openRaster,
               const std::function<std::optional<Section>()> &nextOrder, TensorStock &stock, TileQueue &queue)
{
    std::unique_ptr<RasterSource> source;
    std::optional<SectionReader> reader;
    while (const std::optional<Section> section = nextOrder()) {
        try {
            if (!source) {
                source = openRaster(job);
                reader.emplace(job, *source, stock);
            }
        } catch (const Error &error) {
            FedTile failed;
            failed.section.id = section->id;
            failed.failure = error.sentence();
            failed.isLast = true;
            queue.push(std::move(failed));
            continue;
        }
        if (!feedSection(*section, *reader, queue))
            break;
    }
    queue.close();
}

ProbeRegion readProbeRegion(const WorkerJob &job, const PixelRect &place, Size tile, int around, RasterSource &source)
{
    const PixelRect window{place.x, place.y, tile.width + around, tile.height + around};
    const auto area = std::size_t(window.area());
    std::vector<float> pixels(job.bands.size() * area);
    std::vector<std::uint8_t> valid(area);
    readWithEdges(source, window, job.bands, job.edge, pixels, valid);
    ProbeRegion region{tile, job.bands.size(), std::vector<float>(pixels.size()), around};
    prepareTile(pixels, job.scaling, TensorLayout::ChannelsFirst, region.pixels);
    return region;
}

} // namespace pixelscape
