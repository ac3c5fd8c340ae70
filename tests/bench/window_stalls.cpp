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
    QTest::qWait(4000); // what is left of it is put away
    report("longest stall of the window during a run", stalls.longestMilliseconds(), "ms");
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

/// window_stalls RASTER: how long the window ever stalls during a run and while the raster is panned over, how soon
/// Cancel is answered, and the memory that panning takes. Needs the demo scenes in build/demo. See window_stalls.py.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QString raster = QApplication::arguments().value(1);
    if (raster.isEmpty()) {
        std::fputs("Give the raster to pan over.\n", stderr);
        return 2;
    }
    const QString scene = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/build/demo/demo_scene_large.tif");
    const QString model = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/resources/demo/land_cover_demo.dlpk");
    const QTemporaryDir outputs;
    measurePanning(raster);
    measureRun(scene, model, outputs.filePath(u"classes.tif"_s));
    measureCancel(scene, model, outputs.filePath(u"cancelled.tif"_s));
    return 0;
}
