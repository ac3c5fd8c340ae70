#include "core/run/runner.h"

#include "core/base/error.h"
#include "core/inference/dihedral.h"
#include "core/inference/engine_factory.h"
#include "core/raster/result_files.h"
#include "core/run/job_store.h"
#include "core/run/recipe.h"
#include "core/run/request_writer.h"
#include "core/run/worker_count.h"
#include "core/run/worker_job.h"

#include <QThread>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// A worker that is silent for so long is taken for hung: far beyond what the probe lets expect.
double patience(const NetworkContract &contract, int predictions)
{
    constexpr double least = 60;
    constexpr double factor = 20;
    return std::max(least, factor * contract.tileSeconds * predictions);
}

/// Large networks take minutes to load.
double patienceWithLoading(const RunRequest &request)
{
    return request.sectionDeadline > 0 ? request.sectionDeadline : PoolSettings().loadingSecondsLimit;
}

/// That the run will want besides the one that tries the network, as far as that can be told before.
int otherWorkers(const RunSpec &spec)
{
    const TilePlan plan(spec.grid.window, {spec.arguments.tile, spec.arguments.padding});
    return int(std::min<std::int64_t>(spec.workers, plan.tileCount())) - 1;
}

/// Long steps cannot wait for an event; whoever cancels asks the thread to stop as well.
bool mayGoOn()
{
    return !QThread::currentThread()->isInterruptionRequested();
}

/// Milliseconds between two looks at memory, which take some 20 microseconds a process: a two-hundredth of the time.
int betweenLooks(int workers)
{
    constexpr int least = 25;
    constexpr int perProcess = 4;
    return std::max(least, perProcess * (workers + 1));
}

ResultDescription describeResult(const RunSpec &spec, const ChannelRule &rule, const Json &recipe)
{
    return {spec.grid,
            rule.legend,
            chooseResultFormat(rule.legend),
            spec.request.creationOptions,
            recipe,
            spec.arguments.probabilityRaster};
}

} // namespace

Runner::Runner(RunSpec spec, Purpose purpose, WorkerFactory workers)
    : m_spec(std::move(spec)), m_purpose(purpose), m_workers(std::move(workers)), m_memoryTimer(this)
{
    m_memoryTimer.setInterval(betweenLooks(m_spec.workers));
    connect(&m_memoryTimer, &QTimer::timeout, this, &Runner::sampleMemory);
    m_report.jobId = newJobId();
    m_report.request = toJson(m_spec.request);
    m_report.grid = m_spec.grid;
    m_report.crsName = m_spec.view.crsName;
}

Runner::~Runner() = default;

void Runner::setJobId(const QString &id)
{
    m_recordedId = id;
    m_report.jobId = id;
}

void Runner::start()
{
    m_wall = Stopwatch();
    // Made here, so that its processes and timers belong to the thread that the run goes on in.
    WorkerJob job = workerJobOf(m_spec);
    job.growth = tileGrowthOf(m_spec);
    m_pool = std::make_unique<WorkerPool>(m_workers, std::move(job));
    connect(m_pool.get(), &WorkerPool::ready, this, &Runner::onReady);
    connect(m_pool.get(), &WorkerPool::refused, this, &Runner::refuse);
    connect(m_pool.get(), &WorkerPool::sectionDone, this, &Runner::onSection);
    connect(m_pool.get(), &WorkerPool::warned, this,
            [this](const QString &sentence) { say(MessageType::Warning, sentence); });
    connect(m_pool.get(), &WorkerPool::workersSettled, this, [this](int workers) {
        say(MessageType::Informative,
            u"%1 workers get on no faster than %2 on this computer; the others were ended."_s.arg(m_report.workers)
                .arg(workers));
        m_report.workers = workers;
    });
    connect(m_pool.get(), &WorkerPool::failed, this, &Runner::fail);
    m_memoryTimer.start();
    m_pool->probe(patienceWithLoading(m_spec.request), m_purpose == Purpose::PlanOnly ? 0 : otherWorkers(m_spec));
}

void Runner::cancel()
{
    if (!m_ended && m_pool)
        end(Outcome::Cancelled);
}

void Runner::onReady(const ReadyReport &report)
{
    m_contract = report.contract;
    m_report.engine = report.engine;
    for (const Message &message : report.messages)
        say(message.type, message.description);
    m_report.tileSeconds = m_contract.tileSeconds * predictionsPerTile();
    m_shareWithData = report.shareWithData;
    attempt([this] { settlePlan(); });
}

void Runner::settlePlan()
{
    m_rule = makeChannelRule(m_spec.package.definition, m_contract.scores, m_spec.arguments.decision);
    m_plan = TilePlan(m_spec.grid.window, planSettingsOf(workerJobOf(m_spec), m_contract, m_spec.view.size));
    m_report.tiling = {
        m_plan.tile(), m_plan.halo(), m_contract.stride, m_plan.tileCount(), 0, m_plan.sectionCount(), 0, 0};
    m_report.uncompressedBytes =
        uncompressedBytes(m_spec.grid.size(), chooseResultFormat(m_rule.legend), m_spec.arguments.probabilityRaster);
    settleWorkers();
    if (m_plan.halo() != m_spec.arguments.padding && m_contract.margin() == 0)
        say(MessageType::Informative,
            u"The padding of %1 pixels was changed to %2, a multiple of the network's stride of %3."_s
                .arg(m_spec.arguments.padding)
                .arg(m_plan.halo())
                .arg(m_contract.stride));
    if (m_purpose != Purpose::Classify)
        endWithPlan();
    else if (!m_spec.output.uploadFolder.isEmpty())
        tryPlace();
    else
        begin();
}

void Runner::attempt(const std::function<void()> &step)
{
    try {
        step();
    } catch (const Error &error) {
        if (m_output)
            fail(error.sentence());
        else
            refuse({u"model"_s, Severity::Error, error.sentence()});
    }
}

int Runner::predictionsPerTile() const
{
    return int(variantsOf(m_spec.arguments.augmentation, m_spec.arguments.tile).size());
}

MemoryEstimate Runner::memoryEstimate() const
{
    const std::vector<qint64> processes = m_pool->processIds(); // the others may only be loading
    return {m_spec, m_plan, m_contract, processes.empty() ? std::nullopt : std::optional(processes.front())};
}

void Runner::settleWorkers()
{
    const int wanted = std::min(m_spec.workers, m_plan.sectionCount());
    const MemoryEstimate estimate = memoryEstimate();
    m_report.workers = estimate.workersThatFit(wanted);
    if (const std::optional<Message> remark = estimate.remark(wanted))
        say(remark->type, remark->description);
}

void Runner::endWithPlan()
{
    m_report.peakMemoryBytes = memoryEstimate().peakBytes(m_report.workers);
    const auto withData = std::llround(m_shareWithData * double(m_plan.tileCount()));
    m_report.tiling.tilesSkipped = m_plan.tileCount() - std::max(1LL, withData); // what is small may be overlooked
    end(Outcome::Finished);
}

void Runner::begin()
{
    const Json recipe = recipeOf(m_spec, m_plan, m_report.engine);
    const ResultDescription description = describeResult(m_spec, m_rule, recipe);
    try {
        m_output =
            std::make_unique<RunOutput>(m_spec.output.file, m_plan, description, runIdentity(m_spec, m_plan, recipe),
                                        m_spec.request.startOver, m_recordedId);
    } catch (const Error &error) {
        refuse({u"outputClassifiedRaster"_s, Severity::Error, error.sentence()});
        return;
    }
    std::vector<int> missing = m_output->missingSections();
    m_report.tiling.sectionsContinued = m_output->sectionsInLog();
    m_sectionsMissing = int(missing.size());
    m_pixelsDone = m_spec.grid.window.area();
    for (const int id : missing)
        m_pixelsDone -= m_plan.section(id).write.area();
    if (m_output->start() == SectionLog::Start::Replaced)
        say(MessageType::Warning,
            u"What an earlier run to this output left belongs to another request; it was discarded."_s);
    else if (m_report.tiling.sectionsContinued > 0)
        say(MessageType::Informative,
            u"An earlier run of this request is continued: %1 of %2 sections are there already."_s
                .arg(m_report.tiling.sectionsContinued)
                .arg(m_plan.sectionCount()));
    m_report.startupSeconds = m_wall.seconds();
    if (m_isWatched)
        beginPreview(description);
    if (m_ended)
        return;
    if (missing.empty()) {
        complete();
        return;
    }
    PoolSettings settings;
    settings.workers = m_report.workers;
    settings.recycleAfter = m_spec.request.recycleProcessingWorker;
    settings.retries = m_spec.request.retryOnFailures;
    settings.bytesPerPixel = description.format.bytesPerPixel();
    settings.blockHeight = m_spec.view.block.height;
    if (isWorkerCountOpen(m_spec.request.parallelProcessingFactor))
        settings.tileSeconds = m_report.tileSeconds;
    settings.sectionSecondsLimit = patience(m_contract, m_plan.tilesOfLargestSection() * predictionsPerTile());
    settings.loadingSecondsLimit = patienceWithLoading(m_spec.request);
    if (m_spec.request.sectionDeadline > 0)
        settings.sectionSecondsLimit = m_spec.request.sectionDeadline;
    m_pool->run(settings, m_contract, m_plan, std::move(missing));
    tellProgress(true);
}

void Runner::beginPreview(const ResultDescription &description)
{
    m_preview = std::make_unique<LivePreview>(m_plan, description, *m_output);
    connect(m_preview.get(), &LivePreview::painted, this, &Runner::painted);
    Q_EMIT began(m_preview->map());
    m_preview->start();
}

void Runner::onSection(const SectionResult &result)
{
    if (m_ended)
        return;
    if (!write([&] { m_output->take(result.id, {result.compressedValues, result.compressedProbabilities}, mayGoOn); }))
        return;
    if (m_preview)
        m_preview->add(result.id, result.compressedValues);
    m_report.tiling.tilesSkipped += result.tilesSkipped;
    m_report.work += result.seconds;
    m_pixelsDone += m_plan.section(result.id).write.area();
    if (--m_sectionsMissing == 0) {
        noteMemory(m_memory.counted(m_pool->processIds())); // while they are there, however short the run
        m_pool->finish();
        complete();
    } else {
        tellProgress(false);
    }
}

/// False where the step failed or was cancelled; the run has ended then.
bool Runner::write(const std::function<void()> &step)
{
    try {
        step();
        return true;
    } catch (const Error &error) {
        fail(error.sentence());
    } catch (const Cancelled &) {
        cancel();
    }
    return false;
}

void Runner::complete()
{
    const auto mayCatchUp = [this] { return !m_ended && mayGoOn(); };
    if (m_preview && !write([this, &mayCatchUp] { m_preview->catchUp(mayCatchUp); }))
        return;
    if (m_ended || !write([this] { m_output->commit(mayGoOn); }))
        return;
    sampleMemory();
    tellProgress(true);
    if (!m_spec.output.uploadFolder.isEmpty()) {
        upload();
        return;
    }
    end(Outcome::Finished);
}

void Runner::refuse(const Problem &problem)
{
    if (m_ended)
        return;
    if (problem.field == "inputRaster"_L1) {
        fail(problem.sentence); // it could be opened when the request was resolved: it is damaged inside
        return;
    }
    m_report.problems.push_back(problem);
    if (problem.field == "engine"_L1)
        m_report.problems.back().remedies = {automaticEngine()};
    m_report.messages.push_back({MessageType::Error, problem.sentence});
    end(Outcome::Refused);
}

void Runner::fail(const QString &sentence)
{
    if (m_ended)
        return;
    say(MessageType::Error, sentence);
    end(Outcome::Failed);
}

void Runner::say(MessageType type, const QString &sentence)
{
    m_report.messages.push_back({type, sentence});
    Q_EMIT messaged(m_report.messages.back());
}

void Runner::end(Outcome outcome)
{
    if (m_ended)
        return;
    m_ended = true;
    dropUpload();
    m_memoryTimer.stop();
    m_report.outcome = outcome;
    fillReport();
    m_pool->stop(outcome == Outcome::Finished    ? u"finished"_s
                 : outcome == Outcome::Cancelled ? u"cancelled"_s
                                                 : u"failed"_s);
    m_report.workerProcesses = m_pool->records();
    if (m_preview) {
        m_preview->finish(outcome == Outcome::Finished ? &m_report.classes : nullptr);
        m_preview.release()->deleteLater(); // whoever cancelled may have heard of it by its signal
    }
    const QString kept = outcome == Outcome::Finished ? QString() : whatIsKept();
    m_output.reset();
    if (!kept.isEmpty())
        say(MessageType::Informative, kept);
    m_report.wallSeconds = m_wall.seconds();
    Q_EMIT finished(m_report);
}

void Runner::fillReport()
{
    m_report.tiling.sectionsRetried = m_pool->sectionsRetried();
    if (!m_output)
        return;
    const double workers = std::max(1, m_report.workers);
    for (double *seconds : {&m_report.work.read, &m_report.work.prepare, &m_report.work.inference,
                            &m_report.work.decide, &m_report.work.write})
        *seconds /= workers;
    m_report.work.write += m_output->secondsWriting();
    if (m_report.outcome == Outcome::Finished) {
        m_report.output = m_spec.request.outputClassifiedRaster;
        if (m_spec.arguments.probabilityRaster)
            m_report.probabilityOutput = probabilityPath(m_report.output);
    }
    m_report.nodataPixels = m_output->count().tally().counts.nodata;
    m_report.classes = m_output->count().shares();
}

Progress Runner::progress() const
{
    Progress progress;
    progress.pixelsDone = m_pixelsDone;
    progress.pixelsTotal = m_spec.grid.window.area();
    progress.pixelsPerSecond = m_pool->pixelsPerSecond();
    if (progress.pixelsPerSecond > 0) {
        const double left = double(progress.pixelsTotal - m_pixelsDone) - m_pool->pixelsInWork();
        progress.secondsLeft = std::max(0.0, left) / progress.pixelsPerSecond;
    }
    return progress;
}

void Runner::tellProgress(bool always)
{
    constexpr double shortest = 0.1;
    if (!always && m_sinceProgress.seconds() < shortest)
        return;
    m_sinceProgress = Stopwatch();
    Q_EMIT progressed(progress());
}

void Runner::sampleMemory()
{
    noteMemory(m_memory.bytes(m_pool->processIds()));
}

void Runner::noteMemory(std::int64_t bytes)
{
    m_report.peakMemoryBytes = std::max(m_report.peakMemoryBytes, bytes);
}

} // namespace pixelscape
