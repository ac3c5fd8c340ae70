#include "core/run/worker_loop.h"

#include "core/base/error.h"
#include "core/model/model_text.h"
#include "core/run/kept_network.h"
#include "core/run/section_assembler.h"
#include "core/run/tile_feeder.h"
#include "core/run/upload_messages.h"

#include <new>
#include <thread>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// False where the input ended, true where another job may follow.
bool classifySections(const WorkerTools &tools, const WorkerJob &job, Classifier &classifier)
{
    constexpr std::int64_t largeTile = 1 << 20; // takes long enough for the next one to be read meanwhile
    TileQueue queue(classifier.report.contract.tile.area() > largeTile ? 1 : 2);
    TensorStock stock;
    bool isReleased = false;
    const auto nextOrder = [&tools, &isReleased]() -> std::optional<Section> {
        const std::optional<Frame> frame = tools.receive();
        isReleased = frame && frame->type == FrameType::Release;
        return frame && !isReleased ? std::optional(orderFrom(*frame)) : std::nullopt;
    };
    WorkerJob settled = job;
    settled.contract = classifier.report.contract;
    std::thread feeder([&] {
        try {
            feedTiles(settled, tools.openRaster, nextOrder, stock, queue);
        } catch (...) {
            queue.close(); // the stream is not ours any more: the worker ends, and its end is what the runner sees
        }
    });
    SectionAssembler assembler(tools, job, classifier, stock);
    try {
        while (std::optional<FedTile> tile = queue.pop())
            assembler.take(std::move(*tile));
    } catch (...) {
        queue.close();
        feeder.join();
        throw;
    }
    feeder.join();
    return isReleased;
}

QString tooLittleMemory(const WorkerJob &job)
{
    return u"There is not enough memory to load the network of %1 and run it on a tile of %2x%3 pixels; close other "
           "programs or use a smaller tile_size."_s.arg(modelShown(job.model))
               .arg(job.tile.width)
               .arg(job.tile.height);
}

/// Nothing where the job was refused.
std::optional<Classifier> classifierFor(const WorkerTools &tools, const WorkerJob &job, KeptNetwork &kept)
{
    QString field = u"model"_s;
    try {
        return makeClassifier(tools, job, kept, field);
    } catch (const Error &error) {
        tools.send(refusedFrame({-1, field, error.sentence()}));
    } catch (const std::bad_alloc &) {
        tools.send(refusedFrame({-1, u"model"_s, tooLittleMemory(job)}));
    }
    return std::nullopt;
}

/// False where no other job can follow.
bool carryOut(const WorkerTools &tools, const WorkerJob &job, KeptNetwork &kept)
{
    tools.limitMemory(job);
    std::optional<Classifier> classifier = classifierFor(tools, job, kept);
    if (!classifier)
        return false;
    tools.send(readyFrame(classifier->report));
    if (!classifySections(tools, job, *classifier))
        return false;
    kept.keep(job, std::move(*classifier));
    tools.send({FrameType::Released, {}});
    return true;
}

/// What goes wrong is told by the job, which loads it again.
void prepare(const WorkerTools &tools, const WorkerJob &job, KeptNetwork &kept)
{
    if (kept.serves(job))
        return;
    tools.limitMemory(job);
    try {
        kept.prepare(job, tools.openNetwork(job));
    } catch (const Error &) {
        return;
    } catch (const std::bad_alloc &) {
        return;
    }
}

} // namespace

void runWorkerLoop(const WorkerTools &tools)
{
    tools.send(helloFrame());
    KeptNetwork kept;
    while (const std::optional<Frame> frame = tools.receive()) {
        if (frame->type == FrameType::UploadOrder) {
            tools.send(uploadAnswerFrame(carryOut(uploadOrderFrom(*frame))));
            tools.receive(); // the end of its input
            return;
        }
        if (frame->type == FrameType::Prepare)
            prepare(tools, jobFrom(*frame), kept);
        else if (frame->type == FrameType::Release)
            tools.send({FrameType::Released, {}});
        else if (!carryOut(tools, jobFrom(*frame), kept))
            return;
    }
}

} // namespace pixelscape
