#pragma once

#include "core/base/go_on.h"
#include "core/raster/data_sketch.h"
#include "core/raster/mask_file.h"

#include <cstdint>
#include <span>
#include <vector>

class OGRGeometry;

namespace pixelscape {

struct BurnPlace;

/// The polygons of a layer, burnt block by block where they are asked for. Blocks are anchored at the place's upper
/// left cell, so that a cell is computed in one way only.
class MaskPolygons
{
public:
    MaskPolygons(MaskFile file, const AnalysisGrid &place);

    /// As MaskSource::clearOutside.
    void clearOutside(const PixelRect &window, std::span<std::uint8_t> valid);

    /// `hasData` becomes 0 in cells of the grid that no polygon touches, unless that takes too long to find out.
    void clearUntouched(const CellGrid &grid, double mostSeconds, std::span<std::uint8_t> hasData);

    /// Throws Error where the layer has no polygon, or none that may meet the place.
    void refuseIfAway();

private:
    struct Block
    {
        int column = 0;
        int row = 0;
        std::vector<std::uint8_t> inside;
    };

    const Block &block(int column, int row);
    std::vector<std::uint8_t> burnt(const PixelRect &cells, BurnPlace place, const GoOn &mayGoOn);
    void burnFeature(GDALDataset &target, const OGRGeometry &geometry, BurnPlace place);
    std::unique_ptr<OGRGeometry> nearPart(const OGRGeometry &polygons) const;
    std::unique_ptr<OGRGeometry> inPixels(const OGRGeometry &polygons) const;
    int cellsOfStraightEdge() const;
    void filterBy(const PixelRect &cells);

    MaskFile m_file;
    AnalysisGrid m_place;
    std::optional<OGRSpatialReference> m_crs;
    std::unique_ptr<OGRCoordinateTransformation> m_transformation; ///< null where there is nothing to transform
    double m_longestEdge = 0; ///< in the layer's units: longer edges bend in the grid's coordinate system
    std::unique_ptr<OGRGeometry> m_filter;
    std::vector<Block> m_recent; ///< the latest last
};

} // namespace pixelscape
