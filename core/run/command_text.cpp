#include "core/run/command_text.h"

#include "core/run/request_field.h"
#include "core/run/request_option.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// A file whose name begins with a minus must not look like an option.
QString placeWord(const QString &path)
{
    return shellWord(path.startsWith(u'-') ? u"./"_s + path : path);
}

} // namespace

QString commandText(const RunRequest &request)
{
    const RunRequest defaults;
    QStringList words{u"pixelscape classify"_s, placeWord(request.inputRaster)};
    for (const QString &raster : request.furtherRasters)
        words << placeWord(raster);
    words << placeWord(request.model) << placeWord(request.outputClassifiedRaster);
    for (const auto &[name, text] : request.modelArguments)
        words << u"--arg"_s << shellWord(name + u'=' + text);
    for (const RequestOption &option : requestOptions()) {
        const QString text = requestFieldText(request, option.field);
        if (text != requestFieldText(defaults, option.field))
            words << optionText(option.field, text);
    }
    for (const QString &option : request.creationOptions)
        words << u"--co"_s << shellWord(option);
    return words.join(u' ');
}

} // namespace pixelscape
