#include "core/inference/network_probe.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/inference/first_answer.h"
#include "core/inference/stride_probe.h"
#include "core/model/channel_rule.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isFinite(const std::vector<float> &values)
{
    return std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
}

/// The network as the first answer found that it wants to be asked.
class Probe
{
public:
    Probe(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, const FirstAnswer &answer)
        : m_engine(engine), m_definition(definition), m_region(region), m_answer(answer),
          m_first(m_answer.readings.front())
    {
    }

    /// Seconds of one tile; the least of several times, since whatever else the machine does only adds to it.
    double timeTile()
    {
        constexpr int mostTries = 5;
        constexpr double quick = 0.02;
        for (int tries = 0; tries < mostTries && secondsOfTile() < quick; ++tries)
            scoresOf(m_region.tile, 0);
        return secondsOfTile();
    }

    /// The same, as far as what was asked so far tells it.
    double secondsOfTile() const { return m_leastPixelSeconds * double(m_region.tile.area()) / m_answer.batch; }

    /// Whether the tile of the first answer gets the same scores again.
    bool isRepeatable() { return scoresOf(m_region.tile, 0) == m_answer.scores; }

    /// Of a part of the tile, which answers sooner, where the network takes one.
    const std::vector<float> &noisyScores()
    {
        if (m_noisy.empty())
            m_noisy = askWithNoise();
        return m_noisy;
    }

    /// As isRepeatable(), of the same part; NaN, which noise may lead to, is equal to nothing.
    bool isPartRepeatable() { return isFinite(noisyScores()) ? askWithNoise() == m_noisy : isRepeatable(); }

    /// Of several readings the one under which shifting the ground shifts the map; of equally good ones the first.
    std::pair<MapReading, StrideFinding> settleReading()
    {
        constexpr float clearly = 0.5F;
        std::pair<MapReading, StrideFinding> best{m_answer.readings.front(), {}};
        float least = std::numeric_limits<float>::infinity();
        for (const MapReading &reading : m_answer.readings) {
            const StrideFinding found =
                StrideProbe(m_engine, m_answer.layout, m_answer.batch, reading, m_region).find();
            if (m_definition.modelPadding.value_or(0) == 0 && losesRows(reading, m_region.tile, found.stride))
                throw Error(m_answer.sizeRefusal);
            if (std::isinf(least) || found.difference < clearly * least) {
                least = found.difference;
                best = {reading, found};
            }
        }
        return best;
    }

private:
    std::vector<float> askWithNoise()
    {
        constexpr float noise = 4;
        try {
            return scoresOf(m_region.quickPart(m_first.margin), noise);
        } catch (const Error &) {
            return scoresOf(m_region.tile, noise);
        }
    }

    std::vector<float> scoresOf(Size tile, float noise)
    {
        const std::vector<float> tensor = m_region.cut(tile, 0, noise, m_answer.layout);
        const TileBatch batch{tile, m_region.channels, m_answer.layout, m_answer.batch};
        const std::span<const float> tiles[]{tensor};
        const Stopwatch watch;
        const std::vector<TensorView> outputs = inferTiles(m_engine, batch, tiles, m_packed);
        m_leastPixelSeconds = std::min(m_leastPixelSeconds, watch.seconds() / double(tile.area()));
        const ScoreMap map = scoresOfTile(outputs, mapForTile(m_first, tile), m_answer.batch, 0);
        return {map.values.begin(), map.values.end()};
    }

    Engine &m_engine;
    const ModelDefinition &m_definition;
    const ProbeRegion &m_region;
    const FirstAnswer &m_answer;
    const MapReading &m_first;
    std::vector<float> m_packed;
    std::vector<float> m_noisy;
    double m_leastPixelSeconds = std::numeric_limits<double>::infinity();
};

void requireFinite(const std::vector<float> &values, const ModelDefinition &definition)
{
    if (!isFinite(values))
        throw Error(u"The network %1 answers numbers that are not finite (NaN or infinity) for a tile of this raster; "
                    "check that the raster's values are what the model expects."_s.arg(definition.modelFile));
}

/// Looks at the scores of every tile seen; one outside 0..1 (by more than a softmax's rounding) settles that scores are
/// no probabilities.
class ScoreWatch
{
public:
    void look(const std::vector<float> &values)
    {
        for (const float value : values) {
            if (!std::isfinite(value)) // a softmax overflows on ground that it was not made for
                continue;
            m_withinOne = m_withinOne && value >= -rounding && value <= 1 + rounding;
            m_whole = m_whole && value == std::round(value);
        }
    }

    /// Whole numbers beyond 0 and 1 are labels. So are 0 and 1 alone where there are more than two classes, of which a
    /// score could not mean any other; else a threshold makes classes of them.
    ScoreKind kind(int channels, std::size_t classCount) const
    {
        const bool areLabels = channels == 1 && m_whole && (!m_withinOne || classCount > 2);
        return {channels, m_withinOne && !areLabels, areLabels};
    }

private:
    static constexpr float rounding = 1e-5F;
    bool m_withinOne = true;
    bool m_whole = true;
};

/// Better before the run than in the middle of it.
void requireListedLabels(const std::vector<float> &labels, const ModelDefinition &definition)
{
    const ClassLegend legend = legendWithBackground(definition.classes);
    for (const float label : labels)
        if (std::ranges::find(legend, std::llround(double(label)), &ClassEntry::value) == legend.end())
            throw Error(u"The network %1 answers class values, among them %2, which the model's Classes do not list; "
                        "correct the Values there, or add it."_s.arg(definition.modelFile)
                            .arg(std::llround(double(label))));
}

QString inWords(const ScoreKind &kind)
{
    if (kind.integral)
        return u"class values"_s;
    return kind.probabilities ? u"probabilities"_s : u"scores"_s;
}

/// What a user may want to know about how the network is read. Engines that turn channels about say so themselves.
std::vector<Message> remarksOn(const NetworkContract &contract, const FirstAnswer &answer,
                               const ModelDefinition &definition, bool isEnginesChoice)
{
    std::vector<Message> remarks;
    const auto say = [&remarks](const QString &sentence) { remarks.push_back({MessageType::Informative, sentence}); };
    const auto [lowest, highest] = std::ranges::minmax(answer.scores);
    say(u"The network takes %1 and answers %2 (%3 from %4 to %5); one tile took %6 ms."_s.arg(
        answer.inputShape, answer.outputShapes, inWords(contract.scores), QString::number(double(lowest), 'g', 4),
        QString::number(double(highest), 'g', 4),
        QString::number(contract.tileSeconds * 1000, 'f', contract.tileSeconds < 0.01 ? 1 : 0)));
    if (answer.mapsAlike > 1)
        say(u"%1 of the network's outputs are maps that fit; number %2 of them all is used, with %3 channels."_s
                .arg(answer.mapsAlike)
                .arg(contract.reading.map.outputIndex + 1)
                .arg(contract.reading.map.channels));
    if (contract.reading.scale > 1)
        say(u"The network's map is 1/%1 as fine as its tile; its scores are interpolated bilinearly to full size."_s
                .arg(contract.reading.scale));
    if (contract.margin() > 0 && definition.modelPadding.value_or(0) == 0)
        say(u"The network's map lacks %1 pixels on each side of its tile; they are read as a ModelPadding that the "
            "definition does not state."_s.arg(contract.margin()));
    if (!isEnginesChoice && definition.layout && *definition.layout != contract.inputLayout)
        say(u"The network takes its numbers in another order than ModelFormat says; the network's own is used."_s);
    return remarks;
}

} // namespace

ProbeFindings probeNetwork(Engine &engine, const ModelDefinition &definition, const ProbeRegion &region, int batchSize,
                           bool isShortRun)
{
    const FirstAnswer answer = askFirst(engine, definition, region, batchSize);
    requireFinite(answer.scores, definition);
    Probe probe(engine, definition, region, answer);
    const MapReading &first = answer.readings.front();
    NetworkContract contract;
    contract.tile = region.tile;
    if (!(isShortRun ? probe.isPartRepeatable() : probe.isRepeatable()))
        throw Error(u"The network %1 gives different answers for the same tile, so its results would not be "
                    "repeatable; export the model again for inference (without dropout)."_s.arg(definition.modelFile));
    contract.inputLayout = answer.layout;
    contract.batch = answer.batch;
    ScoreWatch scores;
    scores.look(answer.scores);
    contract.tileSeconds = isShortRun ? probe.secondsOfTile() : probe.timeTile();
    // Beyond what the scene shows: scores that happen to lie within 0..1 on one tile need not be probabilities.
    scores.look(probe.noisyScores());
    contract.scores = scores.kind(first.map.channels, definition.classes.size());
    if (contract.scores.integral)
        requireListedLabels(answer.scores, definition);
    const auto [reading, finding] = probe.settleReading();
    contract.reading = reading;
    contract.stride = std::max(finding.stride, reading.scale);
    return {contract, remarksOn(contract, answer, definition, engine.settledInputLayout().has_value()),
            finding.seesBeyond};
}

} // namespace pixelscape
