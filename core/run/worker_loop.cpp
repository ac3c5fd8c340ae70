#include "core/run/worker_loop.h"

#include "core/base/error.h"
#include "core/model/model_text.h"
#include "core/run/classifier.h"
#include "core/run/section_assembler.h"
#include "core/run/tile_feeder.h"
#include "core/run/upload_messages.h"

#include <new>
#include <thread>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

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
            feedTiles(job, classifier.report.contract, tools.openRaster, nextOrder, queue);
        } catch (...) {
            queue.close(); // the stream is not ours any more: the worker ends, and its end is what the runner sees
        }
    });
    SectionAssembler assembler(tools, job, classifier);
    try {
        while (std::optional<FedTile> tile = queue.pop())
            assembler.take(std::move(*tile));
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
    if (frame->type == FrameType::UploadOrder) {
        tools.send(uploadAnswerFrame(carryOut(uploadOrderFrom(*frame))));
        tools.receive(); // the end of its input
        return;
    }
    const WorkerJob job = jobFrom(*frame);
    std::optional<Classifier> classifier;
    QString field = u"model"_s;
    try {
        classifier.emplace(makeClassifier(tools, job, field));
    } catch (const Error &error) {
        tools.send(refusedFrame({-1, field, error.sentence()}));
        return;
    } catch (const std::bad_alloc &) {
        tools.send(
            refusedFrame({-1, u"model"_s,
                          u"There is not enough memory to load the network of %1 and run it on a tile of "
                          "%2x%3 pixels; close other programs or use a smaller tile_size."_s.arg(modelShown(job.model))
                              .arg(job.tile.width)
                              .arg(job.tile.height)}));
        return;
    }
    tools.send(readyFrame(classifier->report));
    classifySections(tools, job, *classifier);
}

} // namespace pixelscape
