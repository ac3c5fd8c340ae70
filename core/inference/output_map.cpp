#include "core/inference/output_map.h"

#include "core/base/error.h"

#include <QStringList>

#include <algorithm>

namespace pixelscape {

namespace {

/// Shape of one tile's answer: without the batch, and without axes of one in front of a map.
std::vector<int> shapeOfTile(const TensorView &output, int batch)
{
    std::vector<int> shape = output.shape;
    if (shape.size() > 2 && shape.front() == batch)
        shape.erase(shape.begin());
    while (shape.size() > 3 && shape.front() == 1)
        shape.erase(shape.begin());
    return shape;
}

bool fitsClasses(int channels, int classCount)
{
    return channels == classCount || channels == classCount + 1;
}

std::optional<OutputMap> asMap(const TensorView &output, const MapSearch &search)
{
    const std::vector<int> shape = shapeOfTile(output, search.batch);
    const Size size = search.size;
    const auto area = std::size_t(size.area());
    if (shape.size() == 2) {
        if (shape[0] == size.height && shape[1] == size.width)
            return OutputMap{0, 1, size, area, 1};
        // Some networks end by putting all pixels in one row; so do detectors with their boxes.
        if (std::int64_t(shape[0]) == size.area() && fitsClasses(shape[1], search.classCount))
            return OutputMap{0, shape[1], size, 1, std::size_t(shape[1])};
        if (std::int64_t(shape[1]) == size.area() && fitsClasses(shape[0], search.classCount))
            return OutputMap{0, shape[0], size, area, 1};
        return std::nullopt;
    }
    if (shape.size() != 3)
        return std::nullopt;
    const bool first = shape[1] == size.height && shape[2] == size.width;
    const bool last = shape[0] == size.height && shape[1] == size.width;
    if (first && (!last || fitsClasses(shape[0], search.classCount) || shape[0] == 1))
        return OutputMap{0, shape[0], size, area, 1};
    if (last)
        return OutputMap{0, shape[2], size, 1, std::size_t(shape[2])};
    return std::nullopt;
}

} // namespace

std::vector<OutputMap> findOutputMaps(const std::vector<TensorView> &outputs, const MapSearch &search)
{
    std::vector<OutputMap> maps;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (std::optional<OutputMap> map = asMap(outputs[i], search)) {
            map->outputIndex = int(i);
            maps.push_back(*map);
        }
    }
    std::ranges::stable_partition(
        maps, [&search](const OutputMap &map) { return fitsClasses(map.channels, search.classCount); });
    return maps;
}

std::vector<Size> mapSizes(const std::vector<TensorView> &outputs, int batch)
{
    std::vector<Size> sizes;
    for (const TensorView &output : outputs) {
        const std::vector<int> shape = shapeOfTile(output, batch);
        if (shape.size() != 3)
            continue;
        // Tiles are nearly always square, so the two sides are the neighbours that agree; else channels are few.
        const bool channelsLast = shape[1] != shape[2] && (shape[0] == shape[1] || shape[2] < shape[0]);
        const Size size = channelsLast ? Size{shape[1], shape[0]} : Size{shape[2], shape[1]};
        if (size.width > 1 && size.height > 1 && std::ranges::find(sizes, size) == sizes.end())
            sizes.push_back(size);
    }
    return sizes;
}

ScoreMap scoresOfTile(const std::vector<TensorView> &outputs, const OutputMap &map, int batch, int tile)
{
    const auto index = std::size_t(map.outputIndex);
    if (index >= outputs.size() || outputs[index].values.size() != map.valuesOfTile() * std::size_t(batch))
        throw Error(
            QStringLiteral("The network answered %1 for a tile, another shape than for the first one; export it again "
                           "with an output of fixed shape.")
                .arg(shapesText(outputs)));
    return {outputs[index].values.subspan(std::size_t(tile) * map.valuesOfTile(), map.valuesOfTile()), map.channels,
            map.size, map.channelStride, map.pixelStride};
}

QString shapesText(const std::vector<TensorView> &outputs)
{
    QStringList texts;
    for (const TensorView &output : outputs) {
        QStringList numbers;
        for (const int extent : output.shape)
            numbers << QString::number(extent);
        texts << numbers.join(u'x');
    }
    return texts.join(QStringLiteral(", "));
}

} // namespace pixelscape
