#include "core/raster/mask_source.h"

#include "core/base/error.h"
#include "core/raster/content_fingerprint.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/grid_lattice.h"
#include "core/raster/mask_polygons.h"
#include "core/raster/warped_view.h"

#include <ogrsf_frmts.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// A raster's first band, seen on the grid.
class MaskRaster
{
public:
    MaskRaster(const MaskFile &file, const AnalysisGrid &place)
        : m_source(file.path, definition(file, place)), m_zeroIsOut(!declaresNodata(*file.dataset))
    {
    }

    void clearOutside(const PixelRect &window, std::span<std::uint8_t> valid)
    {
        constexpr int band = 0;
        m_values.resize(valid.size());
        m_hasData.resize(valid.size());
        m_source.read(window, {&band, 1}, m_values, m_hasData);
        for (std::size_t i = 0; i < valid.size(); ++i)
            if (!m_hasData[i] || (m_zeroIsOut && m_values[i] == 0))
                valid[i] = 0;
    }

    void clearEmpty(const CellGrid &grid, const LookLimits &limits, std::span<std::uint8_t> hasData)
    {
        if (m_source.isElsewhere())
            return;
        lookAround(grid, limits, hasData, [this](const PixelRect &place) {
            std::vector<std::uint8_t> wanted(std::size_t(place.area()), 1);
            clearOutside(place, wanted);
            return std::ranges::find(wanted, std::uint8_t(1)) != wanted.end();
        });
    }

    /// Whether there are cells that are out for another reason than being 0.
    static bool declaresNodata(GDALDataset &dataset);

private:
    static QString definition(const MaskFile &file, const AnalysisGrid &place);

    GdalRasterSource m_source;
    bool m_zeroIsOut;
    std::vector<float> m_values;
    std::vector<std::uint8_t> m_hasData;
};

QString MaskRaster::definition(const MaskFile &file, const AnalysisGrid &place)
{
    const RasterInfo mask = describe(*file.dataset, file.path);
    const auto crs = systemOf(place);
    WarpedPlace seen;
    seen.crs = crs && file.crs ? &*crs : nullptr;
    seen.geoTransform = place.geoTransform;
    seen.size = place.size();
    seen.resampling = Resampling::Nearest;
    constexpr int band = 0;
    const auto &c = place.geoTransform.c;
    try {
        if (mask.hasGeoTransform)
            seen.reduction = reductionOf(gridOfGdalwarp(*file.dataset, {seen.crs, {}, {}}).cell(),
                                         {std::hypot(c[1], c[4]), std::hypot(c[2], c[5])});
        return QString::fromUtf8(warpedView(file.path, {&band, 1}, seen));
    } catch (const Error &error) {
        throw Error(u"%1 cannot be laid on the grid (%2); give a mask in the grid's coordinate system."_s.arg(
            file.path, error.sentence()));
    }
}

bool MaskRaster::declaresNodata(GDALDataset &dataset)
{
    if (dataset.GetRasterBand(1)->GetMaskFlags() != GMF_ALL_VALID)
        return true;
    for (int band = 2; band <= dataset.GetRasterCount(); ++band)
        if (dataset.GetRasterBand(band)->GetColorInterpretation() == GCI_AlphaBand)
            return true;
    return false;
}

void refuseRasterAway(const MaskFile &file, const AnalysisGrid &grid)
{
    const RasterInfo mask = describe(*file.dataset, file.path);
    if (mask.hasGeoTransform != grid.hasGeoTransform)
        throw Error(u"%1 has %2 place on the ground and the grid has %3; give a mask that lies on the grid."_s.arg(
            file.path, mask.hasGeoTransform ? u"a"_s : u"no"_s, grid.hasGeoTransform ? u"one"_s : u"none"_s));
    RasterInfo cells;
    cells.size = grid.size();
    cells.geoTransform = grid.geoTransform;
    const auto crs = systemOf(grid);
    const GroundBox bounds = boundsOf(mask);
    const auto moved = crs && file.crs ? boxIn(bounds, *file.crs, *crs) : bounds;
    const GroundBox covered = boundsOf(cells);
    if (!moved || meets(*moved, covered) || (crs && crs->IsGeographic() && meetsAfterATurn(*moved, covered)))
        return;
    throw OutsideError(u"%1 does not meet the grid, which covers %2%3; give a mask that lies on it."_s.arg(
        file.path, boxText(covered), crs ? u" in "_s + systemName(*crs) : QString()));
}

/// 0 and one other value, in as many cells as tell it, and none without data: people say yes and no so, but the NoData
/// value that the file declares says that both are yes.
bool looksLikeZeroMeansOut(GDALDataset &dataset)
{
    constexpr int side = 512;
    GDALRasterBand &band = *dataset.GetRasterBand(1);
    const int width = std::min(side, band.GetXSize());
    const int height = std::min(side, band.GetYSize());
    std::vector<double> values(std::size_t(width) * std::size_t(height));
    const GdalErrors errors;
    if (!MaskRaster::declaresNodata(dataset) || (band.GetMaskFlags() & GMF_NODATA) == 0 ||
        band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), values.data(), width, height, GDT_Float64, 0, 0,
                      nullptr) != CE_None)
        return false;
    std::ranges::sort(values);
    const auto end = std::unique(values.begin(), values.end());
    const double nodata = band.GetNoDataValue();
    return end - values.begin() == 2 && std::find(values.begin(), end, 0) != end &&
           std::find(values.begin(), end, nodata) == end;
}

QStringList remarksOn(const MaskFile &file, const AnalysisGrid &grid)
{
    QStringList remarks = file.remarks;
    if (!file.crs && !grid.crsWkt.isEmpty())
        remarks.append(u"%1 has no coordinate system; it is taken to be in the grid's."_s.arg(file.path));
    else if (file.crs && grid.crsWkt.isEmpty())
        remarks.append(u"The grid has no coordinate system; it is taken to be in that of %1, %2."_s.arg(
            file.path, systemName(*file.crs)));
    if (!file.layer && looksLikeZeroMeansOut(*file.dataset))
        remarks.append(u"%1 has cells of 0 and no cell of its NoData value, so that all of it is inside; where 0 is to "
                       "be outside, make that its NoData value (gdal_translate -a_nodata 0)."_s.arg(file.path));
    return remarks;
}

} // namespace

struct MaskSource::Private
{
    std::optional<MaskPolygons> polygons;
    std::optional<MaskRaster> raster;
};

MaskSource::MaskSource(const QString &path, const AnalysisGrid &place) : d(std::make_unique<Private>())
{
    MaskFile file = openMaskFile(path);
    if (file.layer)
        d->polygons.emplace(std::move(file), place);
    else
        d->raster.emplace(file, place);
}

MaskSource::~MaskSource() = default;
MaskSource::MaskSource(MaskSource &&) noexcept = default;
MaskSource &MaskSource::operator=(MaskSource &&) noexcept = default;

void MaskSource::clearOutside(const PixelRect &window, std::span<std::uint8_t> valid)
{
    if (d->polygons)
        d->polygons->clearOutside(window, valid);
    else
        d->raster->clearOutside(window, valid);
}

void MaskSource::clearEmpty(const CellGrid &grid, const LookLimits &limits, std::span<std::uint8_t> hasData)
{
    if (d->polygons)
        d->polygons->clearUntouched(grid, limits.seconds, hasData);
    else
        d->raster->clearEmpty(grid, limits, hasData);
}

QStringList MaskSource::check(const QString &path, const AnalysisGrid &grid)
{
    MaskFile file = openMaskFile(path);
    QStringList remarks = remarksOn(file, grid);
    if (file.layer)
        MaskPolygons(std::move(file), grid).refuseIfAway();
    else
        refuseRasterAway(file, grid);
    return remarks;
}

QString MaskSource::fingerprint(const QString &path)
{
    const MaskFile file = openMaskFile(path);
    const QString content = contentFingerprint(*file.dataset, path);
    return file.layer ? content + u'/' + QString::fromUtf8(file.layer->GetName()) : content;
}

} // namespace pixelscape
