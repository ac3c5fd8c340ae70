#include "core/raster/raster_collection.h"

#include "core/base/error.h"
#include "core/base/permission.h"
#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/result_mosaic.h"
#include "core/raster/scene_product.h"
#include "core/raster/tile_index.h"
#include "core/raster/vrt_sources.h"
#include "core/raster/warp_source.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <cpl_string.h>

#include <functional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool endsWithOneOf(const QString &name, std::initializer_list<const char *> suffixes)
{
    return std::ranges::any_of(
        suffixes, [&name](const char *suffix) { return name.endsWith(QLatin1String(suffix), Qt::CaseInsensitive); });
}

/// What lies beside rasters, though GDAL may open it.
bool isBesideRasters(const QString &name)
{
    return name.startsWith(u'.') ||
           endsWithOneOf(name, {".xml", ".ovr", ".msk", ".part", ".json", ".geojson", ".txt", ".csv", ".gpkg", ".gdb"});
}

/// Files of these names are meant to be rasters, damaged or not.
bool hasNameOfRaster(const QString &name)
{
    return endsWithOneOf(name, {".tif", ".tiff", ".jp2", ".j2k", ".img", ".vrt", ".png", ".jpg", ".jpeg", ".ntf",
                                ".nitf", ".asc", ".bil", ".sid", ".ecw", ".nc", ".hdf", ".h5"});
}

bool isRasterIn(const QFileInfo &file)
{
    if (isBesideRasters(file.fileName()))
        return false;
    if (file.isDir())
        return isSceneProduct(file.filePath());
    if (hasNameOfRaster(file.fileName()))
        return true;
    const GdalErrors errors;
    return GDALIdentifyDriverEx(file.filePath().toUtf8().constData(), GDAL_OF_RASTER, nullptr, nullptr) ||
           (endsWithOneOf(file.fileName(), {".zip", ".tar"}) && isSceneProduct(file.filePath()));
}

QFileInfoList entriesOf(const QString &folder)
{
    return QDir(folder).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList rastersIn(const QString &folder, QStringList &remarks)
{
    if (const QString defect = permissionDefect(folder); !defect.isEmpty())
        throw Error(defect);
    registerGdal();
    QStringList paths;
    QStringList results;
    for (const QFileInfo &entry : entriesOf(folder))
        if (isRasterIn(entry))
            (isResultOrMosaic(entry.filePath()) ? results : paths).append(entry.absoluteFilePath());
    if (paths.isEmpty() && !results.isEmpty())
        throw Error(
            u"The rasters in %1 are results of Pixelscape; give the folder of the rasters to classify."_s.arg(folder));
    if (paths.isEmpty())
        throw Error(u"%1 has no rasters directly in it; give the folder that they are in."_s.arg(folder));
    if (!results.isEmpty())
        remarks.append(results.size() == 1 ? u"%1 is a result of Pixelscape, and left out."_s.arg(results.front())
                                           : u"%1 results of Pixelscape in %2 are left out."_s.arg(
                                                 QString::number(results.size()), folder));
    return paths;
}

QStringList rastersOf(const QString &input, QStringList &remarks)
{
    if (isSceneProduct(input))
        return {input};
    if (QFileInfo(input).isDir())
        return rastersIn(input, remarks);
    const auto locations = tileIndexLocations(input);
    if (!locations)
        return {input};
    if (locations->isEmpty())
        throw Error(u"%1 is a tile index that names no raster (its field \"location\" is empty); make it again, for "
                    "example with gdaltindex."_s.arg(input));
    return *locations;
}

/// Of the file's name, what may be in a file's name on any system.
QString stemOf(const QString &path)
{
    static const QRegularExpression unsafe(u"[\\x00-\\x1f\\x7f/\\\\:*?\"<>|]"_s);
    static const QRegularExpression ends(u"^\\.+|[. ]+$"_s);
    const QFileInfo file(QDir::cleanPath(path));
    // A name with colons is GDAL's own way of saying it, its end no suffix.
    const bool isPlain = !path.contains(u':') || file.exists();
    QString stem = isPlain ? file.completeBaseName() : file.fileName();
    stem = stem.replace(unsafe, u"_"_s).remove(ends);
    return stem.isEmpty() ? u"raster"_s : stem;
}

/// Names that no output, nor the probabilities beside it, has yet.
class Names
{
public:
    QString taken(const QString &stem)
    {
        QString name = stem;
        for (int number = 2; isTaken(name); ++number)
            name = stem + u'_' + QString::number(number);
        m_taken.insert(name.toLower());
        m_taken.insert(probability(name));
        return name;
    }

private:
    static QString probability(const QString &name) { return name.toLower() + u"_probability"_s; }
    bool isTaken(const QString &name) const
    {
        return m_taken.contains(name.toLower()) || m_taken.contains(probability(name));
    }

    QSet<QString> m_taken;
};

using RastersOf = std::function<QStringList(const QString &input, QStringList &remarks)>;

Collection collect(const QStringList &inputs, const RastersOf &rastersOfInput)
{
    Collection collection;
    Names names;
    QSet<QString> seen;
    for (const QString &input : inputs) {
        for (const QString &path : rastersOfInput(input, collection.remarks)) {
            const QString key = QDir::cleanPath(pathFromAnywhere(path));
            if (seen.contains(key))
                collection.remarks.append(u"%1 is there more than once, and taken once."_s.arg(path));
            else
                collection.items.push_back({path, names.taken(stemOf(path))});
            seen.insert(key);
        }
    }
    if (collection.items.empty())
        throw Error(u"There is no raster among the inputs; give a folder of rasters, a tile index or files."_s);
    return collection;
}

} // namespace

bool isCollection(const QString &path)
{
    if (isSceneProduct(path))
        return false;
    registerGdal();
    return QFileInfo(path).isDir() ? std::ranges::any_of(entriesOf(path), isRasterIn) : isTileIndex(path);
}

Collection collectionOf(const QStringList &inputs)
{
    return collect(inputs, rastersOf);
}

Collection itemsOf(const QStringList &inputs)
{
    return collect(inputs, [](const QString &input, QStringList &remarks) {
        const QStringList sources = showsSourcesAsTheyAre(input) ? vrtSources(input) : QStringList();
        return sources.size() < 2 ? rastersOf(input, remarks) : sources; // of one, a VRT may be a part or another view
    });
}

} // namespace pixelscape
