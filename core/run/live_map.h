#pragma once

#include "core/raster/analysis_grid.h"
#include "core/run/run_report.h"

#include <QMetaType>

#include <cstdint>
#include <vector>

namespace pixelscape {

/// The class map of a run that is going on, reduced for the screen: one pixel of it stands for reduction x reduction
/// cells of the grid (the upper left one of them). Of bounded size, whatever the raster's.
struct LiveMap
{
    AnalysisGrid grid;
    int reduction = 1;
    Size size; ///< of the reduced map
    ClassLegend legend;

    /// Pixels of a reduced map at most: 40 MB of codes.
    static constexpr std::int64_t mostPixels = 20'000'000;
    /// Codes of a LivePiece beside the places in the legend (0, 1, ...).
    static constexpr std::uint16_t nodata = 0xFFFF;
    static constexpr std::uint16_t notYet = 0xFFFE;
};

/// A window of the reduced map that was finished: height x width codes.
struct LivePiece
{
    PixelRect place;
    std::vector<std::uint16_t> codes;
};

/// What became known since the last update. Values: they cross threads as copies.
struct LiveUpdate
{
    std::vector<LivePiece> pieces;
    std::vector<ClassShare> classes; ///< of all that is finished so far, in the legend's order
    std::int64_t nodataPixels = 0;
};

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::LiveMap)
Q_DECLARE_METATYPE(pixelscape::LiveUpdate)
