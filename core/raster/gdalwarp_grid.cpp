#include "core/raster/gdalwarp_grid.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"

#include <cpl_string.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct OptionsDeleter
{
    void operator()(GDALWarpAppOptions *options) const { GDALWarpAppOptionsFree(options); }
};

void add(CPLStringList &arguments, const char *name, std::initializer_list<double> values)
{
    arguments.AddString(name);
    for (const double value : values)
        arguments.AddString(CPLSPrintf("%.17g", value));
}

CPLStringList argumentsOf(const GdalwarpNumbers &numbers)
{
    CPLStringList arguments;
    arguments.AddString("-of");
    arguments.AddString("VRT");
    if (numbers.crs) {
        char *wkt = nullptr;
        const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
        numbers.crs->exportToWkt(&wkt, options);
        arguments.AddString("-t_srs");
        arguments.AddString(wkt);
        CPLFree(wkt);
    }
    if (const auto &box = numbers.box)
        add(arguments, "-te", {box->xMinimum, box->yMinimum, box->xMaximum, box->yMaximum});
    if (numbers.cell)
        add(arguments, "-tr", {numbers.cell->x, numbers.cell->y});
    return arguments;
}

} // namespace

GroundBox NorthUpGrid::bounds() const
{
    const Point end = geoTransform.toGround(size.width, size.height);
    return {geoTransform.c[0], end.y, end.x, geoTransform.c[3]};
}

NorthUpGrid gridOfGdalwarp(GDALDataset &source, const GdalwarpNumbers &numbers)
{
    GdalErrors errors;
    CPLStringList arguments = argumentsOf(numbers);
    const std::unique_ptr<GDALWarpAppOptions, OptionsDeleter> options(GDALWarpAppOptionsNew(arguments.List(), nullptr));
    GDALDatasetH sourceHandle = GDALDataset::ToHandle(&source);
    int usageError = FALSE;
    const Dataset warped(
        options ? GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &sourceHandle, options.get(), &usageError))
                : nullptr);
    NorthUpGrid grid;
    if (!warped || warped->GetGeoTransform(grid.geoTransform.c.data()) != CE_None)
        throw Error(errors.lastMessage().isEmpty() ? u"GDAL gave no reason"_s : errors.lastMessage());
    grid.size = {warped->GetRasterXSize(), warped->GetRasterYSize()};
    return grid;
}

} // namespace pixelscape
