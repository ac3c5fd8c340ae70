#include "core/run/classifier.h"

#include "core/base/error.h"
#include "core/inference/network_probe.h"
#include "core/run/data_outlook.h"
#include "core/run/kept_network.h"
#include "core/run/probe_place.h"
#include "core/run/tile_feeder.h"
#include "core/run/tile_growth.h"
#include "core/run/worker_job.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What an engine could not do.
struct EngineRefusal
{
    QString engine;
    QString sentence;
    bool wasLoaded = false;
};

/// Scores can be averaged and have a probability; labels cannot.
void requireScores(const WorkerJob &job, const ChannelRule &rule, const QString &modelFile)
{
    if (rule.decision != ChannelRule::Decision::Label)
        return;
    const QString asked = job.augmentation.enabled   ? u"test_time_augmentation"_s
                          : job.blend == Blend::Hann ? u"blend=hann"_s
                          : job.probabilityRaster    ? u"return_probability_raster"_s
                                                     : QString();
    if (!asked.isEmpty())
        throw Error(u"The network %1 answers class values, not scores, so there is nothing for %2 to work on; leave "
                    "that argument out."_s.arg(modelFile, asked));
}

void remarkOnAugmentation(const WorkerJob &job, std::vector<Message> &remarks)
{
    if (job.augmentation.enabled && job.augmentation.space == ImageSpace::Map && job.tile.width != job.tile.height)
        remarks.push_back(
            {MessageType::Informative,
             u"Test-time augmentation mirrors the tiles but does not turn them by a quarter, because they "
             "are not square: four predictions a tile instead of eight."_s});
}

/// So that a tile more or less is felt. A part of one then tells how long a tile takes: of a U-Net within a few
/// percent.
bool isShort(const WorkerJob &job)
{
    constexpr int fewTiles = 512;
    return job.window.area() < fewTiles * job.tile.area();
}

void settleRule(Classifier &classifier, const WorkerJob &job)
{
    classifier.rule = makeChannelRule(classifier.definition, classifier.report.contract.scores, job.decision);
    requireScores(job, classifier.rule, classifier.definition.modelFile);
    classifier.format = chooseResultFormat(classifier.rule.legend);
}

Classifier classifierOn(const QString &engineName, const OpenedNetwork &network, const WorkerJob &job,
                        const std::optional<ProbeRegion> &region, bool &wasLoaded)
{
    Classifier classifier;
    classifier.definition = network.definition;
    classifier.engine = network.load(engineName);
    wasLoaded = true;
    classifier.report.engine = classifier.engine->description();
    if (job.contract) {
        classifier.report.contract = *job.contract;
    } else {
        ProbeFindings findings =
            probeNetwork(*classifier.engine, network.definition, *region, job.batchSize, isShort(job));
        classifier.report.contract = findings.contract;
        classifier.report.messages = std::move(findings.remarks);
        classifier.seesBeyond = findings.seesBeyond;
        remarkOnAugmentation(job, classifier.report.messages);
    }
    settleRule(classifier, job);
    return classifier;
}

Classifier triedBefore(const OpenedNetwork &network, const WorkerJob &job, const ReadyReport &report)
{
    Classifier classifier;
    classifier.definition = network.definition;
    classifier.engine = network.load(report.engine.name);
    classifier.report = report;
    settleRule(classifier, job);
    return classifier;
}

TilePlan planOf(const Classifier &classifier, const WorkerJob &job, const RasterSource &source)
{
    return {job.window, planSettingsOf(job, classifier.report.contract, source.info().size)};
}

/// How large tiles are, and how many of them hold data.
void settleTiles(Classifier &classifier, const WorkerJob &job, RasterSource &source, const PixelRect &place)
{
    const TilePlan asked = planOf(classifier, job, source);
    const double seconds = classifier.report.contract.tileSeconds * double(asked.tileCount());
    const DataSketch sketch = lookForData(source, job.bands, asked, seconds);
    growTile(classifier, job, source, place, sketch);
    const TilePlan plan = planOf(classifier, job, source);
    classifier.report.shareWithData = double(plan.tilesWithData(sketch)) / double(plan.tileCount());
}

/// The best sentence of several engines that cannot run a network.
QString mostTelling(const std::vector<EngineRefusal> &refusals)
{
    for (const EngineRefusal &refusal : refusals)
        if (refusal.wasLoaded)
            return refusal.sentence;
    return refusals.empty() ? u"No engine of this build reads the network."_s : refusals.front().sentence;
}

} // namespace

Classifier makeClassifier(const WorkerTools &tools, const WorkerJob &job, KeptNetwork &kept, QString &field)
{
    if (kept.serves(job))
        if (const std::optional<ReadyReport> report = kept.reportFor(job))
            return triedBefore(kept.handOut(), job, *report);
    const OpenedNetwork network = kept.serves(job) ? kept.handOut() : tools.openNetwork(job);
    std::unique_ptr<RasterSource> source;
    std::optional<ProbeRegion> region;
    PixelRect place;
    if (!job.contract) {
        field = u"inputRaster"_s;
        source = tools.openRaster(job);
        place = findProbePlace(job, *source);
        region = readProbeRegion(job, place, job.tile, ProbeRegion::extra, *source);
        field = u"model"_s;
    }
    std::vector<EngineRefusal> refusals;
    for (const QString &name : network.engines) {
        bool wasLoaded = false;
        try {
            Classifier classifier = classifierOn(name, network, job, region, wasLoaded);
            for (const EngineRefusal &refusal : refusals)
                classifier.report.messages.insert(
                    classifier.report.messages.begin(),
                    {MessageType::Informative, u"The engine %1 cannot run this network, so %2 does. %3"_s.arg(
                                                   refusal.engine, name, refusal.sentence)});
            if (source)
                settleTiles(classifier, job, *source, place);
            return classifier;
        } catch (const Error &error) {
            refusals.push_back({name, error.sentence(), wasLoaded});
        }
    }
    const bool isProbe = !job.contract; // later workers are given the engine that was proved
    if (!isProbe || !network.hasOtherEngines || refusals.front().wasLoaded)
        throw Error(mostTelling(refusals));
    field = u"engine"_s;
    throw Error(refusals.front().sentence + u" Another engine may: choose the engine auto."_s);
}

} // namespace pixelscape
