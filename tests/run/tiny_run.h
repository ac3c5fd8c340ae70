#pragma once

#include "core/raster/gdal_raster_source.h"
#include "core/run/resolve.h"
#include "core/run/runner.h"
#include "tests/raster/made_raster.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_worker.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

namespace pixelscape {

using namespace Qt::StringLiterals;

/// Value of the scene's pixel. 99 stands for no data.
inline int sceneValue(int x, int y)
{
    return (x * 7 + y * 13 + x * y) % 100;
}

/// A real raster, a real model definition with a network that is a fake, and memory workers: a whole run within the
/// test's process, at a scene of a few thousand pixels.
struct TinyRun
{
    static constexpr int width = 100;
    static constexpr int height = 80;

    QTemporaryDir folder;
    RunRequest request;
    std::function<FakeNetwork()> network = [] { return thresholdNetwork(50); }; ///< for each worker anew
    std::function<WorkerFault(int worker)> fault = [](int) { return WorkerFault(); };
    int workersMade = 0;

    /// Two classes, 1 up to 50 and 2 above. 9 x 7 tiles, each a section of its own.
    TinyRun()
    {
        std::vector<double> values;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                values.push_back(sceneValue(x, y));
        const auto finish = [](GDALDataset &dataset) { dataset.GetRasterBand(1)->SetNoDataValue(99); };
        request.inputRaster =
            writeRaster(folder.filePath(u"scene.tif"_s), {width, height, 1, GDT_Byte, values, {}, finish});
        // The shortest bytes that are taken for ONNX; nobody loads them here.
        write(u"net.onnx"_s, QByteArray("\x08\x07\x12\x07pytorch:\x07\x12\x05graph", 20));
        request.model = write(u"model.emd"_s, definition(16));
        request.outputClassifiedRaster = folder.filePath(u"classes.tif"_s);
        request.parallelProcessingFactor = u"2"_s;
        request.tilesPerSection = 1;
    }

    static QByteArray definition(int tile)
    {
        const QByteArray side = QByteArray::number(tile);
        return "{\"ModelFile\": \"net.onnx\", \"ImageHeight\": " + side + ", \"ImageWidth\": " + side +
               ", \"Padding\": 2, \"Classes\": [{\"Value\": 1, \"Name\": \"Low\", \"Color\": [10, 20, 30]}, {\"Value\": "
               "2, \"Name\": \"High\", \"Color\": [200, 100, 0]}]}";
    }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a test file could not be written");
        return file.fileName();
    }

    /// The output of another run of this scene, which must not meet the files of the first; the same file name, because
    /// the sidecars name it.
    QString outputIn(const QString &subfolder) const
    {
        QDir(folder.path()).mkpath(subfolder);
        return folder.filePath(subfolder + u"/classes.tif"_s);
    }

    RunSpec spec() const
    {
        const Resolution resolution = resolve(request);
        if (!resolution.spec)
            qFatal("%s", qPrintable(resolution.problems.front().sentence));
        return *resolution.spec;
    }

    WorkerFactory workers()
    {
        return [this] {
            return std::make_unique<MemoryWorker>(
                [](const WorkerJob &job) { return std::make_unique<GdalRasterSource>(job.inputRaster); },
                [makeNetwork = network](const WorkerJob &job) {
                    return OpenedNetwork{
                        openModelPackage(job.model).definition,
                        {QStringLiteral("fake")},
                        [makeNetwork](const QString &) { return std::make_unique<FakeEngine>(makeNetwork()); }};
                },
                fault(workersMade++));
        };
    }
};

/// The same network, slower.
inline FakeNetwork slowed(FakeNetwork network, std::chrono::milliseconds pause)
{
    return [network = std::move(network), pause](const TensorView &input) {
        std::this_thread::sleep_for(pause);
        return network(input);
    };
}

/// A run from its start to its end, and all that it said.
struct WatchedRun
{
    Runner runner;
    std::vector<Progress> progress;
    std::vector<double> secondsOfProgress;
    std::vector<Message> messages;
    std::vector<RunReport> reports;
    std::function<void(const Progress &)> onProgress = [](const Progress &) {};

    WatchedRun(const RunSpec &spec, const WorkerFactory &workers, Runner::Purpose purpose = Runner::Purpose::Classify)
        : runner(spec, purpose, workers)
    {
        QObject::connect(&runner, &Runner::progressed, &runner, [this](const Progress &now) {
            progress.push_back(now);
            secondsOfProgress.push_back(m_watch.seconds());
            onProgress(now);
        });
        QObject::connect(&runner, &Runner::messaged, &runner,
                         [this](const Message &message) { messages.push_back(message); });
        QObject::connect(&runner, &Runner::finished, &runner,
                         [this](const RunReport &report) { reports.push_back(report); });
    }

    bool isOver() const { return !reports.empty(); }

    /// The report; events that come after it are waited for a little, in case there is a second one.
    RunReport toEnd()
    {
        runner.start();
        if (!QTest::qWaitFor([this] { return isOver(); }, 60000))
            qFatal("a run did not end");
        QTest::qWait(20);
        if (reports.size() != 1)
            qFatal("a run ended twice");
        return reports.front();
    }

    bool hasSaid(const QString &words) const
    {
        return std::ranges::any_of(messages, [&](const Message &m) { return m.description.contains(words); });
    }

private:
    Stopwatch m_watch;
};

inline RunReport runToEnd(TinyRun &run)
{
    return WatchedRun(run.spec(), run.workers()).toEnd();
}

/// A run that is cancelled as soon as more than this share of it is done.
inline RunReport cancelledRun(TinyRun &run, double share = 0)
{
    const auto atFullSpeed = run.network;
    run.network = [atFullSpeed] { return slowed(atFullSpeed(), std::chrono::milliseconds(10)); };
    WatchedRun watched(run.spec(), run.workers());
    watched.onProgress = [&watched, share](const Progress &progress) {
        if (double(progress.pixelsDone) > share * double(progress.pixelsTotal))
            watched.runner.cancel();
    };
    const RunReport report = watched.toEnd();
    run.network = atFullSpeed;
    return report;
}

/// The values of a result, row by row.
inline std::vector<std::uint8_t> valuesOf(const QString &path)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData()));
    if (!dataset)
        return {};
    const int width = dataset->GetRasterXSize();
    const int height = dataset->GetRasterYSize();
    std::vector<std::uint8_t> values(std::size_t(width) * std::size_t(height));
    if (dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, width, height, values.data(), width, height, GDT_Byte, 0, 0,
                                            nullptr) != CE_None)
        return {};
    return values;
}

} // namespace pixelscape
