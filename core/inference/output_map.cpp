#include "core/inference/output_map.h"

#include <QStringList>

namespace pixelscape {

namespace {

/// Shape without the batch of one in front.
std::vector<int> withoutBatch(const TensorView &output)
{
    std::vector<int> shape = output.shape;
    if (shape.size() > 2 && shape.front() == 1)
        shape.erase(shape.begin());
    return shape;
}

bool isUsualCount(int channels, int classCount)
{
    return channels == classCount || channels == classCount + 1 || channels == 1;
}

std::optional<OutputMap> asMap(const TensorView &output, Size expected, int classCount)
{
    const std::vector<int> shape = withoutBatch(output);
    const auto area = std::size_t(expected.area());
    if (shape.size() == 2 && shape[0] == expected.height && shape[1] == expected.width)
        return OutputMap{0, 1, expected, area, 1};
    if (shape.size() != 3)
        return std::nullopt;
    const bool first = shape[1] == expected.height && shape[2] == expected.width;
    const bool last = shape[0] == expected.height && shape[1] == expected.width;
    if (first && (!last || isUsualCount(shape[0], classCount)))
        return OutputMap{0, shape[0], expected, area, 1};
    if (last)
        return OutputMap{0, shape[2], expected, 1, std::size_t(shape[2])};
    return std::nullopt;
}

} // namespace

std::optional<OutputMap> findOutputMap(const std::vector<TensorView> &outputs, Size expected, int classCount)
{
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        std::optional<OutputMap> map = asMap(outputs[i], expected, classCount);
        if (map) {
            map->outputIndex = int(i);
            return map;
        }
    }
    return std::nullopt;
}

std::optional<Size> anyMapSize(const std::vector<TensorView> &outputs)
{
    for (const TensorView &output : outputs) {
        const std::vector<int> shape = withoutBatch(output);
        if (shape.size() != 3)
            continue;
        // Tiles are nearly always square, so the two sides are the neighbours that agree; else channels are few.
        const bool channelsLast = shape[1] != shape[2] && (shape[0] == shape[1] || shape[2] < shape[0]);
        const Size size = channelsLast ? Size{shape[1], shape[0]} : Size{shape[2], shape[1]};
        if (size.width > 1 && size.height > 1)
            return size;
    }
    return std::nullopt;
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
