#include "core/run/worker_pool.h"

#include "core/base/error.h"
#include "core/model/model_text.h"
#include "core/run/section_bands.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// A section in work and one waiting behind it: the worker never waits for the runner.
constexpr std::size_t sectionsInHand = 2;

} // namespace

WorkerPool::WorkerPool(WorkerFactory factory, WorkerJob job) : m_factory(std::move(factory)), m_job(std::move(job))
{
    m_watch.setInterval(1000);
    connect(&m_watch, &QTimer::timeout, this, &WorkerPool::watchForSilence);
}

WorkerPool::~WorkerPool() = default;

void WorkerPool::probe(double loadingSecondsLimit, int others)
{
    m_settings.loadingSecondsLimit = loadingSecondsLimit;
    startWatch();
    startWorker();
    for (int i = 0; i < others; ++i)
        startSlot().channel->send(prepareFrame(m_job));
}

void WorkerPool::startWatch()
{
    m_sinceLook.start();
    m_watch.start();
}

void WorkerPool::run(const PoolSettings &settings, const NetworkContract &contract, const TilePlan &plan,
                     std::vector<int> sections)
{
    m_settings = settings;
    m_job.contract = contract;
    m_plan = plan;
    const int useful = std::min(settings.workers, int(sections.size()));
    m_pending = SectionQueue(plan, std::move(sections), rowsSharingBlocks(plan, settings.blockHeight));
    if (settings.tileSeconds > 0 && useful > 1)
        m_trial.emplace(useful, settings.tileSeconds, settings.trialSeconds);
    m_running = true;
    startWatch();
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (int(i) >= useful)
            release(*m_slots[i]);
        else if (!m_slots[i]->hasJob)
            giveJob(*m_slots[i]);
    }
    while (int(m_slots.size()) < useful)
        startWorker();
    giveWork();
}

void WorkerPool::stop(const QString &exit)
{
    m_stopped = true;
    m_watch.stop();
    for (const std::unique_ptr<Slot> &slot : m_slots) {
        m_records[slot->record].exit = exit;
        if (exit == "finished"_L1)
            slot->channel->release();
        else
            slot->channel->kill();
        discard(std::move(slot->channel));
    }
    m_slots.clear();
}

void WorkerPool::finish()
{
    m_watch.stop();
    for (const std::unique_ptr<Slot> &slot : m_slots)
        release(*slot);
}

void WorkerPool::release(Slot &slot)
{
    slot.isLeaving = true;
    slot.channel->release();
}

std::vector<qint64> WorkerPool::processIds() const
{
    std::vector<qint64> ids;
    for (const std::unique_ptr<Slot> &slot : m_slots)
        if (slot->channel->processId() > 0)
            ids.push_back(slot->channel->processId());
    return ids;
}

void WorkerPool::startWorker()
{
    giveJob(startSlot());
}

void WorkerPool::giveJob(Slot &slot)
{
    slot.hasJob = true;
    slot.silence.restart();
    slot.channel->send(jobFrame(m_job));
}

WorkerPool::Slot &WorkerPool::startSlot()
{
    auto slot = std::make_unique<Slot>();
    slot->channel = m_factory();
    slot->number = m_nextNumber++;
    slot->record = m_records.size();
    slot->silence.start();
    m_records.push_back({});
    const int number = slot->number;
    connect(slot->channel.get(), &WorkerChannel::received, this,
            [this, number](const Frame &frame) { onFrame(number, frame); });
    connect(slot->channel.get(), &WorkerChannel::ended, this,
            [this, number](const QString &cause) { onEnded(number, cause); });
    m_slots.push_back(std::move(slot));
    Slot &started = *m_slots.back();
    started.channel->start();
    m_records[started.record].processId = started.channel->processId();
    return started;
}

/// A channel may be in the middle of a signal of its own when it is given up.
void WorkerPool::discard(std::unique_ptr<WorkerChannel> channel)
{
    channel->disconnect(this);
    channel.release()->deleteLater();
}

WorkerPool::Slot *WorkerPool::slotOf(int number)
{
    for (const std::unique_ptr<Slot> &slot : m_slots)
        if (slot->number == number)
            return slot.get();
    return nullptr;
}

void WorkerPool::removeSlot(int number, const QString &exit)
{
    for (auto slot = m_slots.begin(); slot != m_slots.end(); ++slot) {
        if ((*slot)->number != number)
            continue;
        m_records[(*slot)->record].exit = exit;
        m_pace.left(number);
        m_pending.leave(number);
        discard(std::move((*slot)->channel));
        m_slots.erase(slot);
        return;
    }
}

void WorkerPool::onFrame(int number, const Frame &frame)
{
    Slot *slot = slotOf(number);
    if (!slot || m_stopped)
        return;
    slot->silence.restart();
    m_records[slot->record].processId = slot->channel->processId(); // some know it late
    try {
        handleFrame(*slot, frame);
    } catch (const Error &) {
        slot->channel->kill(); // nonsense counts as a death
    }
}

void WorkerPool::handleFrame(Slot &slot, const Frame &frame)
{
    switch (frame.type) {
    case FrameType::Hello:
        if (protocolVersionFrom(frame) != protocolVersion)
            fail(u"The worker program is of another version than this one; install Pixelscape again."_s);
        return;
    case FrameType::Ready:
        return onReady(slot, frame);
    case FrameType::SectionResult:
        return onResult(slot, frame);
    case FrameType::Refused: {
        const WorkerComplaint complaint = complaintFrom(frame);
        slot.isLeaving = true;
        if (!m_running)
            Q_EMIT refused({complaint.field, Severity::Error, complaint.sentence});
        else
            fail(complaint.sentence);
        return;
    }
    case FrameType::SectionFailed:
        // A retry is a new process: whatever this one's state is, it is left behind.
        slot.complaint = complaintFrom(frame).sentence;
        slot.channel->kill();
        return;
    case FrameType::Job:
    case FrameType::SectionOrder:
    case FrameType::UploadOrder:
    case FrameType::UploadAnswer:
    case FrameType::Prepare:
    case FrameType::Release:
        break;
    case FrameType::Released:
        return;
    }
    throw Error(u"A worker process sent a message that has no place in a run."_s);
}

void WorkerPool::onReady(Slot &slot, const Frame &frame)
{
    slot.isReady = true;
    const ReadyReport report = readyFrom(frame);
    if (m_running) {
        giveWorkTo(slot);
        return;
    }
    m_job.engine = report.engine.name; // the other workers use the one that was proved
    Q_EMIT ready(report);
}

void WorkerPool::onResult(Slot &slot, const Frame &frame)
{
    const SectionResult result = resultFrom(frame);
    if (slot.inHand.empty() || slot.inHand.front() != result.id)
        throw Error(u"A worker process answered a section that it was not given."_s);
    if (!isWhole(result))
        throw Error(u"A worker process answered a section of another size than it was given."_s);
    slot.inHand.pop_front();
    m_pace.answered(slot.number, m_plan.section(result.id).write.area(), m_clock.seconds());
    ++m_records[slot.record].sections;
    tryWorkers(slot, result);
    giveWorkTo(slot);
    const bool othersWork = std::ranges::any_of(m_slots, [](const auto &other) { return !other->inHand.empty(); });
    if (slot.inHand.empty() && othersWork)
        m_pace.left(slot.number); // the rest is up to the others
    Q_EMIT sectionDone(result);
}

/// The last ones of the list.
bool WorkerPool::isPausing(const Slot &slot) const
{
    if (!m_trial)
        return false;
    const auto place = std::ranges::find(m_slots, slot.number, [](const auto &other) { return other->number; });
    return place - m_slots.begin() >= m_trial->workers();
}

void WorkerPool::tryWorkers(Slot &slot, const SectionResult &result)
{
    if (!m_trial)
        return;
    const int before = m_trial->workers();
    if (slot.sinceAnswer)
        m_trial->answered(int(m_plan.section(result.id).tiles.size()) - result.tilesSkipped,
                          slot.sinceAnswer->seconds(), result.seconds.inference);
    slot.sinceAnswer.emplace();
    if (m_trial->workers() > before)
        giveWork();
    if (m_trial->isOver())
        keepWorkers(m_trial->workers());
}

void WorkerPool::keepWorkers(int workers)
{
    m_trial.reset();
    if (workers >= int(m_slots.size()))
        return;
    m_settings.workers = workers;
    for (std::size_t i = std::size_t(workers); i < m_slots.size(); ++i)
        release(*m_slots[i]);
    Q_EMIT workersSettled(workers);
}

bool WorkerPool::isWhole(const SectionResult &result) const
{
    const Section section = m_plan.section(result.id);
    if (result.compressedValues.isEmpty())
        return result.compressedProbabilities.isEmpty() && result.tilesSkipped == int(section.tiles.size());
    const std::int64_t pixels = section.write.area();
    const std::int64_t probabilityBytes = m_job.probabilityRaster ? pixels * std::int64_t(sizeof(float)) : -1;
    return unpackedSize(result.compressedValues) == pixels * m_settings.bytesPerPixel &&
           unpackedSize(result.compressedProbabilities) == probabilityBytes;
}

void WorkerPool::onEnded(int number, const QString &cause)
{
    Slot *slot = slotOf(number);
    if (!slot || m_stopped)
        return;
    const QString complaint = slot->complaint;
    const std::deque<int> inHand = slot->inHand;
    const bool leftAsAsked = inHand.empty() && (cause.isEmpty() || slot->isLeaving);
    const bool wasReady = slot->isReady;
    const bool hadJob = slot->hasJob;
    const bool isReplaced = m_settings.recycleAfter > 0 && !m_pending.isEmpty();
    removeSlot(number, !leftAsAsked ? u"failed"_s : isReplaced ? u"recycled"_s : u"finished"_s);
    if (!hadJob)
        return; // the run starts another
    if (!m_running) {
        if (!leftAsAsked && !complaint.isEmpty())
            Q_EMIT refused({u"model"_s, Severity::Error, complaint});
        else if (!leftAsAsked)
            Q_EMIT refused(
                {u"model"_s, Severity::Error,
                 u"The worker process that tried the network of %1 on a tile of %2x%3 pixels %4; use a smaller "
                 "tile_size or, where the model's own size fails, export the model again."_s
                     .arg(modelShown(m_job.model))
                     .arg(m_job.tile.width)
                     .arg(m_job.tile.height)
                     .arg(cause)});
        return;
    }
    if (!leftAsAsked) {
        const QString how = cause.isEmpty() ? u"ended before it had answered"_s : cause;
        const QString reason = complaint.isEmpty() ? u"A worker process %1."_s.arg(how) : complaint;
        if (!inHand.empty())
            onSectionLost(reason, inHand);
        else if (!wasReady && ++m_startFailures > m_settings.retries)
            fail(reason);
    }
    if (m_stopped)
        return;
    if (int(m_slots.size()) < m_settings.workers && !m_pending.isEmpty())
        startWorker();
    giveWork(); // one that paused may have moved up
}

/// The first section in hand is the one that was in work: it costs a retry. Those behind it were only waiting.
void WorkerPool::onSectionLost(const QString &reason, std::deque<int> inHand)
{
    const int lost = inHand.front();
    if (++m_attempts[lost] > m_settings.retries) {
        fail(m_settings.retries == 0 && !reason.contains(u';')
                 ? reason + u" Allow retries (--retries, or Environments in the window), and a run survives that."_s
                 : reason);
        return;
    }
    ++m_retried;
    Q_EMIT warned(u"%1 The section that it worked on is tried again (%2 of %3)."_s.arg(reason)
                      .arg(m_attempts[lost])
                      .arg(m_settings.retries));
    m_pending.giveBack(inHand);
    giveWork();
}

void WorkerPool::giveWork()
{
    for (const std::unique_ptr<Slot> &slot : m_slots)
        giveWorkTo(*slot);
}

void WorkerPool::giveWorkTo(Slot &slot)
{
    if (!slot.isReady || slot.isLeaving || isPausing(slot))
        return;
    while (!m_pending.isEmpty() && slot.inHand.size() < sectionsInHand) {
        if (m_settings.recycleAfter > 0 && slot.assigned == m_settings.recycleAfter) {
            slot.isLeaving = true;
            slot.channel->finish();
            return;
        }
        const int id = m_pending.take(slot.number);
        slot.inHand.push_back(id);
        m_pace.began(slot.number, m_clock.seconds());
        ++slot.assigned;
        slot.silence.restart();
        slot.channel->send(orderFrame(m_plan.section(id)));
    }
}

void WorkerPool::watchForSilence()
{
    // Where this process itself was held up, by a slow disk or as a stopped one, answers may be waiting to be read.
    constexpr int mostLooksMissed = 5;
    const bool wasHeldUp = m_sinceLook.restart() > mostLooksMissed * m_watch.interval();
    for (const std::unique_ptr<Slot> &slot : m_slots) {
        if (wasHeldUp)
            slot->silence.restart();
        const bool isLoading = !slot->isReady;
        if (!slot->hasJob || (!isLoading && slot->inHand.empty() && !slot->isLeaving))
            continue;
        const double limit = isLoading ? m_settings.loadingSecondsLimit : m_settings.sectionSecondsLimit;
        if (double(slot->silence.elapsed()) < limit * 1000)
            continue;
        slot->complaint = silenceSentence(isLoading);
        slot->channel->kill();
    }
}

QString WorkerPool::silenceSentence(bool isLoading) const
{
    if (isLoading)
        return u"The network of %1 was not loaded and tried on a tile within %2 seconds, and its worker process was "
               "ended; if the computer is only slow, set a longer section deadline, else export the model again."_s
                   .arg(modelShown(m_job.model))
                   .arg(m_settings.loadingSecondsLimit);
    return u"A worker process did not answer for %1 seconds and was ended; if the computer is only slow, set a longer "
           "section deadline, else allow retries."_s.arg(m_settings.sectionSecondsLimit);
}

void WorkerPool::fail(const QString &sentence)
{
    stop(u"failed"_s);
    Q_EMIT failed(sentence);
}

} // namespace pixelscape
