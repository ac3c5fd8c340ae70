#include "app/exit_code.h"
#include "app/faces.h"
#include "core/base/error.h"
#include "ui/result_picture.h"

#include <QCommandLineParser>
#include <QGuiApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Qt's remarks about the desktop (no runtime folder, a missing font) say nothing about the picture; what ends the
/// program is told.
void dropRemarks(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", qUtf8Printable(text));
}

} // namespace

int pictureFace(const QStringList &words)
{
    // A picture needs no display.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(dropRemarks);
    int argc = 1;
    char name[] = "pixelscape";
    char *argv[] = {name, nullptr};
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({u"over"_s, u"Draw the classes over this raster, and the raster beside them."_s, u"RASTER"_s});
    parser.addOption({{u"h"_s, u"help"_s}, u"This text."_s});
    parser.addPositionalArgument(u"RESULT"_s, u"A raster that Pixelscape classified."_s);
    parser.addPositionalArgument(u"PICTURE"_s, u"The PNG to write."_s);
    const bool isRead = parser.parse(QStringList{u"pixelscape picture"_s} + words);
    if (isRead && parser.isSet(u"help"_s)) {
        std::fputs(qUtf8Printable(parser.helpText()), stdout);
        return ExitFinished;
    }
    const QStringList files = parser.positionalArguments();
    if (!isRead || files.size() != 2) {
        std::fprintf(stderr, "picture needs RESULT and PICTURE.png. %s\n", qUtf8Printable(parser.errorText()));
        return ExitRefused;
    }
    try {
        const QImage picture = drawResultPicture(files[0], parser.value(u"over"_s));
        if (!picture.save(files[1]))
            throw Error(
                u"The picture %1 cannot be written; choose a PNG file in a folder that exists."_s.arg(files[1]));
    } catch (const Error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return ExitFailed;
    }
    return ExitFinished;
}

} // namespace pixelscape
