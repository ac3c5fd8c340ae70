#include "core/raster/understood_wishes.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/grid_lattice.h"
#include "core/raster/warp_source.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

using Crs = std::optional<OGRSpatialReference>;

Crs systemOf(GDALDataset &dataset)
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

/// Each wish is understood in the light of those before it.
class Understanding
{
public:
    Understanding(const GridWishes &wishes, GDALDataset &input, const RasterInfo &raster, QString &field)
        : m_wishes(wishes), m_inputCrs(systemOf(input)), m_raster(raster), m_field(field)
    {
    }

    UnderstoodWishes understand()
    {
        readOutputSystem();
        readExtent();
        readCellSize();
        readSnapRaster();
        return std::move(m_result);
    }

private:
    void readOutputSystem();
    void readExtent();
    void readCellSize();
    void readSnapRaster();
    CellSize cellSizeOf(const QString &path);

    const GridWishes &m_wishes;
    Crs m_inputCrs;
    const RasterInfo &m_raster;
    QString &m_field;
    UnderstoodWishes m_result;
};

void Understanding::readOutputSystem()
{
    m_field = u"context.outSR"_s;
    m_result.crs = m_inputCrs;
    if (m_wishes.outCrs.isEmpty())
        return;
    const OGRSpatialReference asked = coordinateSystem(m_wishes.outCrs);
    if (!m_inputCrs)
        throw Error(u"%1 has no coordinate system, so that it cannot be put into %2; give it its own with gdal_edit.py "
                    "-a_srs, or leave the output's out."_s.arg(m_raster.path, systemName(asked)));
    m_result.keepsSystem = isSameSystem(asked, *m_inputCrs);
    if (!m_result.keepsSystem)
        m_result.crs = asked;
}

void Understanding::readExtent()
{
    m_field = u"context.extent"_s;
    if (!m_wishes.extent)
        return;
    const GroundBox &box = *m_wishes.extent;
    refuseEmptyBox(box);
    m_result.extent = box;
    if (m_wishes.extentCrs.isEmpty())
        return;
    const OGRSpatialReference crs = coordinateSystem(m_wishes.extentCrs);
    if (!m_result.crs)
        throw Error(u"%1 has no coordinate system, so that an extent in %2 has no place on it; give the extent in the "
                    "raster's own coordinates, without a coordinate system."_s.arg(m_raster.path, systemName(crs)));
    m_result.extent = boxIn(box, crs, *m_result.crs);
    if (!m_result.extent)
        throw Error(u"The extent %1 in %2 has no place in %3; give it in the coordinate system of the output."_s.arg(
            boxText(box), systemName(crs), systemName(*m_result.crs)));
}

CellSize Understanding::cellSizeOf(const QString &path)
{
    const Dataset dataset = openDataset(pathFromAnywhere(path));
    const RasterInfo info = describe(*dataset, path);
    if (!info.hasGeoTransform)
        throw Error(
            u"%1 has no cell size on the ground; give another raster, or the cell size as a number."_s.arg(path));
    const Crs crs = systemOf(*dataset);
    if (!crs && m_result.crs)
        m_result.remarks.append(u"%1 has no coordinate system; its cell size is taken to be in the units of %2."_s.arg(
            path, systemName(*m_result.crs)));
    if (crs && m_result.crs && !isSameSystem(*crs, *m_result.crs))
        return gridOfNamed(*dataset, path, {m_result.system(), {}, {}}).cell();
    const auto &c = info.geoTransform.c;
    return {std::hypot(c[1], c[4]), std::hypot(c[2], c[5])};
}

void Understanding::readCellSize()
{
    m_field = u"context.cellSize"_s;
    if (m_wishes.cellSize && !m_wishes.cellSizeRaster.isEmpty())
        throw Error(u"The cell size is given as a number and as the raster %1; give one of them."_s.arg(
            m_wishes.cellSizeRaster));
    if (m_wishes.cellSize)
        m_result.cellSize = m_wishes.cellSize;
    else if (!m_wishes.cellSizeRaster.isEmpty())
        m_result.cellSize = cellSizeOf(m_wishes.cellSizeRaster);
    if (m_result.cellSize)
        refuseCellSize(*m_result.cellSize);
}

void Understanding::readSnapRaster()
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
    m_result.snapCorner = Point{bounds.xMinimum, bounds.yMaximum};
    const Crs crs = systemOf(*dataset);
    if (bool(crs) != bool(m_result.crs))
        m_result.remarks.append(u"%1 has no coordinate system; it is taken to be in the same as %2."_s.arg(
            crs ? m_raster.path : path, crs ? path : m_raster.path));
    if (!crs || !m_result.crs || isSameSystem(*crs, *m_result.crs))
        return;
    m_result.snapCorner = pointIn(*m_result.snapCorner, *crs, *m_result.crs);
    if (!m_result.snapCorner)
        throw Error(u"The corner of %1 has no place in %2; give a snap raster that lies nearer to the input."_s.arg(
            path, systemName(*m_result.crs)));
    m_result.remarks.append(u"%1 is in %2, the output in %3: the cells start from its upper left corner."_s.arg(
        path, systemName(*crs), systemName(*m_result.crs)));
}

} // namespace

NorthUpGrid gridOfNamed(GDALDataset &source, const QString &path, const GdalwarpNumbers &numbers)
{
    try {
        return gridOfGdalwarp(source, numbers);
    } catch (const Error &error) {
        throw Error(u"%1 cannot be put on the grid asked for (%2); check its coordinate system, and that the output's "
                    "holds the place where it lies."_s.arg(path, error.sentence()));
    }
}

UnderstoodWishes understand(const GridWishes &wishes, GDALDataset &input, const RasterInfo &raster, QString &field)
{
    return Understanding(wishes, input, raster, field).understand();
}

} // namespace pixelscape
