#pragma once

#include "core/raster/raster_source.h"

#include <cstdint>
#include <span>

namespace pixelscape {

/// Whether the pixels of a band that declares NoData tell as well as GDAL's mask which are NoData, without reading its
/// blocks again: a float holds every value of the band. A NoData value that such a band cannot hold GDAL compares in
/// ways of its own.
bool showsItsNodata(const BandInfo &band);

/// Whether a float does not tell the NoData value from its neighbours, as of larger whole numbers and of doubles.
bool needsExactNodata(const BandInfo &band);

/// Where `values` are NoData, `pixels` become 0 and are not valid; all are of the same pixels.
void clearValue(float nodata, std::span<const float> values, std::span<float> pixels, std::span<std::uint8_t> valid);
void clearValue(double nodata, std::span<const double> values, std::span<float> pixels, std::span<std::uint8_t> valid);

/// The same of NaN and infinities.
void clearNotFinite(std::span<float> pixels, std::span<std::uint8_t> valid);

/// Signed bytes as GDAL before 3.7 reads them: those above 127 are the negative ones.
void makeSigned(std::span<float> values);
void makeSigned(std::span<double> values);

} // namespace pixelscape
