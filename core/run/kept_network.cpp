#include "core/run/kept_network.h"

#include "core/base/error.h"
#include "core/inference/tile_batch.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// All that the findings about a network depend on, but for the memory that it may take.
QByteArray questionOf(WorkerJob job)
{
    job.contract.reset();
    job.mostCacheBytes = 0;
    job.tilesPerSection = 0;
    if (job.growth)
        job.growth->memoryBytes = 0;
    else
        job.padding = 0;
    return jobFrame(job).payload;
}

/// A network's first answer takes longer than those that follow, since it asks for its memory. Throws Error where the
/// network wants to be asked in another way.
void warmUp(Engine &engine, const ModelDefinition &definition, const WorkerJob &job)
{
    const TensorLayout layout =
        engine.settledInputLayout().value_or(definition.layout.value_or(TensorLayout::ChannelsFirst));
    const TileBatch batch{job.tile, job.bands.size(), layout, 1};
    const std::vector<float> nothing(batch.valuesOfTile());
    const std::span<const float> tiles[]{nothing};
    std::vector<float> packed;
    inferTiles(engine, batch, tiles, packed);
}

} // namespace

bool KeptNetwork::serves(const WorkerJob &job) const
{
    return m_classifier.engine && job.modelFingerprint == m_job.modelFingerprint && job.model == m_job.model &&
           job.modelRoot == m_job.modelRoot && job.device == m_job.device &&
           (m_askedFor.contains(job.engine) || job.engine == m_classifier.engine->description().name);
}

OpenedNetwork KeptNetwork::handOut()
{
    m_isHandedOut = true;
    OpenedNetwork network;
    network.definition = m_classifier.definition;
    network.engines = {m_classifier.engine->description().name};
    network.load = [this](const QString &) { return std::move(m_classifier.engine); };
    return network;
}

std::optional<ReadyReport> KeptNetwork::reportFor(const WorkerJob &job) const
{
    if (!m_isTried || job.contract || questionOf(job) != questionOf(m_job))
        return std::nullopt;
    const bool fits = !job.growth || m_classifier.report.contract.workerBytes <= job.growth->memoryBytes;
    return fits ? std::optional(m_classifier.report) : std::nullopt;
}

void KeptNetwork::prepare(const WorkerJob &job, const OpenedNetwork &network)
{
    m_isTried = false;
    m_isHandedOut = false;
    m_job = job;
    m_askedFor = {job.engine};
    m_classifier = {};
    m_classifier.definition = network.definition;
    m_classifier.engine = network.load(network.engines.value(0));
    warmUp(*m_classifier.engine, network.definition, job);
}

void KeptNetwork::keep(const WorkerJob &job, Classifier classifier)
{
    m_isTried = !job.contract;
    m_job = job;
    if (!std::exchange(m_isHandedOut, false))
        m_askedFor.clear();
    m_askedFor << job.engine;
    m_classifier = std::move(classifier);
}

} // namespace pixelscape
