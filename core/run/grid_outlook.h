#pragma once

#include "core/raster/grid_choice.h"

#include <QString>

#include <optional>

namespace pixelscape {

/// What a request comes to on the ground, for the form; known also where the run is blocked by something else.
struct GridOutlook
{
    AnalysisGrid grid;
    QString crsName;                      ///< of the output; empty where it has none
    QString unit;                         ///< of the output's coordinates: "m", "°"; empty where it has none
    bool isResampled = false;             ///< else the output's cells are the input's own
    QString boxCrsName;                   ///< of context.extent
    std::optional<GroundBox> inputBounds; ///< what the input covers, in coordinates of context.extent
    QString utmZone;        ///< the coordinate system in metres where the input lies: "EPSG:32633"; empty if unknown
    std::int64_t bytes = 0; ///< of the output before compression; 0 where the classes are not known
};

} // namespace pixelscape
