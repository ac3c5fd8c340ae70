#include "app/exit_code.h"
#include "app/faces.h"
#include "core/run/job_store.h"
#include "core/run/kept_workers.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QIcon>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The demo beside an installed program, or in the tree that the program was built from.
DemoFiles findDemo()
{
    const QDir program(QApplication::applicationDirPath());
    const auto find = [&program](const QStringList &places) {
        for (const QString &place : places)
            if (QFileInfo::exists(program.filePath(place)))
                return QDir::cleanPath(program.filePath(place));
        return QString();
    };
    const QString installed = u"../share/pixelscape/demo/"_s;
    const QString built = u"../../demo/"_s;
    return {find({installed + u"demo_scene.tif"_s, built + u"demo_scene.tif"_s}),
            find({installed + u"demo_scene_large.tif"_s, built + u"demo_scene_large.tif"_s}),
            find({installed + u"land_cover_demo.dlpk"_s, u"../../../resources/demo/land_cover_demo.dlpk"_s})};
}

/// Qt ends the program with a core dump where it finds no display; people get a sentence instead.
void explainFatal(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
        return;
    }
    std::fputs("The window cannot be opened: there is no display, or it does not answer. Without one, use pixelscape "
               "classify; pixelscape --help lists the commands.\n",
               stderr);
    std::_Exit(ExitRefused);
}

QStringList absolutePaths(const QStringList &words)
{
    QStringList paths;
    for (const QString &word : words)
        paths << (QFileInfo::exists(word) ? QFileInfo(word).absoluteFilePath() : word);
    return paths;
}

} // namespace

int windowFace(const QStringList &words)
{
    int argc = 1;
    char name[] = "pixelscape";
    char *argv[] = {name, nullptr};
    const QtMessageHandler before = qInstallMessageHandler(explainFatal);
    QApplication application(argc, argv);
    qInstallMessageHandler(before);
    QApplication::setApplicationName(u"pixelscape"_s);
    QApplication::setOrganizationName(u"pixelscape"_s);
    QApplication::setApplicationDisplayName(u"Pixelscape"_s);
    QApplication::setApplicationVersion(QStringLiteral(PIXELSCAPE_VERSION));
    QApplication::setWindowIcon(QIcon(u":/icons/pixelscape.svg"_s));
    applyTheme(rememberedTheme());
    const WorkerFactory workers = keptWorkers(processWorkers(QApplication::applicationFilePath()));
    MainWindow window({workers, findDemo(), JobStore::usualFolder()});
    window.show();
    window.open(absolutePaths(words));
    return QApplication::exec();
}

} // namespace pixelscape
