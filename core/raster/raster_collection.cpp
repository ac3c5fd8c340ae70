#include "core/raster/raster_collection.h"

#include "core/base/error.h"
#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/scene_product.h"
#include "core/raster/tile_index.h"
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

QStringList rastersIn(const QString &folder)
{
    registerGdal();
    QStringList paths;
    for (const QFileInfo &entry : entriesOf(folder))
        if (isRasterIn(entry))
            paths.append(entry.absoluteFilePath());
    if (paths.isEmpty())
        throw Error(u"%1 has no rasters directly in it; give the folder that they are in."_s.arg(folder));
    return paths;
}

QStringList rastersOf(const QString &input)
{
    if (isSceneProduct(input))
        return {input};
    if (QFileInfo(input).isDir())
        return rastersIn(input);
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

Collection collect(const QStringList &inputs, const std::function<QStringList(const QString &)> &rastersOfInput)
{
    Collection collection;
    Names names;
    QSet<QString> seen;
    for (const QString &input : inputs) {
        for (const QString &path : rastersOfInput(input)) {
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

/// What a VRT that is nothing but a mosaic has in it.
bool isPartOfPlainMosaic(const QString &element)
{
    static const QSet<QString> parts{u"VRTDataset"_s,       u"SRS"_s,         u"GeoTransform"_s, u"VRTRasterBand"_s,
                                     u"ColorInterp"_s,      u"Description"_s, u"SimpleSource"_s, u"SourceFilename"_s,
                                     u"SourceProperties"_s, u"SourceBand"_s,  u"SrcRect"_s,      u"DstRect"_s,
                                     u"BlockXSize"_s,       u"BlockYSize"_s,  u"OverviewList"_s};
    return parts.contains(element);
}

/// Whether each band of a VRT shows whole sources' bands of the same number, and each source is there.
bool showsSourcesAsTheyAre(const QString &path)
{
    QFile file(path);
    if (!path.endsWith(".vrt"_L1, Qt::CaseInsensitive) || !file.open(QIODevice::ReadOnly))
        return false;
    QString band;
    QString width;
    QString height;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString element = xml.name().toString();
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto number = [&attributes](const char *name) {
            return attributes.value(QLatin1String(name)).toDouble();
        };
        if (!isPartOfPlainMosaic(element) || attributes.hasAttribute("subClass"_L1))
            return false;
        if (element == "VRTRasterBand"_L1)
            band = attributes.value("band"_L1).toString();
        if (element == "SourceProperties"_L1) {
            width = attributes.value("RasterXSize"_L1).toString();
            height = attributes.value("RasterYSize"_L1).toString();
        }
        if (element == "SourceBand"_L1 && xml.readElementText() != band)
            return false;
        if (element == "SrcRect"_L1 && (number("xOff") != 0 || number("yOff") != 0 ||
                                        number("xSize") != width.toDouble() || number("ySize") != height.toDouble()))
            return false;
        if (element == "SourceFilename"_L1) {
            const bool isRelative = attributes.value("relativeToVRT"_L1) == "1"_L1;
            const QString source = xml.readElementText();
            if (!QFileInfo::exists(isRelative ? QFileInfo(path).dir().filePath(source) : source))
                return false;
        }
    }
    return !xml.hasError();
}

int bandCount(const QString &path)
{
    const std::unique_ptr<GDALDataset, DatasetCloser> dataset(
        GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    return dataset ? dataset->GetRasterCount() : 0;
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
    return collect(inputs, [](const QString &input) {
        const QStringList sources = showsSourcesAsTheyAre(input) ? vrtSources(input) : QStringList();
        return sources.size() < 2 ? rastersOf(input) : sources; // of one, a VRT may be a part or another view
    });
}

QStringList vrtSources(const QString &path)
{
    if (!path.endsWith(".vrt"_L1, Qt::CaseInsensitive))
        return {};
    registerGdal();
    const GdalErrors errors;
    const std::unique_ptr<GDALDataset, DatasetCloser> dataset(
        GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    QStringList sources;
    if (!dataset || qstrcmp(dataset->GetDriverName(), "VRT") != 0)
        return sources;
    const CPLStringList files(dataset->GetFileList());
    const QString own = QDir::cleanPath(pathFromAnywhere(path));
    for (int i = 0; i < files.size(); ++i) {
        const QString file = QDir::cleanPath(pathFromAnywhere(QString::fromUtf8(files[i])));
        if (file != own && !isBesideRasters(QFileInfo(file).fileName()))
            sources.append(file);
    }
    // Bands that come one to a file are no rasters of their own. What cannot be opened says nothing about it.
    const auto isPart = [all = dataset->GetRasterCount()](const QString &source) {
        const int bands = bandCount(source);
        return bands > 0 && bands < all;
    };
    return std::ranges::any_of(sources, isPart) ? QStringList() : sources;
}

} // namespace pixelscape
