#include "app/exit_code.h"
#include "app/faces.h"
#include "core/base/error.h"

#include <QFileInfo>
#include <QStringList>

#include <csignal>
#include <cstdio>
#include <map>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

const char *const usage = R"(Pixelscape classifies rasters with trained models (Esri .emd and .dlpk).

  pixelscape [FILE...]                               the window; rasters, models and results are opened in it
  pixelscape classify INPUT MODEL OUTPUT [OPTIONS]   classify INPUT into the GeoTIFF OUTPUT
  pixelscape plan INPUT MODEL OUTPUT [OPTIONS]       say what would run, and write nothing
  pixelscape info [--json] FILE...                   describe rasters, models and finished outputs
  pixelscape jobs [list|show|result|request|continue|cancel|forget] [ID]
                                                     the runs of this computer: list, show, continue, cancel them
  pixelscape picture RESULT PICTURE.png [--over RASTER]
                                                     draw a classified raster, with its legend
  pixelscape --version | --help | classify --help

Example: pixelscape classify scene.tif land_cover.dlpk classes.tif --workers 2
)";

const std::map<QString, int (*)(const QStringList &)> faces{{u"classify"_s, classifyFace}, {u"plan"_s, planFace},
                                                            {u"info"_s, infoFace},         {u"jobs"_s, jobsFace},
                                                            {u"picture"_s, pictureFace},   {u"worker"_s, workerFace}};

int run(QStringList words)
{
    words.removeFirst();
    const QString first = words.value(0);
    if (first == "--version"_L1 || first == "-v"_L1) {
        std::puts("pixelscape " PIXELSCAPE_VERSION);
        return ExitFinished;
    }
    if (first == "--help"_L1 || first == "-h"_L1) {
        std::fputs(usage, stdout);
        return ExitFinished;
    }
    const auto face = faces.find(first);
    const bool isFile = QFileInfo::exists(first) || first.contains(u'/') || first.contains(u'.');
    if (words.isEmpty() || (face == faces.end() && isFile && !first.startsWith(u'-')))
        return windowFace(words);
    if (face == faces.end()) {
        std::fprintf(stderr, "There is no command and no file called %s; pixelscape --help lists the commands.\n",
                     qUtf8Printable(first));
        return ExitRefused;
    }
    return face->second(words.sliced(1));
}

QStringList wordsOf(int argc, char **argv)
{
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

} // namespace

int main(int argc, char **argv)
{
    // Beyond a size limit of the shell a write then fails like any other, and is answered with a sentence.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return run(wordsOf(argc, argv));
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "%s\n", exception.what());
        return ExitFailed;
    }
}
