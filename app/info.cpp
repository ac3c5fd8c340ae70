#include "app/exit_code.h"
#include "app/faces.h"
#include "core/base/error.h"
#include "core/run/description.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const char *const infoHelp = R"(Describes rasters, models and finished outputs.

  pixelscape info [--json] FILE...

Example: pixelscape info land_cover.dlpk scene.tif
)";

} // namespace

int infoFace(const QStringList &words)
{
    if (words.contains(u"--help"_s) || words.contains(u"-h"_s)) {
        std::fputs(infoHelp, stdout);
        return ExitFinished;
    }
    QStringList files = words;
    const bool asJson = files.removeAll(u"--json"_s) > 0;
    if (files.isEmpty() || files.first().startsWith("--"_L1)) {
        std::fputs(infoHelp, stderr);
        return ExitRefused;
    }
    int argc = 1;
    char name[] = "pixelscape";
    char *argv[] = {name, nullptr};
    const QCoreApplication application(argc, argv);
    const QString program = QCoreApplication::applicationFilePath();
    Json all = Json::array();
    ExitCode code = ExitFinished;
    for (const QString &file : files) {
        try {
            const Json description = describeFile(file, program);
            if (asJson)
                all.push_back(description);
            else
                std::fprintf(stdout, "%s\n", qUtf8Printable(descriptionText(description)));
        } catch (const Error &error) {
            std::fprintf(stderr, "%s\n", error.what());
            code = ExitRefused;
        }
    }
    if (asJson)
        std::fprintf(stdout, "%s\n", (files.size() == 1 && !all.empty() ? all.front() : all).dump(2).c_str());
    return code;
}

} // namespace pixelscape
