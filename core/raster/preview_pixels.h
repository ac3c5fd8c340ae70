#pragma once

#include "core/base/geometry.h"
#include "core/base/go_on.h"
#include "core/model/class_legend.h"
#include "core/raster/gdal_raster_source.h"

#include <QString>

#include <cstdint>
#include <span>
#include <vector>

namespace pixelscape {

/// A part of a raster reduced for the screen: 8-bit red, green, blue, alpha, row by row. NoData is transparent.
struct PreviewPixels
{
    Size size;
    std::vector<std::uint8_t> rgba;
};

/// The values that are shown darkest and brightest.
struct Stretch
{
    double low = 0;
    double high = 1;
    bool operator==(const Stretch &) const = default;
};

/// The bands that show a scene in its natural colours (0-based): those called red, green and blue; else the third,
/// second and first of five or more, the first three of three or four; else the first alone.
std::vector<int> naturalColorBands(const RasterInfo &info);

/// For each band, the 2nd and 98th percentile of a sample of the whole raster: of an overview where there is one, else
/// of windows spread evenly over it. The time it takes does not depend on the raster's size. Throws Error, Cancelled.
std::vector<Stretch> sampleStretch(GdalRasterSource &source, std::span<const int> bands, const GoOn &mayGoOn = {});

/// `window` of a scene as `size` pixels, averaged; `bands` are three for red, green and blue or one for grey, each with
/// its stretch. Throws Error, or Cancelled soon after `mayGoOn` says so.
PreviewPixels scenePixels(GdalRasterSource &source, const PixelRect &window, Size size, std::span<const int> bands,
                          std::span<const Stretch> stretches, const GoOn &mayGoOn = {});

/// `window` of a classified raster as `size` pixels in the colours of its classes, none of them mixed; values outside
/// the legend are transparent. Throws as scenePixels.
PreviewPixels resultPixels(GdalRasterSource &source, const PixelRect &window, Size size, const ClassLegend &legend,
                           const GoOn &mayGoOn = {});

} // namespace pixelscape
