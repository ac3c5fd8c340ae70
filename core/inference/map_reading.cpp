#include "core/inference/map_reading.h"

#include <array>
#include <optional>

namespace pixelscape {

namespace {

/// The margin by which a map is smaller than the tile, the same on all four sides; nothing where it is none.
std::optional<int> marginBetween(Size tile, Size map)
{
    const int missing = tile.width - map.width;
    if (missing <= 0 || missing % 2 != 0 || tile.height - map.height != missing)
        return std::nullopt;
    return missing / 2;
}

class ReadingSearch
{
public:
    ReadingSearch(const std::vector<TensorView> &outputs, int batch, int classCount)
        : m_outputs(outputs), m_batch(batch), m_classCount(classCount)
    {
    }

    bool add(Size size, int margin, int scale)
    {
        const std::vector<OutputMap> maps = findOutputMaps(m_outputs, {m_batch, size, m_classCount});
        // One map seen in several ways; other outputs of other sizes are not what is meant.
        const bool isMeant = !maps.empty() && (m_readings.empty() || m_readings.front().map == maps.front());
        if (isMeant)
            m_readings.push_back({maps.front(), margin, scale});
        return isMeant;
    }

    std::vector<MapReading> take() { return std::move(m_readings); }

private:
    const std::vector<TensorView> &m_outputs;
    int m_batch;
    int m_classCount;
    std::vector<MapReading> m_readings;
};

} // namespace

std::vector<MapReading> possibleReadings(const std::vector<TensorView> &outputs, const ModelDefinition &definition,
                                         Size tile, int batch)
{
    ReadingSearch search(outputs, batch, int(definition.classes.size()));
    const int stated = definition.modelPadding.value_or(0);
    if (search.add({tile.width - 2 * stated, tile.height - 2 * stated}, stated, 1) || stated > 0)
        return search.take();
    constexpr std::array scales{2, 4, 8};
    for (const int scale : scales)
        if (tile.width % scale == 0 && tile.height % scale == 0)
            search.add({tile.width / scale, tile.height / scale}, 0, scale);
    for (const Size &size : mapSizes(outputs, batch))
        if (const std::optional<int> margin = marginBetween(tile, size))
            search.add(size, *margin, 1);
    return search.take();
}

OutputMap mapForTile(const MapReading &reading, Size tile)
{
    OutputMap map = reading.map;
    map.size = {(tile.width - 2 * reading.margin) / reading.scale, (tile.height - 2 * reading.margin) / reading.scale};
    if (map.pixelStride == 1)
        map.channelStride = std::size_t(map.size.area());
    return map;
}

bool losesRows(const MapReading &reading, Size tile, int stride)
{
    const bool isWholeStrides = tile.width % stride == 0 && tile.height % stride == 0;
    return reading.margin > 0 && 2 * reading.margin < stride && !isWholeStrides;
}

int mapsLikeIt(const std::vector<TensorView> &outputs, const ModelDefinition &definition, const MapReading &reading,
               int batch)
{
    return int(findOutputMaps(outputs, {batch, reading.map.size, int(definition.classes.size())}).size());
}

} // namespace pixelscape
