#include "core/run/model_place.h"

#include "core/base/error.h"
#include "core/model/definition_reader.h"
#include "core/model/json_text.h"
#include "core/model/model_folder.h"
#include "core/model/onnx_external_data.h"
#include "core/model/relative_path.h"
#include "core/model/shown_text.h"
#include "core/raster/remote_access.h"
#include "core/raster/remote_copy.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isWebPlace(const QString &place)
{
    return place.startsWith("/vsicurl/"_L1);
}

/// As it is called here: without what is percent-encoded on the web, and nothing but a name.
QString fileName(const QString &place)
{
    const QString written = addressShown(place).section(u'/', -1);
    const QString name = isWebPlace(place) ? QUrl::fromPercentEncoding(written.toUtf8()) : written;
    return normalizedRelativePath(name).value_or(QString()) == name && !name.contains(u'/') ? name : written;
}

/// A folder of this address's own.
QString cacheFolder(const QString &place)
{
    const QByteArray digest = QCryptographicHash::hash(place.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QDir cache(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation));
    return cache.filePath(u"pixelscape/models/"_s + QString::fromLatin1(digest.first(32)));
}

/// A definition on a server, and where it and the files beside it are copied to.
class RemoteFolder
{
public:
    RemoteFolder(const QString &definition, const QString &local)
        : m_local(local), m_definition(addressShown(definition))
    {
        const QString path = isWebPlace(definition) ? definition.section(u'?', 0, 0) : definition;
        m_remote = path.left(path.lastIndexOf(u'/') + 1);
        m_query = definition.sliced(path.size());
        m_isWeb = isWebPlace(definition);
    }

    /// Answers where the copy is. `relative` is as normalizedRelativePath() makes it.
    QString fetch(const QString &relative) const
    {
        QString local = m_local + u'/' + relative;
        fetchFile(remote(relative), local);
        return local;
    }

    /// A path as a file of the model names it. Throws Error where it leads out of the folder.
    QString inside(const QString &written) const
    {
        const std::optional<QString> path = normalizedRelativePath(written);
        if (!path)
            throw Error(u"%1 names the file \"%2\", which leads out of its folder; put the files beside it."_s.arg(
                m_definition, shownText(written)));
        return *path;
    }

    bool has(const QString &relative) const { return remoteDefect(remote(relative)).isEmpty(); }

private:
    QString remote(const QString &relative) const
    {
        return m_remote + (m_isWeb ? QString::fromLatin1(QUrl::toPercentEncoding(relative, "/")) : relative) + m_query;
    }

    QString m_local;
    QString m_definition; ///< for sentences
    QString m_remote;     ///< with the slash at its end
    QString m_query;      ///< from the '?' on: a key may be good for the whole folder
    bool m_isWeb = false;
};

/// Under which suffix the second file of a network is looked for, where the definition does not name it.
QString companionOf(const QString &path)
{
    constexpr const char *pairs[][2] = {
        {".xml", ".bin"}, {".bin", ".xml"}, {".caffemodel", ".prototxt"}, {".weights", ".cfg"}};
    for (const auto &[suffix, other] : pairs)
        if (path.endsWith(QLatin1String(suffix), Qt::CaseInsensitive))
            return path.chopped(qsizetype(qstrlen(suffix))) + QLatin1String(other);
    return {};
}

void fetchNamedFiles(const RemoteFolder &folder, const QString &definitionFile, const QString &shown)
{
    const ModelDefinition definition = readDefinition(readWholeFile(definitionFile, largestJsonText), shown);
    const QString weights = folder.inside(definition.modelFile);
    const QString local = folder.fetch(weights);
    const QString companion = companionOf(weights);
    if (!definition.configurationFile.isEmpty())
        folder.fetch(folder.inside(definition.configurationFile));
    else if (!companion.isEmpty() && folder.has(companion))
        folder.fetch(companion);
    if (!weights.endsWith(".onnx"_L1, Qt::CaseInsensitive))
        return;
    const QString above = weights.left(weights.lastIndexOf(u'/') + 1);
    for (const auto &[written, needed] : onnxExternalData(readWholeFile(local, std::nullopt), shown))
        folder.fetch(folder.inside(above + folder.inside(written)));
}

} // namespace

QString localModel(const QString &place)
{
    if (!isOnServer(place))
        return place;
    const QString shown = addressShown(place);
    const bool isDefinition = shown.endsWith(".emd"_L1, Qt::CaseInsensitive);
    if (!isDefinition && !shown.endsWith(".dlpk"_L1, Qt::CaseInsensitive))
        throw Error(u"%1 is not a model definition (.emd) or package (.dlpk); name one of these."_s.arg(shown));
    const QString folder = cacheFolder(place);
    QString local = folder + u'/' + fileName(place);
    fetchFile(place, local);
    if (isDefinition)
        fetchNamedFiles(RemoteFolder(place, folder), local, shown);
    return local;
}

} // namespace pixelscape
