#include "ui/inspect/file_look.h"

#include "core/base/error.h"
#include "core/model/model_package.h"
#include "core/raster/cell_area.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/result_reader.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

bool isModelName(const QString &path)
{
    return path.endsWith(".emd"_L1, Qt::CaseInsensitive) || path.endsWith(".dlpk"_L1, Qt::CaseInsensitive);
}

/// The rows of the attribute table; nothing where a Value lies outside it or the raster is no result of ours.
std::vector<ClassShare> sharesOf(const QString &path, const RasterInfo &raster)
{
    std::vector<ClassShare> shares;
    if (readRecipeText(path).isEmpty())
        return shares;
    const std::optional<double> cell = meanCellArea(raster);
    for (const ResultClass &row : readResultClasses(path)) {
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
        look.raster = GdalRasterSource(look.path).info();
        look.classes = sharesOf(look.path, look.raster);
        look.kind = look.classes.empty() ? FileLook::Kind::Scene : FileLook::Kind::Result;
    } catch (const Error &error) {
        look.sentence = error.sentence();
    } catch (const std::bad_alloc &) {
        look.sentence = u"There is not enough memory to look at %1; close other programs."_s.arg(path);
    }
    return look;
}

} // namespace pixelscape
