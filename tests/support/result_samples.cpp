#include "tests/support/result_samples.h"

#include "core/raster/probability_sink.h"

#include <QDir>
#include <QFile>

#include <cstring>
#include <random>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

template <typename Value> std::vector<std::byte> packed(const std::vector<std::int64_t> &values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(Value));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto value = Value(values[i]);
        std::memcpy(&bytes[i * sizeof(Value)], &value, sizeof(Value));
    }
    return bytes;
}

std::vector<std::byte> packed(const std::vector<std::int64_t> &values, ResultType type)
{
    switch (type) {
    case ResultType::Byte:
        return packed<std::uint8_t>(values);
    case ResultType::UInt16:
        return packed<std::uint16_t>(values);
    case ResultType::Int16:
        return packed<std::int16_t>(values);
    case ResultType::UInt32:
        return packed<std::uint32_t>(values);
    case ResultType::Int32:
        break;
    }
    return packed<std::int32_t>(values);
}

/// `values` are those of the raster row by row, an equal number for each pixel.
template <typename Sink, typename Value>
void appendInParts(Sink &sink, Size size, std::span<const Value> values, int blocksAtOnce)
{
    const std::size_t perPixel = values.size() / std::size_t(size.area());
    for (int top = 0, rows = sink.rowsOfPart(); rows > 0; top += rows, rows = sink.rowsOfPart()) {
        const int atOnce = blocksAtOnce * sink.blockWidth();
        for (int left = 0; left < size.width; left += atOnce) {
            const int columns = std::min(atOnce, size.width - left);
            std::vector<Value> part;
            for (int row = top; row < top + rows; ++row) {
                const auto line =
                    values.subspan((std::size_t(row) * std::size_t(size.width) + std::size_t(left)) * perPixel,
                                   std::size_t(columns) * perPixel);
                part.insert(part.end(), line.begin(), line.end());
            }
            sink.appendPart(part, columns);
        }
    }
}

} // namespace

ResultSample resultSample(Size size, const ClassLegend &legend)
{
    ResultSample sample;
    sample.description.grid = {{0, 0, size.width, size.height}, {{500000, 30, 0, 9000000, 0, -30}}, true, {}};
    sample.description.legend = legend;
    sample.description.format = chooseResultFormat(legend);
    sample.description.recipe = {{"model", "9f86d081"}, {"arguments", {{"padding", 64}}}, {"engine", "opencv é"}};
    std::mt19937 random(7);
    for (std::int64_t i = 0; i < size.area(); ++i) {
        const std::size_t choice = random() % (legend.size() + 1);
        const bool valid = choice < legend.size();
        const std::int64_t value = valid ? legend[choice].value : sample.description.format.nodata;
        sample.values.push_back(value);
        ++(valid ? sample.counts.pixels[value] : sample.counts.nodata);
    }
    return sample;
}

ClassLegend gappyLegend()
{
    return {{30, u"Built-up"_s, {196, 40, 27}},
            {1, u"Water"_s, {65, 155, 223}},
            {7, u"Forêt & prairie <é>"_s, {57, 125, 73}},
            {0, u"Background"_s, {1, 2, 3}},
            {200, u"Snow"_s, {255, 255, 255}}};
}

void appendSample(ResultSink &sink, const ResultSample &sample, int blocksAtOnce)
{
    const std::vector<std::byte> bytes = packed(sample.values, sample.description.format.type);
    appendInParts(sink, sample.description.grid.size(), std::span<const std::byte>(bytes), blocksAtOnce);
}

QString writeSample(const QString &folder, const QString &name, const ResultSample &sample, int blocksAtOnce)
{
    const QString part = folder + u"/part"_s;
    QDir().mkpath(part);
    const QString finalPath = folder + u'/' + name;
    ResultSink sink(part, finalPath, sample.description);
    appendSample(sink, sample, blocksAtOnce);
    sink.finish(sample.counts);
    sink.moveToPlace();
    return finalPath;
}

QString writeProbabilities(const QString &folder, const QString &name, Size size, const std::vector<float> &values,
                           const QStringList &creationOptions, int blocksAtOnce)
{
    const QString part = folder + u"/part"_s;
    QDir().mkpath(part);
    const QString finalPath = folder + u'/' + name;
    ResultDescription description = resultSample(size, gappyLegend()).description;
    description.creationOptions = creationOptions;
    ProbabilitySink sink(part, finalPath, description);
    appendInParts(sink, size, std::span(values), blocksAtOnce);
    sink.finish();
    sink.moveToPlace();
    return finalPath;
}

QMap<QString, QByteArray> filesIn(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            files.insert(name, file.readAll());
    }
    return files;
}

} // namespace pixelscape
