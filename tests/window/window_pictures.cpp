#include "tests/support/driven_window.h"
#include "tests/support/program.h"
#include "ui/jobs/job_list.h"
#include "ui/map/map_canvas.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCommandLineParser>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QTabWidget>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// The demo's files in a folder whose name may be seen in a picture.
struct Demo
{
    QDir folder{QDir::tempPath() + u"/pixelscape_demo"_s};
    QString scene = folder.filePath(u"demo_scene.tif"_s);
    QString largeScene = folder.filePath(u"demo_scene_large.tif"_s);
    QString model = folder.filePath(u"land_cover_demo.dlpk"_s);

    bool copy() const
    {
        QDir(folder).removeRecursively();
        const QDir made(QStringLiteral(PIXELSCAPE_SOURCE_DIR "/build/demo"));
        const QString source = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/resources/demo/land_cover_demo.dlpk");
        return QDir().mkpath(folder.path()) && QFile::copy(made.filePath(u"demo_scene.tif"_s), scene) &&
               QFile::copy(made.filePath(u"demo_scene_large.tif"_s), largeScene) && QFile::copy(source, model);
    }
};

/// One picture of each state that the window can be in.
class Pictures
{
public:
    Pictures(Demo demo, QSize size, QString prefix) : m_demo(std::move(demo)), m_size(size), m_prefix(std::move(prefix))
    {
    }

    void take(const QString &state)
    {
        DrivenWindow driven({DrivenWindow::programWorkers(), {m_demo.scene, m_demo.largeScene, m_demo.model}});
        driven.window().resize(m_size);
        if (state != "empty"_L1)
            prepare(driven, state);
        settle(driven);
        const QString file = m_prefix + state + u".png"_s;
        driven.window().grab().save(file);
        std::puts(qPrintable(file));
        stop(driven);
        for (const QString &result : m_demo.folder.entryList({u"*_land_cover_demo*"_s}, QDir::AllEntries))
            if (!QFile::remove(m_demo.folder.filePath(result)))
                QDir(m_demo.folder.filePath(result)).removeRecursively();
    }

private:
    void prepare(DrivenWindow &driven, const QString &state) const
    {
        const bool isLong = state == "running"_L1 || state == "failed"_L1 || state == "stopped"_L1;
        driven.drop({m_demo.model, isLong ? m_demo.largeScene : m_demo.scene});
        driven.becomesReady();
        if (state == "problem"_L1) {
            driven.type(u"Padding"_s, u"400"_s);
            driven.type(u"Output"_s, m_demo.scene);
            QTest::qWait(1500);
        }
        if (state == "environment"_L1)
            driven.window().findChild<QTabWidget *>()->setCurrentIndex(1);
        if (state == "ready"_L1 || state == "problem"_L1 || state == "environment"_L1)
            return;
        if (state == "probability"_L1) {
            auto *choice = driven.find<QComboBox>(u"Probability raster"_s);
            choice->setFocus();
            QTest::keyClick(choice, Qt::Key_Down);
            driven.becomesReady();
        }
        driven.click(u"Run classification"_s);
        if (!isLong) {
            driven.showsNotice();
            if (state == "probability"_L1)
                showProbability(driven);
            return;
        }
        auto *jobs = driven.window().findChild<JobList *>();
        const double share = state == "running"_L1 ? 0.4 : 0.2;
        waitUntil([&] { return !jobs->running() || jobs->running()->progress().share() > share; }, 60'000);
        if (state == "failed"_L1 && jobs->running())
            kill(pid_t(workersOf(QCoreApplication::applicationPid()).front()), SIGKILL);
        if (state == "stopped"_L1)
            driven.click(u"Cancel run"_s);
        if (state != "running"_L1)
            driven.showsNotice();
    }

    static void showProbability(DrivenWindow &driven)
    {
        const QString name = u"Show demo_scene_land_cover_demo"_s;
        waitUntil([&] { return driven.find<QCheckBox>(name + u"_probability"_s) != nullptr; }, 10'000);
        driven.find<QCheckBox>(name + u"_probability"_s)->click();
        driven.find<QCheckBox>(name)->click();
    }

    static void settle(DrivenWindow &driven)
    {
        QTest::qWait(600); // the plan, the overviews
        const auto *canvas = driven.window().findChild<MapCanvas *>();
        waitUntil([canvas] { return !canvas->isReading(); }, 10'000);
        QTest::qWait(100);
    }

    static void stop(DrivenWindow &driven)
    {
        auto *jobs = driven.window().findChild<JobList *>();
        jobs->cancelAll();
        waitUntil([jobs] { return !jobs->isBusy(); }, 10'000);
    }

    Demo m_demo;
    QSize m_size;
    QString m_prefix;
};

} // namespace

/// window_pictures [OPTIONS] PREFIX [STATE...]: drives the real window through the demo and saves PREFIXstate.png of
/// each state: empty, ready, problem, environment, running, finished, probability, failed, stopped. Needs the demo
/// scenes in build/demo.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"size"_s, u"Of the window."_s, u"WIDTHxHEIGHT"_s, u"1280x720"_s},
                       {u"theme"_s, u"light or dark."_s, u"THEME"_s, u"light"_s}});
    parser.process(application);
    QStringList states = parser.positionalArguments();
    const Demo demo;
    if (states.isEmpty() || !demo.copy()) {
        std::fputs("Give the beginning of the pictures' names; packaging/run-demo.sh must have made the demo scenes.\n",
                   stderr);
        return 2;
    }
    applyTheme(themeNamed(parser.value(u"theme"_s)));
    const QStringList sides = parser.value(u"size"_s).split(u'x');
    Pictures pictures(demo, {sides.value(0).toInt(), sides.value(1).toInt()}, states.takeFirst());
    if (states.isEmpty())
        states = {u"empty"_s,    u"ready"_s,       u"problem"_s, u"environment"_s, u"running"_s,
                  u"finished"_s, u"probability"_s, u"failed"_s,  u"stopped"_s};
    for (const QString &state : states)
        pictures.take(state);
    return 0;
}
