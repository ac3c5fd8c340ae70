#include "ui/inspect/file_look.h"

#include "core/base/error.h"
#include "core/model/model_package.h"
#include "core/raster/cell_area.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/raster_collection.h"
#include "core/raster/result_mosaic.h"
#include "core/raster/scene_product.h"
#include "core/run/absolute_places.h"
#include "core/run/input_place.h"
#include "core/run/request_reader.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool endsWithOneOf(const QString &path, const QStringList &suffixes)
{
    return std::ranges::any_of(suffixes,
                               [&path](const QString &suffix) { return path.endsWith(suffix, Qt::CaseInsensitive); });
}

bool isModelName(const QString &path)
{
    return endsWithOneOf(path, {u".emd"_s, u".dlpk"_s});
}

bool isRequestName(const QString &path)
{
    return endsWithOneOf(path, {u".json"_s});
}

/// A band of numbers that came out of a run.
bool isProbability(const RasterInfo &raster)
{
    return raster.bands.size() == 1 && raster.bands[0].dataType == "Float32"_L1;
}

/// The rows of the attribute table; nothing where a Value lies outside it.
std::vector<ClassShare> sharesOf(const QString &path, const RasterInfo &raster)
{
    std::vector<ClassShare> shares;
    const std::optional<double> cell = meanCellArea(raster);
    for (const ResultClass &row : classesOfResultOrMosaic(path)) {
        ClassShare share{row.entry, row.pixels, std::nullopt};
        if (cell)
            share.squareMetres = *cell * double(row.pixels);
        shares.push_back(share);
    }
    return shares;
}

} // namespace

FileLook lookAtFile(const QString &path)
{
    FileLook look;
    look.asked = path;
    look.path = QFileInfo::exists(path) ? QFileInfo(path).absoluteFilePath() : path;
    try {
        if (isModelName(path)) {
            openModelPackage(path);
            look.kind = FileLook::Kind::Model;
            return look;
        }
        if (isRequestName(path) && !isCollection(path) && !isSceneProduct(path)) {
            const RequestReading reading = readRequestFile(path);
            look.kind = FileLook::Kind::Request;
            look.request = withAbsolutePlaces(reading.request);
            look.problems = reading.problems;
            return look;
        }
        // The file that describes a product stands for its folder.
        if (isSceneProduct(look.path) && endsWithOneOf(look.path, {u".xml"_s, u".txt"_s, u".json"_s}))
            look.path = QFileInfo(look.path).absolutePath();
        RunRequest request;
        request.inputRaster = look.path;
        const InputPlace place = inputPlace(request);
        if (!place.defect.isEmpty()) {
            look.kind = FileLook::Kind::Scene; // each of them may be used on its own
            return look;
        }
        look.raster = GdalRasterSource(place.path, place.definition).info();
        look.kind = FileLook::Kind::Scene;
        if (!isResultOrMosaic(look.path))
            return look; // no file of ours
        look.classes = sharesOf(look.path, look.raster);
        if (isProbability(look.raster))
            look.kind = FileLook::Kind::Probability;
        else if (!look.classes.empty())
            look.kind = FileLook::Kind::Result;
    } catch (const Error &error) {
        look.sentence = error.sentence();
    } catch (const std::bad_alloc &) {
        look.sentence = u"There is not enough memory to look at %1; close other programs."_s.arg(path);
    }
    return look;
}

} // namespace pixelscape
