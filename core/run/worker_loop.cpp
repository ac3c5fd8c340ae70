#include "core/run/worker_loop.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/inference/decide.h"
#include "core/inference/prepare.h"
#include "core/raster/result_format.h"
#include "core/run/class_packing.h"
#include "core/run/tile_feeder.h"

#include <new>
#include <thread>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The network, ready to classify: loaded, proved, with its rule.
struct Classifier
{
    ModelDefinition definition;
    std::unique_ptr<Engine> engine;
    ReadyReport report;
    ChannelRule rule;
    ResultFormat format;
};

/// `field` names what is being looked at, for a refusal.
Classifier makeClassifier(const WorkerTools &tools, const WorkerJob &job, QString &field)
{
    Classifier classifier;
    const OpenedNetwork network = tools.openNetwork(job);
    classifier.definition = network.definition;
    classifier.engine = network.load(network.engines.value(0));
    Engine &engine = *classifier.engine;
    classifier.report.engine = engine.description();
    if (job.contract) {
        classifier.report.contract = *job.contract;
    } else {
        field = u"inputRaster"_s;
        const std::unique_ptr<RasterSource> source = tools.openRaster(job);
        const ProbeRegion region = readProbeRegion(job, *source);
        field = u"model"_s;
        classifier.report.contract = probeNetwork(engine, classifier.definition, region);
    }
    classifier.rule = makeChannelRule(classifier.definition, classifier.report.contract.scores, job.decision);
    classifier.format = chooseResultFormat(classifier.rule.legend);
    return classifier;
}

/// Collects the tiles of one section at a time and sends its result.
class SectionAssembler
{
public:
    SectionAssembler(const WorkerTools &tools, const WorkerJob &job, Classifier &classifier)
        : m_tools(tools), m_job(job), m_classifier(classifier)
    {
    }

    void take(const FedTile &tile)
    {
        if (!tile.failure.isEmpty()) {
            m_tools.send(failedFrame({tile.section.id, u"inputRaster"_s, tile.failure}));
            return;
        }
        if (tile.isFirst)
            begin(tile.section);
        m_result.seconds += tile.seconds;
        try {
            classify(tile);
        } catch (const Error &error) {
            fail(error.sentence());
        } catch (const std::bad_alloc &) {
            fail(u"There is not enough memory to run the network of %1 on a tile; close other programs or use a "
                 "smaller tile_size."_s.arg(m_job.model));
        }
        if (tile.isLast && !m_failed)
            finish();
    }

private:
    void begin(const Section &section)
    {
        m_failed = false;
        m_section = section;
        m_result = SectionResult();
        m_result.id = section.id;
        m_values.assign(std::size_t(section.write.area()), m_classifier.format.nodata);
    }

    void fail(const QString &sentence)
    {
        m_tools.send(failedFrame({m_section.id, u"model"_s, sentence}));
        m_failed = true;
    }

    void classify(const FedTile &tile)
    {
        if (m_failed)
            return;
        if (tile.tensor.empty()) {
            ++m_result.tilesSkipped;
            return;
        }
        Stopwatch watch;
        const NetworkContract &contract = m_classifier.report.contract;
        const std::vector<TensorView> outputs = m_classifier.engine->infer(
            {tensorShape(m_job.tile, m_job.bands.size(), contract.inputLayout), tile.tensor});
        m_result.seconds.inference += watch.lap();
        const PixelRect &write = tile.window.write;
        const PixelRect inOutput =
            write.translated(-tile.window.readX - contract.margin, -tile.window.readY - contract.margin);
        m_tileValues.resize(std::size_t(write.area()));
        decideClasses(checkedOutput(outputs, contract.output), contract.output, m_classifier.rule, inOutput,
                      m_tileValues);
        place(tile);
        m_result.seconds.decide += watch.lap();
    }

    /// A network that answers another shape than on the probe would be read out of bounds.
    static const TensorView &checkedOutput(const std::vector<TensorView> &outputs, const OutputMap &map)
    {
        const auto index = std::size_t(map.outputIndex);
        if (index >= outputs.size() ||
            outputs[index].values.size() != std::size_t(map.channels) * std::size_t(map.size.area()))
            throw Error(u"The network answered %1 for a tile, another shape than for the first one."_s.arg(
                shapesText(outputs)));
        return outputs[index];
    }

    void place(const FedTile &tile)
    {
        const PixelRect &write = tile.window.write;
        std::size_t from = 0;
        for (int row = write.y; row < write.bottom(); ++row) {
            const std::size_t start = std::size_t(row - m_section.write.y) * std::size_t(m_section.write.width) +
                                      std::size_t(write.x - m_section.write.x);
            for (std::size_t i = 0; i < std::size_t(write.width); ++i, ++from)
                if (tile.valid[from])
                    m_values[start + i] = m_tileValues[from];
        }
    }

    void finish()
    {
        Stopwatch watch;
        // Fast compression: the bytes only pass through the section log.
        constexpr int fastest = 1;
        m_result.compressedValues = qCompress(packValues(m_values, m_classifier.format), fastest);
        m_result.seconds.write += watch.lap();
        m_tools.send(resultFrame(m_result));
    }

    const WorkerTools &m_tools;
    const WorkerJob &m_job;
    Classifier &m_classifier;
    Section m_section;
    SectionResult m_result;
    std::vector<std::int64_t> m_values;
    std::vector<std::int64_t> m_tileValues;
    bool m_failed = false;
};

void classifySections(const WorkerTools &tools, const WorkerJob &job, Classifier &classifier)
{
    constexpr std::size_t tilesAhead = 2;
    TileQueue queue(tilesAhead);
    const auto nextOrder = [&tools]() -> std::optional<Section> {
        const std::optional<Frame> frame = tools.receive();
        return frame ? std::optional(orderFrom(*frame)) : std::nullopt;
    };
    std::thread feeder([&] {
        try {
            feedTiles(job, classifier.report.contract.inputLayout, tools.openRaster, nextOrder, queue);
        } catch (...) {
            queue.close(); // the stream is not ours any more: the worker ends, and its end is what the runner sees
        }
    });
    SectionAssembler assembler(tools, job, classifier);
    try {
        while (const std::optional<FedTile> tile = queue.pop())
            assembler.take(*tile);
    } catch (...) {
        queue.close();
        feeder.join();
        throw;
    }
    feeder.join();
}

} // namespace

void runWorkerLoop(const WorkerTools &tools)
{
    tools.send(helloFrame());
    const std::optional<Frame> frame = tools.receive();
    if (!frame)
        return;
    const WorkerJob job = jobFrom(*frame);
    std::optional<Classifier> classifier;
    QString field = u"model"_s;
    try {
        classifier.emplace(makeClassifier(tools, job, field));
    } catch (const Error &error) {
        tools.send(refusedFrame({-1, field, error.sentence()}));
        return;
    } catch (const std::bad_alloc &) {
        tools.send(refusedFrame({-1, u"model"_s,
                                 u"There is not enough memory to load the network of %1 and run it on a tile of "
                                 "%2x%3 pixels; close other programs or use a smaller tile_size."_s.arg(job.model)
                                     .arg(job.tile.width)
                                     .arg(job.tile.height)}));
        return;
    }
    tools.send(readyFrame(classifier->report));
    classifySections(tools, job, *classifier);
}

} // namespace pixelscape
