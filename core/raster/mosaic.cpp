#include "core/raster/mosaic.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/mosaic_text.h"
#include "core/raster/scene_product.h"
#include "core/raster/warp_source.h"

#include <QFile>
#include <QFileInfo>

#include <cpl_string.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct BuildOptionsDeleter
{
    void operator()(GDALBuildVRTOptions *options) const { GDALBuildVRTOptionsFree(options); }
};

/// What must be the same in all rasters of a mosaic, and the first one's cells.
struct Tile
{
    QString path;
    QByteArray source; ///< what GDAL opens
    RasterInfo info;
    std::optional<OGRSpatialReference> crs;
    std::vector<GDALColorInterp> colours; ///< by band
};

Tile tileOf(const QString &path)
{
    Tile tile;
    tile.path = path;
    const auto stack = productStack(path);
    tile.source = (stack ? stack->definition : pathFromAnywhere(path)).toUtf8();
    const Dataset dataset = openDataset(QString::fromUtf8(tile.source));
    tile.info = describe(*dataset, path);
    if (const OGRSpatialReference *crs = dataset->GetSpatialRef())
        tile.crs.emplace(*crs);
    for (int band = 1; band <= dataset->GetRasterCount(); ++band)
        tile.colours.push_back(dataset->GetRasterBand(band)->GetColorInterpretation());
    const auto &c = tile.info.geoTransform.c;
    if (!tile.info.hasGeoTransform || c[1] <= 0 || c[5] >= 0 || c[2] != 0 || c[4] != 0)
        throw Error(u"%1 has no place on the ground or is not north up, so that it cannot be in a mosaic; warp it with "
                    "gdalwarp, or classify the rasters one by one."_s.arg(path));
    return tile;
}

QString crsText(const Tile &tile)
{
    return tile.crs ? systemName(*tile.crs) : u"no coordinate system"_s;
}

QString bandsText(const Tile &tile)
{
    const std::size_t count = tile.info.bands.size();
    return count == 1 ? u"1 band"_s : u"%1 bands"_s.arg(count);
}

[[noreturn]] void refuse(const Tile &one, const QString &has, const Tile &other, const QString &otherHas)
{
    throw Error(u"%1 has %2 and %3 has %4, so that they cannot be one raster; make them alike, or classify the rasters "
                "one by one."_s.arg(one.path, has, other.path, otherHas));
}

void refuseUnlike(const Tile &one, const Tile &other)
{
    if (one.crs.has_value() != other.crs.has_value() || (one.crs && !isSameSystem(*one.crs, *other.crs)))
        refuse(one, crsText(one), other, crsText(other));
    if (one.info.bands.size() != other.info.bands.size())
        refuse(one, bandsText(one), other, bandsText(other));
    for (std::size_t i = 0; i < one.info.bands.size(); ++i) {
        const auto text = [i](const Tile &tile) {
            return u"values of type %1 in band %2"_s.arg(tile.info.bands[i].dataType).arg(i + 1);
        };
        if (one.info.bands[i].dataType != other.info.bands[i].dataType)
            refuse(one, text(one), other, text(other));
    }
}

bool hasSameNodata(const BandInfo &one, const BandInfo &other)
{
    if (!one.nodata || !other.nodata)
        return one.nodata.has_value() == other.nodata.has_value();
    return *one.nodata == *other.nodata || (std::isnan(*one.nodata) && std::isnan(*other.nodata));
}

/// GDAL makes no mosaic of bands that one file calls grey and another undefined. What they are called does not matter
/// here, unless one of them is no data at all, but alpha, or has a palette.
void forgetColours(std::vector<Tile> &tiles)
{
    const auto differs = [&tiles](const Tile &tile) { return tile.colours != tiles.front().colours; };
    const auto matters = [](const Tile &tile) {
        return std::ranges::any_of(tile.colours,
                                   [](auto colour) { return colour == GCI_AlphaBand || colour == GCI_PaletteIndex; });
    };
    if (std::ranges::none_of(tiles, differs) || std::ranges::any_of(tiles, matters))
        return;
    for (Tile &tile : tiles)
        tile.source = withoutColours(QString::fromUtf8(tile.source));
}

std::vector<Tile> tilesOf(const QStringList &paths)
{
    std::vector<Tile> tiles;
    for (const QString &path : paths) {
        tiles.push_back(tileOf(path));
        refuseUnlike(tiles.front(), tiles.back());
    }
    if (tiles.empty())
        throw Error(u"There is no raster to make a mosaic of; give one or more."_s);
    forgetColours(tiles);
    return tiles;
}

void addRemarks(const std::vector<Tile> &tiles, QStringList &remarks)
{
    const auto differs = [&](auto isSame, const QString &sentence) {
        for (const Tile &tile : tiles) {
            if (isSame(tile.info, tiles.front().info))
                continue;
            remarks.append(sentence.arg(tiles.front().path, tile.path));
            return;
        }
    };
    differs([](const RasterInfo &one,
               const RasterInfo &first) { return std::ranges::equal(one.bands, first.bands, hasSameNodata); },
            u"%1 and %2 have different NoData values; the mosaic has that of the first raster."_s);
    differs(
        [](const RasterInfo &one, const RasterInfo &first) {
            return std::ranges::equal(one.bands, first.bands, {}, &BandInfo::name, &BandInfo::name);
        },
        u"%1 and %2 have different names for their bands; the mosaic has those of the first raster."_s);
    differs(
        [](const RasterInfo &one, const RasterInfo &first) {
            return std::abs(one.geoTransform.c[1] / first.geoTransform.c[1] - 1) < 1e-6 &&
                   std::abs(one.geoTransform.c[5] / first.geoTransform.c[5] - 1) < 1e-6;
        },
        u"%1 and %2 have cells of different sizes; those of the mosaic are taken by nearest neighbour."_s);
}

CPLStringList argumentsFor(CellRule rule, const Tile &first)
{
    CPLStringList arguments;
    arguments.AddString("-strict");
    arguments.AddString("-resolution");
    arguments.AddString(rule == CellRule::Largest ? "lowest" : rule == CellRule::Smallest ? "highest" : "user");
    if (rule == CellRule::First) {
        arguments.AddString("-tr");
        arguments.AddString(CPLSPrintf("%.17g", first.info.geoTransform.c[1]));
        arguments.AddString(CPLSPrintf("%.17g", -first.info.geoTransform.c[5]));
    }
    return arguments;
}

/// Throws Error with GDAL's reason alone.
Dataset built(const std::vector<Tile> &tiles, CellRule rule, const QString &path, const GdalErrors &errors)
{
    CPLStringList sources;
    for (const Tile &tile : tiles)
        sources.AddString(tile.source.constData());
    CPLStringList arguments = argumentsFor(rule, tiles.front());
    const std::unique_ptr<GDALBuildVRTOptions, BuildOptionsDeleter> options(
        GDALBuildVRTOptionsNew(arguments.List(), nullptr));
    Dataset dataset(options ? GDALDataset::FromHandle(GDALBuildVRT(path.toUtf8().constData(), int(tiles.size()),
                                                                   nullptr, sources.List(), options.get(), nullptr))
                            : nullptr);
    if (!dataset || errors.failed())
        throwReason(errors);
    return dataset;
}

void buildFile(const std::vector<Tile> &tiles, const QString &temporary, const QString &path)
{
    const auto refuseWriting = [&path](const QString &reason) {
        throw Error(u"%1 cannot be written (%2); the class maps themselves are complete."_s.arg(path, reason));
    };
    try {
        GdalErrors errors;
        Dataset dataset = built(tiles, CellRule::Smallest, temporary, errors);
        dataset->FlushCache(true);
        dataset.reset();
        if (errors.failed() || !QFile::exists(temporary))
            throwReason(errors);
    } catch (const Error &error) {
        QFile::remove(temporary);
        refuseWriting(error.sentence());
    }
    std::error_code failure;
    std::filesystem::rename(temporary.toStdU16String(), path.toStdU16String(), failure);
    if (!failure)
        return;
    QFile::remove(temporary);
    refuseWriting(QString::fromStdString(failure.message()));
}

} // namespace

QString mosaicDefinition(const Collection &collection, CellRule rule, QStringList &remarks)
{
    QStringList paths;
    for (const CollectionItem &item : collection.items)
        paths.append(item.path);
    const std::vector<Tile> tiles = tilesOf(paths);
    addRemarks(tiles, remarks);
    try {
        GdalErrors errors;
        const Dataset dataset = built(tiles, rule, {}, errors);
        return completeMosaic(vrtText(*dataset, errors), tiles.front().info.bands);
    } catch (const Error &error) {
        throw Error(u"%1 and the rasters with it cannot be made one (%2); classify them one by one."_s.arg(
            paths.front(), error.sentence()));
    }
}

void writeCollectionVrt(const QStringList &classMaps, const QString &path)
{
    const std::vector<Tile> tiles = tilesOf(classMaps);
    const QString target = QFileInfo(path).absoluteFilePath();
    buildFile(tiles, target + u".part"_s, target);
}

} // namespace pixelscape
