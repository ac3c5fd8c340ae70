#include "core/raster/vrt_sources.h"

#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/warp_source.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QXmlStreamReader>

#include <cpl_string.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What a VRT that is nothing but a mosaic has in it.
bool isPartOfPlainMosaic(const QString &element)
{
    static const QSet<QString> parts{u"VRTDataset"_s,       u"SRS"_s,         u"GeoTransform"_s, u"VRTRasterBand"_s,
                                     u"ColorInterp"_s,      u"Description"_s, u"SimpleSource"_s, u"SourceFilename"_s,
                                     u"SourceProperties"_s, u"SourceBand"_s,  u"SrcRect"_s,      u"DstRect"_s,
                                     u"BlockXSize"_s,       u"BlockYSize"_s,  u"OverviewList"_s};
    return parts.contains(element);
}

int bandCount(const QString &path)
{
    const std::unique_ptr<GDALDataset, DatasetCloser> dataset(
        GDALDataset::Open(path.toUtf8().constData(), GDAL_OF_RASTER));
    return dataset ? dataset->GetRasterCount() : 0;
}

/// What GDAL lists with a source, and is none.
bool isSidecar(const QString &file)
{
    return file.endsWith(".xml"_L1, Qt::CaseInsensitive) || file.endsWith(".ovr"_L1, Qt::CaseInsensitive) ||
           file.endsWith(".msk"_L1, Qt::CaseInsensitive);
}

} // namespace

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
        if (file != own && !isSidecar(file))
            sources.append(file);
    }
    // Bands that come one to a file are no rasters of their own. What cannot be opened says nothing about it.
    const auto isPart = [all = dataset->GetRasterCount()](const QString &source) {
        const int bands = bandCount(source);
        return bands > 0 && bands < all;
    };
    return std::ranges::any_of(sources, isPart) ? QStringList() : sources;
}

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

} // namespace pixelscape
