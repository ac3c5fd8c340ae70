#include "core/raster/mask_polygons.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"

#include <gdal_alg.h>
#include <ogrsf_frmts.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

/// How the place's pixels become those that are burnt.
struct BurnPlace
{
    Size size;
    Point origin;
    Point cell{1, 1};            ///< in pixels of the place
    bool countsTouching = false; ///< else a pixel counts whose centre a polygon holds
};

namespace {

constexpr int blockSide = 512;

/// A GDALTransformerFunc: from the place's pixels to those that are burnt.
int moveTo(void *burnPlace, int, int count, double *x, double *y, double *, int *success)
{
    const auto &place = *static_cast<const BurnPlace *>(burnPlace);
    for (int i = 0; i < count; ++i) {
        x[i] = (x[i] - place.origin.x) / place.cell.x;
        y[i] = (y[i] - place.origin.y) / place.cell.y;
        success[i] = TRUE;
    }
    return TRUE;
}

/// The polygons in a geometry, whatever else is in it.
void collectPolygons(const OGRGeometry &geometry, OGRMultiPolygon &polygons)
{
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbPolygon))
        polygons.addGeometry(&geometry);
    else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection))
        for (const OGRGeometry *part : *geometry.toGeometryCollection())
            collectPolygons(*part, polygons);
    else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface))
        for (const OGRPolygon *part : *geometry.toPolyhedralSurface())
            polygons.addGeometry(part);
}

/// Curves become chords. Empty where there are no polygons.
std::unique_ptr<OGRMultiPolygon> polygonsIn(const OGRGeometry *geometry)
{
    auto polygons = std::make_unique<OGRMultiPolygon>();
    if (geometry) {
        const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
        if (straight)
            collectPolygons(*straight, *polygons);
    }
    return polygons;
}

GroundBox groundOf(const AnalysisGrid &place, const PixelRect &cells)
{
    RasterInfo raster;
    raster.size = {cells.width, cells.height};
    raster.geoTransform = place.geoTransform.movedTo(cells.x, cells.y);
    return boundsOf(raster);
}

std::unique_ptr<OGRGeometry> rectangle(const GroundBox &box)
{
    OGRLinearRing ring;
    ring.addPoint(box.xMinimum, box.yMinimum);
    ring.addPoint(box.xMinimum, box.yMaximum);
    ring.addPoint(box.xMaximum, box.yMaximum);
    ring.addPoint(box.xMaximum, box.yMinimum);
    ring.closeRings();
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRing(&ring);
    return polygon;
}

class ToPixels : public OGRDefaultGeometryVisitor
{
public:
    explicit ToPixels(const GeoTransform &geoTransform) : m_geoTransform(geoTransform) {}
    using OGRDefaultGeometryVisitor::visit;
    void visit(OGRPoint *point) override
    {
        const Point pixel = m_geoTransform.toPixel({point->getX(), point->getY()});
        point->setX(pixel.x);
        point->setY(pixel.y);
    }

private:
    GeoTransform m_geoTransform;
};

} // namespace

MaskPolygons::MaskPolygons(MaskFile file, const AnalysisGrid &place)
    : m_file(std::move(file)), m_place(place), m_crs(systemOf(place))
{
    if (!m_crs || !m_file.crs || isSameSystem(*m_crs, *m_file.crs))
        return;
    GdalErrors errors;
    m_transformation.reset(OGRCreateCoordinateTransformation(&*m_file.crs, &*m_crs));
    if (!m_transformation)
        throw Error(
            u"%1 is in %2, from which PROJ knows no way to %3; put it into the grid's coordinate system first."_s.arg(
                m_file.path, systemName(*m_file.crs), systemName(*m_crs)));
    const int cells = cellsOfStraightEdge();
    const Size size = m_place.size();
    const auto piece = boxIn(groundOf(m_place, {size.width / 2, size.height / 2, cells, cells}), *m_crs, *m_file.crs);
    if (piece)
        m_longestEdge = std::max(piece->xMaximum - piece->xMinimum, piece->yMaximum - piece->yMinimum);
}

/// An edge of so many cells bends away from a straight one by no more than a few hundredths of a cell.
int MaskPolygons::cellsOfStraightEdge() const
{
    constexpr double earthRadius = 6.4e6;
    constexpr double metresPerDegree = 111320;
    constexpr double bend = 0.005;
    const auto &c = m_place.geoTransform.c;
    const double metres = std::hypot(c[1], c[4]) * (m_crs->IsGeographic() ? metresPerDegree : m_crs->GetLinearUnits());
    return int(std::clamp(std::sqrt(8 * earthRadius * bend / metres), 2.0, 512.0));
}

/// A box that cannot be put into the layer's coordinates, or lies across their end, filters nothing.
void MaskPolygons::filterBy(const PixelRect &cells)
{
    m_filter.reset();
    GroundBox box = groundOf(m_place, cells.grownBy(1));
    if (m_transformation) {
        const auto inLayer = boxIn(box, *m_crs, *m_file.crs);
        if (!inLayer || (m_file.crs->IsGeographic() && inLayer->xMaximum > 180)) {
            m_file.layer->SetSpatialFilter(nullptr);
            return;
        }
        box = *inLayer;
    }
    m_filter = rectangle(box);
    m_file.layer->SetSpatialFilter(m_filter.get());
}

/// Far from its place a projection answers nothing, or nonsense: of a polygon of half the earth only what is near
/// counts.
std::unique_ptr<OGRGeometry> MaskPolygons::nearPart(const OGRGeometry &polygons) const
{
    OGREnvelope box;
    OGREnvelope all;
    polygons.getEnvelope(&all);
    if (m_filter)
        m_filter->getEnvelope(&box);
    const double width = box.MaxX - box.MinX;
    const double height = box.MaxY - box.MinY;
    if (m_filter && (all.MaxX - all.MinX > 8 * width || all.MaxY - all.MinY > 8 * height)) {
        const auto around = rectangle({box.MinX - width, box.MinY - height, box.MaxX + width, box.MaxY + height});
        GdalErrors errors;
        const std::unique_ptr<OGRGeometry> cut(polygons.Intersection(around.get()));
        // GEOS does not cut what crosses itself.
        if (cut)
            return polygonsIn(cut.get());
    }
    return std::unique_ptr<OGRGeometry>(polygons.clone());
}

std::unique_ptr<OGRGeometry> MaskPolygons::inPixels(const OGRGeometry &polygons) const
{
    std::unique_ptr<OGRGeometry> result = m_transformation ? nearPart(polygons) : nullptr;
    if (!result)
        result.reset(polygons.clone());
    if (m_longestEdge > 0)
        result->segmentize(m_longestEdge);
    GdalErrors errors;
    if (m_transformation && result->transform(m_transformation.get()) != OGRERR_NONE)
        throw Error(u"A polygon of %1 has no place in %2 (%3); cut the mask to the surroundings of the raster."_s.arg(
            m_file.path, systemName(*m_crs), errors.lastMessage()));
    ToPixels toPixels(m_place.geoTransform);
    result->accept(&toPixels);
    return result;
}

void MaskPolygons::burnFeature(GDALDataset &target, const OGRGeometry &geometry, BurnPlace place)
{
    const std::unique_ptr<OGRMultiPolygon> polygons = polygonsIn(&geometry);
    if (polygons->IsEmpty())
        return;
    const std::unique_ptr<OGRGeometry> pixels = inPixels(*polygons);
    if (pixels->IsEmpty())
        return;
    const int band = 1;
    const double inside = 1;
    const OGRGeometryH handle = OGRGeometry::ToHandle(pixels.get());
    const char *const touching[] = {"ALL_TOUCHED=TRUE", nullptr};
    GdalErrors errors;
    if (GDALRasterizeGeometries(GDALDataset::ToHandle(&target), 1, &band, 1, &handle, moveTo, &place, &inside,
                                place.countsTouching ? const_cast<char **>(touching) : nullptr, nullptr,
                                nullptr) != CE_None)
        throw Error(u"A polygon of %1 cannot be laid on the grid (%2); repair the mask's geometry."_s.arg(
            m_file.path, errors.lastMessage()));
}

/// The polygons that are near `cells` of the place.
std::vector<std::uint8_t> MaskPolygons::burnt(const PixelRect &cells, BurnPlace place, const GoOn &mayGoOn)
{
    GDALDriver *memory = GetGDALDriverManager()->GetDriverByName("MEM");
    const auto [width, height] = place.size;
    const Dataset target(memory->Create("", width, height, 1, GDT_Byte, nullptr));
    filterBy(cells);
    GdalErrors errors;
    m_file.layer->ResetReading();
    while (const OGRFeatureUniquePtr feature{m_file.layer->GetNextFeature()}) {
        throwIfStopped(mayGoOn);
        if (const OGRGeometry *geometry = feature->GetGeometryRef())
            burnFeature(*target, *geometry, place);
    }
    std::vector<std::uint8_t> inside(std::size_t(place.size.area()));
    if (errors.failed() || target->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, width, height, inside.data(), width,
                                                              height, GDT_Byte, 0, 0, nullptr) != CE_None)
        throw Error(u"%1 cannot be read (%2); the file seems damaged: make or fetch it again."_s.arg(
            m_file.path, errors.lastMessage()));
    return inside;
}

const MaskPolygons::Block &MaskPolygons::block(int column, int row)
{
    constexpr std::size_t most = 16;
    const auto found =
        std::ranges::find_if(m_recent, [&](const Block &block) { return block.column == column && block.row == row; });
    if (found != m_recent.end()) {
        std::rotate(found, found + 1, m_recent.end());
        return m_recent.back();
    }
    const Point origin{double(column) * blockSide, double(row) * blockSide};
    Block made{
        column, row,
        burnt({column * blockSide, row * blockSide, blockSide, blockSide}, {{blockSide, blockSide}, origin}, {})};
    if (m_recent.size() == most)
        m_recent.erase(m_recent.begin());
    m_recent.push_back(std::move(made));
    return m_recent.back();
}

void MaskPolygons::clearOutside(const PixelRect &window, std::span<std::uint8_t> valid)
{
    for (int row = window.y / blockSide; row * blockSide < window.bottom(); ++row) {
        for (int column = window.x / blockSide; column * blockSide < window.right(); ++column) {
            const PixelRect cells{column * blockSide, row * blockSide, blockSide, blockSide};
            const PixelRect part = window.intersected(cells);
            const Block &burnt = block(column, row);
            for (int y = part.y; y < part.bottom(); ++y) {
                const auto from = std::size_t(y - cells.y) * blockSide + std::size_t(part.x - cells.x);
                const auto to = std::size_t(y - window.y) * std::size_t(window.width) + std::size_t(part.x - window.x);
                for (int x = 0; x < part.width; ++x)
                    if (!burnt.inside[from + std::size_t(x)])
                        valid[to + std::size_t(x)] = 0;
            }
        }
    }
}

void MaskPolygons::clearUntouched(const CellGrid &grid, double mostSeconds, std::span<std::uint8_t> hasData)
{
    const PixelRect &window = grid.window;
    const Point cell{double(window.width) / grid.cells.width, double(window.height) / grid.cells.height};
    const Stopwatch watch;
    try {
        const std::vector<std::uint8_t> touched =
            burnt(window, {grid.cells, {double(window.x), double(window.y)}, cell, true},
                  [&] { return watch.seconds() < mostSeconds; });
        for (std::size_t i = 0; i < touched.size(); ++i)
            hasData[i] &= touched[i];
    } catch (const Cancelled &) {
        return;
    }
}

void MaskPolygons::refuseIfAway()
{
    const auto hasPolygon = [this] {
        m_file.layer->ResetReading();
        while (const OGRFeatureUniquePtr feature{m_file.layer->GetNextFeature()})
            if (!polygonsIn(feature->GetGeometryRef())->IsEmpty())
                return true;
        return false;
    };
    GdalErrors errors;
    const Size size = m_place.size();
    filterBy({0, 0, size.width, size.height});
    if (hasPolygon())
        return;
    m_file.layer->SetSpatialFilter(nullptr);
    if (!hasPolygon())
        throw Error(u"%1 has no polygons; give a layer of polygons, or a raster, as the mask."_s.arg(m_file.path));
    const GroundBox grid = groundOf(m_place, {0, 0, size.width, size.height});
    throw OutsideError(u"No polygon of %1 meets the grid, which covers %2%3; give a mask that lies on it."_s.arg(
        m_file.path, boxText(grid), m_crs ? u" in "_s + systemName(*m_crs) : QString()));
}

} // namespace pixelscape
