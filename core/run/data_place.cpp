#include "core/run/data_place.h"

#include "core/base/error.h"
#include "core/run/place_text.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <optional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr auto caseless = QRegularExpression::CaseInsensitiveOption;

void refuseItems(const QString &place)
{
    static const QRegularExpression page(u"^https?://[^?]*/home/+item\\.html\\?(.*&)?id="_s, caseless);
    static const QRegularExpression content(u"^https?://[^?]*/sharing/(rest/)?content/items/[^/?]+/?(\\?|$)"_s,
                                            caseless);
    if (isItemPlace(place) || page.match(place).hasMatch() || content.match(place).hasMatch())
        throw Error(u"%1 is an item of a portal, and no portal is configured; give a path or an address of the data "
                    "itself."_s.arg(place));
}

/// "s3://bucket/key" and "https://host/file" in GDAL's words; nothing where it is no such address.
std::optional<QString> inBucketOrOnWeb(const QString &place)
{
    static const std::map<QString, QString> fileSystems{
        {u"s3"_s, u"/vsis3/"_s}, {u"gs"_s, u"/vsigs/"_s}, {u"az"_s, u"/vsiaz/"_s}};
    static const QRegularExpression address(u"^(s3|gs|az|https?)://(.*)$"_s,
                                            caseless | QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = address.match(place);
    if (!match.hasMatch())
        return {};
    const QString rest = match.captured(2);
    if (rest.isEmpty() || rest.startsWith(u'/'))
        throw Error(u"%1 names no bucket or server after the //; give its whole address."_s.arg(place));
    const auto bucket = fileSystems.find(match.captured(1).toLower());
    if (bucket != fileSystems.end())
        return bucket->second + rest;
    return u"/vsicurl/"_s + QString(place).replace(u' ', "%20"_L1);
}

/// The path of a file: address; nothing where it is none.
std::optional<QString> fromFileAddress(const QString &place)
{
    static const QRegularExpression scheme(u"^file:"_s, caseless);
    static const QRegularExpression address(u"^file:(//(localhost)?)?(/[^/].*)$"_s,
                                            caseless | QRegularExpression::DotMatchesEverythingOption);
    if (!scheme.match(place).hasMatch())
        return {};
    const QRegularExpressionMatch match = address.match(place);
    if (!match.hasMatch())
        throw Error(u"%1 is no file of this computer; write it as file:///FOLDER/FILE."_s.arg(place));
    const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(match.captured(3).toUtf8()));
    if (path.contains(QChar::Null))
        throw Error(u"%1 has a null character, which no file has in its name; check the address."_s.arg(place));
    return path;
}

QString withoutEndSlash(QString folder)
{
    while (folder.size() > 1 && folder.endsWith(u'/'))
        folder.chop(1);
    return folder;
}

/// `rest` as it may be put behind the store's own path: names are kept to the letter.
QString insideStore(const QString &rest, const QString &place)
{
    if (!rest.split(u'/').contains(".."_L1))
        return rest;
    const QString cleaned = QDir::cleanPath(rest);
    if (cleaned == ".."_L1 || cleaned.startsWith("../"_L1))
        throw Error(u"%1 leaves its data store by '..'; name a place inside the store."_s.arg(place));
    return cleaned == "."_L1 ? QString() : cleaned;
}

QString placeInStore(const QString &root, const QString &rest, const QString &place)
{
    const QString inside = insideStore(rest, place);
    QString folder = fromFileAddress(root).value_or(inBucketOrOnWeb(root).value_or(root));
    if (inside.isEmpty())
        return folder;
    const QString start = withoutEndSlash(folder);
    return start.endsWith(u'/') ? start + inside : start + u'/' + inside;
}

QString knownStores(const DataStores &stores)
{
    QStringList names;
    for (const auto &[name, root] : stores)
        names.append(name);
    return names.isEmpty() ? u"none is known"_s : u"known are: "_s + names.join(u", "_s);
}

std::optional<QString> fromStore(const QString &place, const DataStores &stores)
{
    static const QRegularExpression path(u"^(/(?:rasterStores|fileShares|cloudStores)/([^/]+))(?:/+(.*))?$"_s,
                                         caseless | QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = path.match(place);
    if (!match.hasMatch() || QFileInfo::exists(place) || QFileInfo::exists(match.captured(1)))
        return {};
    const QString name = match.captured(2);
    const auto store = stores.find(name);
    if (store == stores.end())
        throw Error(u"%1 is in the data store \"%2\", which is not known (%3); say where it is with --data-store "
                    "%2=PATH, or in the window under Edit > Data stores."_s.arg(place, name, knownStores(stores)));
    return placeInStore(store->second, match.captured(3), place);
}

/// Only Windows knows shares by such names; here one is mounted as a folder, under this name or any other.
std::optional<QString> fromShare(const QString &place, const DataStores &stores)
{
    static const QRegularExpression name(u"^(//[^/]+/+([^/]+))(?:/+(.*))?$"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    if (!place.startsWith("\\\\"_L1) && !place.startsWith("//"_L1))
        return {};
    const QString path = place.startsWith(u'\\') ? QString(place).replace(u'\\', u'/') : place;
    const QRegularExpressionMatch match = name.match(path);
    const QFileInfo file(path);
    if (!match.hasMatch() || file.exists() || file.dir().exists() || QFileInfo::exists(match.captured(1)))
        return path;
    const QString share = match.captured(2);
    const auto store = stores.find(share);
    if (store == stores.end())
        throw Error(u"%1 is on a share that is not mounted here; mount it and give its path, or say where it is with "
                    "--data-store %2=PATH, or in the window under Edit > Data stores."_s.arg(place, share));
    return placeInStore(store->second, match.captured(3), place);
}

} // namespace

QString gdalPlace(const QString &place, const DataStores &stores)
{
    refuseItems(place);
    if (isServiceAddress(place))
        return place;
    if (const auto path = fromFileAddress(place))
        return *path;
    if (const auto path = inBucketOrOnWeb(place))
        return *path;
    if (const auto path = fromStore(place, stores))
        return *path;
    return fromShare(place, stores).value_or(place);
}

bool isRemote(const QString &place)
{
    // In front may stand a driver of GDAL, or file systems that look into what lies there: /vsizip/{/vsicurl/...}.
    static const QRegularExpression fileSystem(
        u"(^|[{:\"])(/+vsi[a-z0-9]+)*/+vsi(s3|gs|az|adls|oss|swift|webhdfs|hdfs|curl)(_streaming)?[/?]"_s);
    return isServiceAddress(place) || fileSystem.match(place).hasMatch();
}

} // namespace pixelscape
