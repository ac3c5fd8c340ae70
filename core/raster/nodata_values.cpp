#include "core/raster/nodata_values.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

template <typename Value>
void clear(Value nodata, std::span<const Value> values, std::span<float> pixels, std::span<std::uint8_t> valid)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool isData = values[i] != nodata;
        pixels[i] = isData ? pixels[i] : 0.0F;
        valid[i] = isData ? valid[i] : std::uint8_t(0);
    }
}

template <typename Value> void subtractFromUpperHalf(std::span<Value> values)
{
    constexpr Value half = 128;
    for (Value &value : values)
        value = value >= half ? value - 2 * half : value;
}

} // namespace

bool showsItsNodata(const BandInfo &band)
{
    constexpr int exactBits = 16;
    return !band.isFloatingPoint && band.bits <= exactBits && std::trunc(*band.nodata) == *band.nodata &&
           (band.dataType != "Byte"_L1 || *band.nodata >= 0 || band.isSignedByte);
}

bool needsExactNodata(const BandInfo &band)
{
    constexpr int exactBits = 24; // of a whole number
    constexpr int floatBits = 32;
    return band.bits > (band.isFloatingPoint ? floatBits : exactBits);
}

void clearValue(float nodata, std::span<const float> values, std::span<float> pixels, std::span<std::uint8_t> valid)
{
    clear(nodata, values, pixels, valid);
}

void clearValue(double nodata, std::span<const double> values, std::span<float> pixels, std::span<std::uint8_t> valid)
{
    clear(nodata, values, pixels, valid);
}

void clearNotFinite(std::span<float> pixels, std::span<std::uint8_t> valid)
{
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        if (!std::isfinite(pixels[i])) {
            pixels[i] = 0;
            valid[i] = 0;
        }
    }
}

void makeSigned(std::span<float> values)
{
    subtractFromUpperHalf(values);
}

void makeSigned(std::span<double> values)
{
    subtractFromUpperHalf(values);
}

} // namespace pixelscape
