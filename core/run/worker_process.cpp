#include "core/run/worker_process.h"

#include "core/base/error.h"
#include "core/inference/engine_factory.h"
#include "core/model/model_text.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/masked_raster.h"
#include "core/run/block_cache.h"
#include "core/run/memory_limit.h"
#include "core/run/worker_job.h"
#include "core/run/worker_loop.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>

#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Keeps the frames' descriptor for ourselves and points standard output at standard error: one printf of a library
/// would otherwise corrupt the stream.
int guardStandardOutput()
{
    const int frames = dup(STDOUT_FILENO);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    return frames;
}

void behaveAsWorker()
{
    // Ctrl-C in a terminal reaches the whole process group; the runner decides what it means.
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    constexpr int belowNormal = 5;
    setpriority(PRIO_PROCESS, 0, belowNormal);
}

std::optional<Frame> receiveFrame(FrameDecoder &decoder)
{
    std::array<char, 64 << 10> buffer;
    while (true) {
        if (std::optional<Frame> frame = decoder.next())
            return frame;
        const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return std::nullopt;
        decoder.append(QByteArrayView(buffer.data(), qsizetype(count)));
    }
}

void sendBytes(int descriptor, const QByteArray &bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = write(descriptor, bytes.constData() + sent, std::size_t(bytes.size() - sent));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw Error(u"The process that this worker works for is gone."_s);
        sent += qsizetype(count);
    }
}

void sendFrame(int descriptor, const Frame &frame)
{
    sendBytes(descriptor, encodeFrame(frame));
}

/// By a section from left to right, and by its tiles from top to bottom; by the network's trial a tile.
Size readAtOnce(const WorkerJob &job, Size raster)
{
    if (!job.contract)
        return job.tile;
    const TilePlan plan(job.window, planSettingsOf(job, *job.contract, raster));
    return {plan.columnsRead(), plan.tile().height};
}

std::unique_ptr<RasterSource> openRaster(const WorkerJob &job)
{
    const Facts facts = job.mask.isEmpty() ? Facts::AllButCrs : Facts::All;
    auto raster = std::make_unique<GdalRasterSource>(job.inputRaster, job.definition, facts);
    setBlockCacheBytes(blockCacheBytes(raster->info(), readAtOnce(job, raster->info().size), job.mostCacheBytes));
    if (job.mask.isEmpty())
        return raster;
    return std::make_unique<MaskedRaster>(std::move(raster), job.mask);
}

void limitMemory(const WorkerJob &job)
{
    if (job.device == Device::Cpu)
        limitMemoryToWhatIsFree();
}

OpenedNetwork openNetwork(const WorkerJob &job)
{
    const ModelPackage package = openModelPackage(job.model, job.modelRoot);
    const auto files = std::make_shared<NetworkFiles>(readNetworkFiles(package));
    if (modelFingerprint(package, *files) != job.modelFingerprint)
        throw Error(u"%1 was changed while the run was prepared; start the run again."_s.arg(modelShown(job.model)));
    OpenedNetwork network;
    network.definition = package.definition;
    network.engines = engineCandidates(job.engine, job.device, *files);
    network.hasOtherEngines = engineCandidates(u"auto"_s, job.device, *files).size() > network.engines.size();
    network.load = [files, device = job.device](const QString &engine) { return makeEngine(engine, device, *files); };
    return network;
}

QString reasonNotToLoad(const QString &engine, const QString &model)
{
    try {
        makeEngine(engine, Device::Cpu, readNetworkFiles(openModelPackage(model)));
    } catch (const Error &error) {
        return error.sentence();
    } catch (const std::bad_alloc &) {
        return u"There is not enough memory to load the network; close other programs."_s;
    }
    return {};
}

} // namespace

int runEngineTrial(const QString &engine, const QString &model)
{
    behaveAsWorker();
    limitMemoryToWhatIsFree();
    const int answer = guardStandardOutput();
    const Json reason = reasonNotToLoad(engine, model);
    sendBytes(answer, QByteArray::fromStdString(reason.dump()));
    return EXIT_SUCCESS;
}

int runWorkerProcess()
{
    behaveAsWorker();
    const int frames = guardStandardOutput();
    openEngines(); // while whoever started it looks at the request
    FrameDecoder decoder;
    try {
        runWorkerLoop({[&] { return receiveFrame(decoder); }, [&](const Frame &frame) { sendFrame(frames, frame); },
                       openRaster, openNetwork, limitMemory});
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "%s\n", exception.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

} // namespace pixelscape
