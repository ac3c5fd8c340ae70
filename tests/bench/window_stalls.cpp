#include "core/base/stopwatch.h"
#include "core/run/process_memory.h"
#include "tests/support/driven_window.h"
#include "ui/jobs/job_list.h"
#include "ui/map/map_canvas.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTimer>
#include <QWheelEvent>

#include <gdal_priv.h>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// The longest time that the event loop did not come round, measured with a timer that is always due.
class StallWatch : public QObject
{
public:
    StallWatch()
    {
        m_timer.setInterval(0);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_longest = std::max(m_longest, m_watch.lap()); });
        m_watch.lap();
        m_timer.start();
    }
    double longestMilliseconds() const { return m_longest * 1000; }

private:
    QTimer m_timer;
    Stopwatch m_watch;
    double m_longest = 0;
};

/// A tiled RGB raster of noise and gradients without overviews, the hardest to pan over; kept from one call to the
/// next.
QString largeRaster(const QString &folder, int side)
{
    const QString path = u"%1/noise_%2.tif"_s.arg(folder).arg(side);
    if (QFileInfo::exists(path))
        return path;
    GDALAllRegister();
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const char *const options[] = {"TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "PHOTOMETRIC=RGB", nullptr};
    const QByteArray part = (path + u".part"_s).toUtf8();
    GDALDataset *dataset =
        driver->Create(part.constData(), side, side, 3, GDT_Byte, const_cast<char **>(options)); // GDAL's signature
    std::vector<std::uint8_t> rows(std::size_t(side) * 256 * 3);
    std::uint32_t state = 1;
    for (int top = 0; top < side; top += 256) {
        const int height = std::min(256, side - top);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            state = state * 1664525U + 1013904223U;
            rows[i] = std::uint8_t((i / 97 + std::size_t(top)) / 16 + (state >> 29));
        }
        if (dataset->RasterIO(GF_Write, 0, top, side, height, rows.data(), side, height, GDT_Byte, 3, nullptr, 3,
                              3 * side, 1, nullptr) != CE_None)
            qFatal("The raster to pan over cannot be written.");
    }
    GDALClose(dataset);
    QFile::rename(path + u".part"_s, path);
    return path;
}

void wheel(QWidget &canvas, QPointF at, int steps)
{
    QWheelEvent event(at, canvas.mapToGlobal(at), {}, {0, steps * 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&canvas, &event);
}

/// Zooms in and out and drags all over the raster, 50 events a second.
void panAbout(MapCanvas &canvas, double seconds)
{
    const Stopwatch watch;
    const QPoint middle = canvas.rect().center();
    for (int step = 0; watch.seconds() < seconds; ++step) {
        if (step % 40 == 0)
            wheel(canvas, middle, step % 160 < 80 ? 6 : -6);
        QTest::mousePress(&canvas, Qt::LeftButton, Qt::NoModifier, middle);
        QTest::mouseMove(&canvas, middle + QPoint(step % 2 ? 90 : -35, step % 3 ? 60 : -80));
        QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::NoModifier, middle + QPoint(step % 2 ? 90 : -35, 60));
        QTest::qWait(20);
    }
}

void report(const char *what, double value, const char *unit)
{
    std::printf("%-52s %8.1f %s\n", what, value, unit);
    std::fflush(stdout);
}

void measureRun(const QString &scene, const QString &model, const QString &output)
{
    DrivenWindow driven;
    driven.drop({model, scene});
    driven.becomesReady();
    driven.type(u"Output"_s, output);
    driven.becomesReady();
    auto *jobs = driven.window().findChild<JobList *>();
    const StallWatch stalls;
    driven.click(u"Run classification"_s);
    auto *canvas = driven.window().findChild<MapCanvas *>();
    while (jobs->isBusy())
        panAbout(*canvas, 0.5);
    QTest::qWait(500);
    report("longest stall of the window during a run", stalls.longestMilliseconds(), "ms");
    QFile::remove(output);
}

void measureCancel(const QString &scene, const QString &model, const QString &output)
{
    DrivenWindow driven;
    driven.drop({model, scene});
    driven.becomesReady();
    driven.type(u"Output"_s, output);
    driven.becomesReady();
    auto *jobs = driven.window().findChild<JobList *>();
    driven.click(u"Run classification"_s);
    waitUntil([&] { return jobs->running() && jobs->running()->progress().share() > 0.2; }, 60'000);
    const Stopwatch watch;
    driven.click(u"Cancel run"_s);
    waitUntil([&] { return !jobs->isBusy(); }, 10'000);
    report("from Cancel to the end of the run", watch.seconds() * 1000, "ms");
    QDir(output + u".part"_s).removeRecursively();
}

void measurePanning(const QString &raster)
{
    DrivenWindow driven;
    const std::int64_t before = proportionalMemoryBytes({});
    const StallWatch stalls;
    driven.drop({raster});
    auto *canvas = driven.window().findChild<MapCanvas *>();
    waitUntil([&] { return canvas->isVisible(); }, 10'000);
    std::int64_t most = 0;
    for (int round = 0; round < 20; ++round) {
        panAbout(*canvas, 1);
        most = std::max(most, proportionalMemoryBytes({}));
    }
    report("longest stall while panning a large raster", stalls.longestMilliseconds(), "ms");
    report("memory of the window before", double(before) / 1e6, "MB");
    report("highest memory of the window while panning", double(most) / 1e6, "MB");
}

} // namespace

/// window_stalls FOLDER [SIDE]: how long the window ever stalls during a run and while a raster of SIDE x SIDE pixels
/// (20,000 unless given) is panned over, how soon Cancel is answered, and the memory that panning takes. FOLDER keeps
/// the raster. Needs the demo scenes in build/demo.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() < 2) {
        std::fputs("Give a folder for the raster that is panned over.\n", stderr);
        return 2;
    }
    const QString folder = words[1];
    QDir().mkpath(folder);
    const QString scene = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/build/demo/demo_scene_large.tif");
    const QString model = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/resources/demo/land_cover_demo.dlpk");
    measurePanning(largeRaster(folder, words.value(2, u"20000"_s).toInt()));
    measureRun(scene, model, folder + u"/classes.tif"_s);
    measureCancel(scene, model, folder + u"/classes.tif"_s);
    return 0;
}
