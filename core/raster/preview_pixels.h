#pragma once

#include "core/base/geometry.h"
#include "core/model/class_legend.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace pixelscape {

/// A raster reduced for the screen: 8-bit red, green, blue, alpha, row by row.
struct PreviewPixels
{
    Size size;
    std::vector<std::uint8_t> rgba;
};

/// The part of a raster to show, in its own pixels.
struct PreviewRequest
{
    QString raster;
    PixelRect window;
    Size size;              ///< of the preview
    std::vector<int> bands; ///< 0-based: three for red, green, blue, or one for grey; empty chooses
};

/// Pixels of a scene with a stretch from its 2nd to its 98th percentile, read from overviews where there are any.
/// NoData is transparent. Throws Error.
PreviewPixels scenePreview(const PreviewRequest &request);

/// Pixels of one of our results in its class colours; NoData is transparent. Throws Error where it has no attribute
/// table.
PreviewPixels resultPreview(const PreviewRequest &request, const ClassLegend &legend);

/// One class row of a finished output, as its attribute table has it.
struct ResultClass
{
    ClassEntry entry;
    std::int64_t pixels = 0;
};

/// What the attribute table of a classified raster says; empty where it has none.
std::vector<ResultClass> readResultClasses(const QString &raster);

/// The recipe in a result's metadata, as JSON text; empty where there is none.
QString readRecipeText(const QString &raster);

} // namespace pixelscape
