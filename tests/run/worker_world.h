#pragma once

#include "core/run/class_packing.h"
#include "core/run/section_bands.h"
#include "core/run/worker_loop.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_raster_source.h"

#include <algorithm>
#include <numeric>

namespace pixelscape {

using namespace Qt::StringLiterals;

inline ModelDefinition definitionWith(const std::vector<int> &classValues)
{
    ModelDefinition definition;
    definition.modelFile = u"fake.onnx"_s;
    for (const int value : classValues)
        definition.classes.push_back({value, u"class %1"_s.arg(value), {}});
    return definition;
}

/// 0..200, for networks that answer labels.
inline ModelDefinition manyClasses()
{
    std::vector<int> values(201);
    std::iota(values.begin(), values.end(), 0);
    return definitionWith(values);
}

inline NetworkContract labelContract(Size map)
{
    NetworkContract contract;
    contract.tile = map;
    contract.reading.map = {0, 1, map, std::size_t(map.area()), 1};
    contract.scores = {1, false, true};
    return contract;
}

inline NetworkContract scoresContract(Size map, int channels)
{
    NetworkContract contract;
    contract.tile = map;
    contract.reading.map = {0, channels, map, std::size_t(map.area()), 1};
    contract.scores = {channels, false, false};
    return contract;
}

/// A worker's world with everything in memory: what it is sent, and what it answers.
struct World
{
    QStringList bands;
    FakeNetwork network;
    ModelDefinition definition = manyClasses();
    WorkerJob job;
    TilePlan plan;
    std::function<void(MemoryRasterSource &)> prepareRaster = [](MemoryRasterSource &) {};

    std::vector<Frame> orders() const
    {
        std::vector<Frame> frames{jobFrame(job)};
        for (int id = 0; id < plan.sectionCount(); ++id)
            frames.push_back(orderFrame(plan.section(id)));
        return frames;
    }

    WorkerTools tools(std::vector<Frame> input, std::vector<Frame> &sent) const
    {
        WorkerTools tools;
        tools.receive = [input = std::move(input), next = std::size_t(0)]() mutable {
            return next < input.size() ? std::optional(input[next++]) : std::nullopt;
        };
        tools.send = [&sent](const Frame &frame) { sent.push_back(frame); };
        tools.openRaster = [this](const WorkerJob &) {
            auto source = std::make_unique<MemoryRasterSource>(bands);
            prepareRaster(*source);
            return source;
        };
        tools.openNetwork = [this](const WorkerJob &) {
            return OpenedNetwork{
                definition, {u"fake"_s}, [this](const QString &) { return std::make_unique<FakeEngine>(network); }};
        };
        return tools;
    }

    std::vector<Frame> answers(std::vector<Frame> input) const
    {
        std::vector<Frame> sent;
        runWorkerLoop(tools(std::move(input), sent));
        return sent;
    }

    std::vector<Frame> answers() const { return answers(orders()); }
};

/// A world with one band, whose pixels are all classified with a network of one label.
inline World labelWorld(const QString &band, int tile, int padding, int tilesPerSection = 0)
{
    World world;
    world.bands = {band};
    world.network = identityNetwork();
    world.job.bands = {0};
    world.job.scaling = {{}};
    world.job.tile = {tile, tile};
    world.job.contract = labelContract({tile, tile});
    const Size size = MemoryRasterSource({band}).info().size;
    world.plan = TilePlan({0, 0, size.width, size.height}, {{tile, tile}, padding, 0, 1, tilesPerSection});
    return world;
}

inline World neighbourSumWorld(const QString &band, int tile, int tilesPerSection = 0)
{
    World world = labelWorld(band, tile, 1, tilesPerSection);
    world.network = neighbourSumNetwork();
    return world;
}

inline std::vector<Frame> framesOf(FrameType type, const std::vector<Frame> &sent)
{
    std::vector<Frame> frames;
    std::ranges::copy_if(sent, std::back_inserter(frames), [type](const Frame &frame) { return frame.type == type; });
    return frames;
}

/// The classes of all sections put together, as a raster is written in a test: '-' is 255, '?' was never answered.
inline QString mapText(const TilePlan &plan, const std::vector<Frame> &sent)
{
    const PixelRect &window = plan.window();
    std::vector<QString> words(std::size_t(window.area()), u"?"_s);
    for (const Frame &frame : framesOf(FrameType::SectionResult, sent)) {
        const SectionResult result = resultFrom(frame);
        const PixelRect write = plan.section(result.id).write;
        const QByteArray values = result.compressedValues.isEmpty() ? QByteArray(qsizetype(write.area()), char(255))
                                                                    : unpackBands(result.compressedValues);
        if (values.size() != write.area())
            return u"a section of another size"_s;
        for (int i = 0; i < int(write.area()); ++i) {
            const int x = write.x + i % write.width - window.x;
            const int y = write.y + i / write.width - window.y;
            const auto value = uchar(values[i]);
            words[std::size_t(y) * std::size_t(window.width) + std::size_t(x)] =
                value == 255 ? u"-"_s : QString::number(value);
        }
    }
    QStringList rows;
    for (int y = 0; y < window.height; ++y) {
        const auto start = words.begin() + std::ptrdiff_t(y) * window.width;
        rows << QStringList(start, start + window.width).join(u' ');
    }
    return rows.join(u" / ");
}

inline QString mapOf(const World &world)
{
    return mapText(world.plan, world.answers());
}

} // namespace pixelscape
