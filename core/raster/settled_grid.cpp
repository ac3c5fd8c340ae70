#include "core/raster/settled_grid.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdalwarp_grid.h"
#include "core/raster/grid_lattice.h"
#include "core/raster/understood_wishes.h"
#include "core/raster/warp_source.h"
#include "core/raster/warped_view.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Finds where the wishes and the input come together.
class Settling
{
public:
    Settling(const QString &path, const RasterInfo &raster, const GridWishes &wishes, QString &field)
        : m_path(path), m_raster(raster), m_wishes(wishes), m_field(field)
    {
    }

    SettledGrid settle(std::span<const int> bands, int halo);

private:
    bool isResampled() const;
    bool isWhole() const;
    AnalysisGrid ownCells();
    void measureWhole();
    void meetWhole();
    void snap();
    void refuseAbsurd();
    void tellBeyond(const GroundBox &covered, const CellSize &cell, const QString &consequence);
    NorthUpGrid warpGrid(const GdalwarpNumbers &numbers) const;
    SettledGrid warped(const NorthUpGrid &grid, std::span<const int> bands, int halo);
    QString extentIn(const OGRSpatialReference &crs) const;

    const QString &m_path;
    const RasterInfo &m_raster;
    const GridWishes &m_wishes;
    QString &m_field;
    Dataset m_source;
    UnderstoodWishes m_wanted;
    NorthUpGrid m_whole; ///< what gdalwarp suggests for all of the input
};

bool Settling::isResampled() const
{
    return m_wanted.cellSize || m_wanted.snapCorner || !m_wanted.keepsSystem ||
           (!m_wishes.outCrs.isEmpty() && !isNorthUp(m_raster));
}

QString Settling::extentIn(const OGRSpatialReference &crs) const
{
    const GroundBox whole = m_whole.bounds();
    const auto moved = m_wanted.crs ? boxIn(whole, *m_wanted.crs, crs) : std::nullopt;
    return boxText(moved.value_or(whole));
}

/// The numbers in the sentence are in the coordinate system of the extent.
void Settling::meetWhole()
{
    m_field = u"context.extent"_s;
    if (!m_wanted.extent)
        return;
    const bool mayTurn = m_wanted.crs && m_wanted.crs->IsGeographic() && !m_wanted.keepsSystem;
    if (const auto met = m_whole.bounds();
        meets(*m_wanted.extent, met) || (mayTurn && meetsAfterATurn(*m_wanted.extent, met)))
        return;
    const QString covered =
        m_wishes.extentCrs.isEmpty() ? boxText(m_whole.bounds()) : extentIn(coordinateSystem(m_wishes.extentCrs));
    throw OutsideError(u"The extent %1 does not meet %2, which covers %3%4; give one inside it."_s.arg(
        boxText(*m_wishes.extent), m_raster.path, covered,
        m_wishes.extentCrs.isEmpty() ? QString() : u" in "_s + m_wishes.extentCrs.simplified().left(40)));
}

AnalysisGrid Settling::ownCells()
{
    if (!m_wanted.extent)
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
    AnalysisGrid grid = gridInBox(m_raster, *m_wanted.extent);
    const auto &c = m_raster.geoTransform.c;
    tellBeyond(boundsOf(m_raster), {std::hypot(c[1], c[4]), std::hypot(c[2], c[5])}, u"is left out"_s);
    return grid;
}

/// An extent that was meant for another raster is noticed by it. Less than a cell is the rounding of the numbers.
void Settling::tellBeyond(const GroundBox &covered, const CellSize &cell, const QString &consequence)
{
    if (!m_wanted.extent)
        return;
    const GroundBox &box = *m_wanted.extent;
    const bool isBeyond =
        meets(box, covered) && (box.xMinimum < covered.xMinimum - cell.x || box.xMaximum > covered.xMaximum + cell.x ||
                                box.yMinimum < covered.yMinimum - cell.y || box.yMaximum > covered.yMaximum + cell.y);
    if (isBeyond)
        m_wanted.remarks.append(
            u"The extent reaches beyond %1; what lies outside of it %2."_s.arg(m_raster.path, consequence));
}

/// gdalwarp itself would make the cells of an oblong grid square before it looks at the size asked for.
bool Settling::isWhole() const
{
    if (m_wanted.extent || !m_wanted.cellSize || !m_wanted.keepsSystem || !isNorthUp(m_raster))
        return false;
    NorthUpGrid same = m_whole;
    same.geoTransform.c[1] = m_wanted.cellSize->x;
    same.geoTransform.c[5] = -m_wanted.cellSize->y;
    return cellsOf(m_raster, same).has_value();
}

NorthUpGrid Settling::warpGrid(const GdalwarpNumbers &numbers) const
{
    return gridOfNamed(*m_source, m_raster.path, numbers);
}

void Settling::measureWhole()
{
    m_field = m_wishes.outCrs.isEmpty() ? u"inputRaster"_s : u"context.outSR"_s;
    if (!m_raster.hasGeoTransform && m_source->GetGCPCount() == 0)
        throw Error(
            u"%1 has no place on the ground, so that it cannot be put on another grid; give it a geotransform "
            "with gdal_edit.py -a_ullr or orthorectify it (gdalwarp -rpc), or leave out the output's coordinate "
            "system, cell size and snap raster."_s.arg(m_raster.path));
    if (m_wanted.keepsSystem && isNorthUp(m_raster))
        m_whole = {m_raster.size, m_raster.geoTransform};
    else
        m_whole = warpGrid({m_wanted.system(), {}, {}});
}

void Settling::snap()
{
    if (!m_wanted.snapCorner)
        return;
    m_field = u"context.snapRaster"_s;
    const GroundBox box = m_wanted.extent.value_or(m_whole.bounds());
    if (!m_wanted.cellSize)
        m_wanted.cellSize = m_wanted.keepsSystem && isNorthUp(m_raster) ? m_whole.cell()
                                                                        : warpGrid({m_wanted.system(), box, {}}).cell();
    m_wanted.extent = outwards(box, *m_wanted.snapCorner, *m_wanted.cellSize);
    if (!isNear(*m_wanted.extent, box, *m_wanted.cellSize))
        m_wanted.remarks.append(u"The extent was moved outwards to the cells of %1: %2."_s.arg(
            m_wishes.snapRaster, boxText(*m_wanted.extent)));
}

void Settling::refuseAbsurd()
{
    m_field = m_wanted.cellSize ? u"context.cellSize"_s : m_wanted.extent ? u"context.extent"_s : u"context.outSR"_s;
    const GroundBox box = m_wanted.extent.value_or(m_whole.bounds());
    refuseHugeGrid(box, m_wanted.cellSize.value_or(m_whole.cell()));
}

SettledGrid Settling::warped(const NorthUpGrid &grid, std::span<const int> bands, int halo)
{
    m_field = u"inputRaster"_s;
    const auto own = m_wanted.keepsSystem ? cellsOf(m_raster, grid) : std::nullopt;
    if (own && PixelRect{0, 0, m_raster.size.width, m_raster.size.height}.contains(*own))
        return {gridOfWindow(m_raster, *own), m_raster, {}, m_wanted.remarks};
    const NorthUpGrid wider = grownWithin(grid, halo, m_whole.bounds());
    WarpedPlace place;
    place.crs = m_wanted.system();
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
    const Dataset view = openDefinition(settled.definition, m_raster.path);
    settled.view = describe(*view, m_raster.path);
    settled.grid = gridOfWindow(settled.view, placeIn(wider, grid));
    settled.grid.geoTransform = grid.geoTransform;
    settled.remarks = m_wanted.remarks;
    return settled;
}

SettledGrid Settling::settle(std::span<const int> bands, int halo)
{
    m_field = u"inputRaster"_s;
    m_source = openDataset(pathFromAnywhere(m_path));
    m_wanted = understand(m_wishes, *m_source, m_raster, m_field);
    if (!isResampled()) {
        const AnalysisGrid grid = ownCells();
        return {grid, m_raster, {}, m_wanted.remarks};
    }
    measureWhole();
    meetWhole();
    refuseAbsurd();
    tellBeyond(m_whole.bounds(), m_whole.cell(), u"has no data"_s);
    snap();
    refuseAbsurd();
    m_field = u"context.outSR"_s;
    return warped(isWhole() ? m_whole : warpGrid({m_wanted.system(), m_wanted.extent, m_wanted.cellSize}), bands, halo);
}

} // namespace

SettledGrid settleGrid(const QString &rasterPath, const RasterInfo &raster, std::span<const int> bands,
                       const GridWishes &wishes, int halo, QString &field)
{
    field.clear();
    return Settling(rasterPath, raster, wishes, field).settle(bands, halo);
}

} // namespace pixelscape
