#include "core/run/place_text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString itemScheme = u"item:"_s;

} // namespace

QString itemPlace(const QString &id)
{
    return itemScheme + id;
}

bool isItemPlace(const QString &place)
{
    return place.startsWith(itemScheme);
}

bool isServiceAddress(const QString &place)
{
    static const QRegularExpression imageServer(u"^https?://[^?]*/ImageServer(/|\\?|$)"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    return imageServer.match(place).hasMatch();
}

Json placeJson(const QString &place)
{
    if (isItemPlace(place))
        return {{"itemId", place.sliced(itemScheme.size())}};
    return {{isServiceAddress(place) ? "url" : "uri", place}};
}

QString placeFrom(const QString &folder, const QString &place)
{
    // One letter before a colon is a drive; more are a scheme, or a driver of GDAL.
    static const QRegularExpression notRelative(u"^([/\\\\<{]|[A-Za-z][A-Za-z0-9_+.-]*:)"_s);
    if (folder.isEmpty() || place.isEmpty())
        return place;
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(place));
    return notRelative.match(place).hasMatch() && !QFileInfo::exists(path) ? place : path;
}

} // namespace pixelscape
