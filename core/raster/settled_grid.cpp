#include "core/raster/settled_grid.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/gdalwarp_grid.h"
#include "core/raster/grid_lattice.h"
#include "core/raster/warp_source.h"
#include "core/raster/warped_view.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

using Crs = std::optional<OGRSpatialReference>;

/// The wishes, one after the other, each understood in the light of those before it.
class Settling
{
public:
    Settling(const QString &path, const RasterInfo &raster, const GridWishes &wishes, QString &field)
        : m_path(path), m_raster(raster), m_wishes(wishes), m_field(field)
    {
    }

    SettledGrid settle(std::span<const int> bands, int halo);

private:
    void readInput();
    void readOutputSystem();
    void readExtent();
    void readCellSize();
    void readSnapRaster();
    CellSize cellSizeOf(const QString &path);
    Crs systemOf(GDALDataset &dataset) const;
    bool isResampled() const;
    bool isWhole() const;
    AnalysisGrid ownCells();
    void measureWhole();
    void meetWhole();
    void snap();
    void refuseAbsurd() const;
    NorthUpGrid warpGrid(GDALDataset &source, const GdalwarpNumbers &numbers) const;
    SettledGrid warped(const NorthUpGrid &grid, std::span<const int> bands, int halo);
    const OGRSpatialReference *outSystem() const { return m_crs ? &*m_crs : nullptr; }
    QString extentIn(const OGRSpatialReference &crs) const;

    const QString &m_path;
    const RasterInfo &m_raster;
    const GridWishes &m_wishes;
    QString &m_field;
    Dataset m_source;
    Crs m_inputCrs;
    Crs m_crs; ///< the output's
    bool m_keepsSystem = true;
    std::optional<GroundBox> m_box; ///< in the output's system
    std::optional<CellSize> m_cell;
    std::optional<Point> m_corner; ///< of the snap raster
    NorthUpGrid m_whole;           ///< what gdalwarp suggests for all of the input
    QStringList m_remarks;
};

Crs Settling::systemOf(GDALDataset &dataset) const
{
    const OGRSpatialReference *crs = dataset.GetSpatialRef();
    if ((!crs || crs->IsEmpty()) && dataset.GetGCPCount() > 0)
        crs = dataset.GetGCPSpatialRef();
    if (!crs || crs->IsEmpty())
        return {};
    Crs result(*crs);
    result->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return result;
}

void Settling::readInput()
{
    m_field = u"inputRaster"_s;
    m_source = openDataset(pathFromAnywhere(m_path));
    m_inputCrs = systemOf(*m_source);
}

void Settling::readOutputSystem()
{
    m_field = u"context.outSR"_s;
    m_crs = m_inputCrs;
    if (m_wishes.outCrs.isEmpty())
        return;
    const OGRSpatialReference asked = coordinateSystem(m_wishes.outCrs);
    if (!m_inputCrs)
        throw Error(u"%1 has no coordinate system, so that it cannot be put into %2; give it its own with gdal_edit.py "
                    "-a_srs, or leave the output's out."_s.arg(m_raster.path, systemName(asked)));
    m_keepsSystem = isSameSystem(asked, *m_inputCrs);
    if (!m_keepsSystem)
        m_crs = asked;
}

void Settling::readExtent()
{
    m_field = u"context.extent"_s;
    if (!m_wishes.extent)
        return;
    const GroundBox &box = *m_wishes.extent;
    refuseEmptyBox(box);
    m_box = box;
    if (m_wishes.extentCrs.isEmpty())
        return;
    const OGRSpatialReference crs = coordinateSystem(m_wishes.extentCrs);
    if (!m_crs)
        throw Error(u"%1 has no coordinate system, so that an extent in %2 has no place on it; give the extent in the "
                    "raster's own coordinates, without a coordinate system."_s.arg(m_raster.path, systemName(crs)));
    m_box = boxIn(box, crs, *m_crs);
    if (!m_box)
        throw Error(u"The extent %1 in %2 has no place in %3; give it in the coordinate system of the output."_s.arg(
            boxText(box), systemName(crs), systemName(*m_crs)));
}

CellSize Settling::cellSizeOf(const QString &path)
{
    const Dataset dataset = openDataset(pathFromAnywhere(path));
    const RasterInfo info = describe(*dataset, path);
    if (!info.hasGeoTransform)
        throw Error(
            u"%1 has no cell size on the ground; give another raster, or the cell size as a number."_s.arg(path));
    const Crs crs = systemOf(*dataset);
    if (!crs && m_crs)
        m_remarks.append(u"%1 has no coordinate system; its cell size is taken to be in the units of %2."_s.arg(
            path, systemName(*m_crs)));
    if (crs && m_crs && !isSameSystem(*crs, *m_crs))
        return warpGrid(*dataset, {outSystem(), {}, {}}).cell();
    const auto &c = info.geoTransform.c;
    return {std::hypot(c[1], c[4]), std::hypot(c[2], c[5])};
}

void Settling::readCellSize()
{
    m_field = u"context.cellSize"_s;
    if (m_wishes.cellSize && !m_wishes.cellSizeRaster.isEmpty())
        throw Error(u"The cell size is given as a number and as the raster %1; give one of them."_s.arg(
            m_wishes.cellSizeRaster));
    if (m_wishes.cellSize)
        m_cell = m_wishes.cellSize;
    else if (!m_wishes.cellSizeRaster.isEmpty())
        m_cell = cellSizeOf(m_wishes.cellSizeRaster);
    if (m_cell)
        refuseCellSize(*m_cell);
}

void Settling::readSnapRaster()
{
    m_field = u"context.snapRaster"_s;
    if (m_wishes.snapRaster.isEmpty())
        return;
    const QString &path = m_wishes.snapRaster;
    const Dataset dataset = openDataset(pathFromAnywhere(path));
    const RasterInfo info = describe(*dataset, path);
    const auto &c = info.geoTransform.c;
    if (!info.hasGeoTransform || c[2] != 0 || c[4] != 0)
        throw Error(u"%1 has no cells along the axes of a coordinate system to snap to; give a raster that is neither "
                    "rotated nor without a place on the ground."_s.arg(path));
    const GroundBox bounds = boundsOf(info);
    m_corner = Point{bounds.xMinimum, bounds.yMaximum};
    const Crs crs = systemOf(*dataset);
    if (bool(crs) != bool(m_crs))
        m_remarks.append(u"%1 has no coordinate system; it is taken to be in the same as %2."_s.arg(
            crs ? m_raster.path : path, crs ? path : m_raster.path));
    if (!crs || !m_crs || isSameSystem(*crs, *m_crs))
        return;
    m_corner = pointIn(*m_corner, *crs, *m_crs);
    if (!m_corner)
        throw Error(u"The corner of %1 has no place in %2; give a snap raster that lies nearer to the input."_s.arg(
            path, systemName(*m_crs)));
    m_remarks.append(u"%1 is in %2, the output in %3: the cells start from its upper left corner."_s.arg(
        path, systemName(*crs), systemName(*m_crs)));
}

bool Settling::isResampled() const
{
    return m_cell || m_corner || !m_keepsSystem || (!m_wishes.outCrs.isEmpty() && !isNorthUp(m_raster));
}

QString Settling::extentIn(const OGRSpatialReference &crs) const
{
    const GroundBox whole = m_whole.bounds();
    const auto moved = m_crs ? boxIn(whole, *m_crs, crs) : std::nullopt;
    return boxText(moved.value_or(whole));
}

/// The numbers in the sentence are in the coordinate system of the extent.
void Settling::meetWhole()
{
    m_field = u"context.extent"_s;
    if (!m_box)
        return;
    const bool mayTurn = m_crs && m_crs->IsGeographic() && !m_keepsSystem;
    if (const auto met = m_whole.bounds(); meets(*m_box, met) || (mayTurn && meetsAfterATurn(*m_box, met)))
        return;
    const QString covered =
        m_wishes.extentCrs.isEmpty() ? boxText(m_whole.bounds()) : extentIn(coordinateSystem(m_wishes.extentCrs));
    throw Error(u"The extent %1 does not meet %2, which covers %3%4; give one inside it."_s.arg(
        boxText(*m_wishes.extent), m_raster.path, covered,
        m_wishes.extentCrs.isEmpty() ? QString() : u" in "_s + m_wishes.extentCrs.simplified().left(40)));
}

AnalysisGrid Settling::ownCells()
{
    if (!m_box)
        return wholeGrid(m_raster);
    if (!m_wishes.extentCrs.isEmpty()) {
        const GroundBox bounds = boundsOf(m_raster);
        m_whole.size = {1, 1};
        m_whole.geoTransform.c = {bounds.xMinimum,
                                  bounds.xMaximum - bounds.xMinimum,
                                  0,
                                  bounds.yMaximum,
                                  0,
                                  bounds.yMinimum - bounds.yMaximum};
        meetWhole();
    }
    m_field = u"context.extent"_s;
    return gridInBox(m_raster, *m_box);
}

/// gdalwarp itself would make the cells of an oblong grid square before it looks at the size asked for.
bool Settling::isWhole() const
{
    if (m_box || !m_cell || !m_keepsSystem || !isNorthUp(m_raster))
        return false;
    NorthUpGrid same = m_whole;
    same.geoTransform.c[1] = m_cell->x;
    same.geoTransform.c[5] = -m_cell->y;
    return cellsOf(m_raster, same).has_value();
}

NorthUpGrid Settling::warpGrid(GDALDataset &source, const GdalwarpNumbers &numbers) const
{
    try {
        return gridOfGdalwarp(source, numbers);
    } catch (const Error &error) {
        throw Error(u"%1 cannot be put on the grid asked for (%2); check its coordinate system, and that the output's "
                    "holds the place where it lies."_s.arg(m_raster.path, error.sentence()));
    }
}

void Settling::measureWhole()
{
    m_field = m_wishes.outCrs.isEmpty() ? u"inputRaster"_s : u"context.outSR"_s;
    if (!m_raster.hasGeoTransform && m_source->GetGCPCount() == 0)
        throw Error(
            u"%1 has no place on the ground, so that it cannot be put on another grid; give it a geotransform "
            "with gdal_edit.py -a_ullr or orthorectify it (gdalwarp -rpc), or leave out the output's coordinate "
            "system, cell size and snap raster."_s.arg(m_raster.path));
    if (m_keepsSystem && isNorthUp(m_raster))
        m_whole = {m_raster.size, m_raster.geoTransform};
    else
        m_whole = warpGrid(*m_source, {outSystem(), {}, {}});
}

void Settling::snap()
{
    if (!m_corner)
        return;
    m_field = u"context.snapRaster"_s;
    const GroundBox box = m_box.value_or(m_whole.bounds());
    if (!m_cell)
        m_cell =
            m_keepsSystem && isNorthUp(m_raster) ? m_whole.cell() : warpGrid(*m_source, {outSystem(), box, {}}).cell();
    m_box = outwards(box, *m_corner, *m_cell);
    if (!isNear(*m_box, box, *m_cell))
        m_remarks.append(
            u"The extent was moved outwards to the cells of %1: %2."_s.arg(m_wishes.snapRaster, boxText(*m_box)));
}

void Settling::refuseAbsurd() const
{
    const GroundBox box = m_box.value_or(m_whole.bounds());
    refuseHugeGrid(box, m_cell.value_or(m_whole.cell()));
}

SettledGrid Settling::warped(const NorthUpGrid &grid, std::span<const int> bands, int halo)
{
    m_field = u"inputRaster"_s;
    const auto own = m_keepsSystem ? cellsOf(m_raster, grid) : std::nullopt;
    if (own && PixelRect{0, 0, m_raster.size.width, m_raster.size.height}.contains(*own))
        return {gridOfWindow(m_raster, *own), m_raster, {}, m_remarks};
    const NorthUpGrid wider = grownWithin(grid, halo, m_whole.bounds());
    WarpedPlace place;
    place.crs = outSystem();
    place.geoTransform = wider.geoTransform;
    place.size = wider.size;
    // On the input's own lattice there is nothing between its cells.
    place.resampling = own ? Resampling::Nearest : m_wishes.resampling;
    place.reduction = reductionOf(m_whole.cell(), grid.cell());
    SettledGrid settled;
    try {
        settled.definition = QString::fromUtf8(warpedView(m_path, bands, place));
    } catch (const Error &error) {
        throw Error(u"%1 cannot be seen on the grid asked for (%2); check its coordinate system."_s.arg(
            m_raster.path, error.sentence()));
    }
    const Dataset view = openWarpedView(settled.definition, m_raster.path);
    settled.view = describe(*view, m_raster.path);
    settled.grid = gridOfWindow(settled.view, placeIn(wider, grid));
    settled.grid.geoTransform = grid.geoTransform;
    settled.remarks = m_remarks;
    return settled;
}

SettledGrid Settling::settle(std::span<const int> bands, int halo)
{
    readInput();
    readOutputSystem();
    readExtent();
    readCellSize();
    readSnapRaster();
    if (!isResampled())
        return {ownCells(), m_raster, {}, m_remarks};
    measureWhole();
    meetWhole();
    m_field = u"context.cellSize"_s;
    refuseAbsurd();
    snap();
    refuseAbsurd();
    m_field = u"context.outSR"_s;
    return warped(isWhole() ? m_whole : warpGrid(*m_source, {outSystem(), m_box, m_cell}), bands, halo);
}

} // namespace

SettledGrid settleGrid(const QString &rasterPath, const RasterInfo &raster, std::span<const int> bands,
                       const GridWishes &wishes, int halo, QString &field)
{
    field.clear();
    return Settling(rasterPath, raster, wishes, field).settle(bands, halo);
}

} // namespace pixelscape
