#pragma once

#include "core/raster/data_sketch.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace pixelscape {

struct BandInfo
{
    QString name;     ///< the band's description; empty where it has none
    QString dataType; ///< GDAL's name: Byte, UInt16, Float32, ...
    int bits = 8;
    bool isFloatingPoint = false;
    bool isAlpha = false;
    std::optional<double> nodata;
    double scale = 1;          ///< what the file says of a stored value: quantity = stored x scale + offset
    double offset = 0;         ///< ours are the stored values
    bool isSignedByte = false; ///< -128..127, which GDAL before 3.7 reads as 0..255
};

/// What is known about a raster without reading its pixels.
struct RasterInfo
{
    QString path;
    QString driver;
    Size size;
    std::vector<BandInfo> bands;
    Size block;                      ///< of the first band
    bool isPixelInterleaved = false; ///< a block holds all bands
    int overviews = 0;               ///< of the first band
    GeoTransform geoTransform;
    bool hasGeoTransform = false;
    QString crsWkt;  ///< empty where there is none
    QString crsName; ///< "EPSG:32725" where the authority is known, else the CRS' own name
};

/// Which of them are asked for: the coordinate system costs every thread some 15 ms, in which PROJ opens its database.
enum class Facts { All, AllButCrs };

/// Where pixels come from. One thread only.
class RasterSource
{
public:
    virtual ~RasterSource() = default;

    virtual const RasterInfo &info() const = 0;

    /// Reads `window`, which lies inside the raster, of some bands (0-based numbers).
    /// `pixels`: bands x height x width values as float; values without data are 0.
    /// `valid`: height x width, 1 where every one of the bands has data, else 0. Throws Error.
    virtual void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                      std::span<std::uint8_t> valid) = 0;

    /// True where it is known without reading that no pixel of the window has data in all of these bands. Throws
    /// Error.
    virtual bool isEmpty(const PixelRect & /*window*/, std::span<const int> /*bands*/) { return false; }

    /// As isEmpty(), but it may read the first of the bands to find out: for windows that are
    /// about to be read.
    virtual bool hasOnlyNodata(const PixelRect &window, std::span<const int> bands) { return isEmpty(window, bands); }

    /// A rough picture of where data is: `hasData` (of each of the grid's cells) becomes 0 in those that hold none as
    /// far as is known without reading, or as looks at single places tell. Throws Error.
    virtual void clearEmpty(const CellGrid & /*grid*/, std::span<const int> /*bands*/, const LookLimits & /*limits*/,
                            std::span<std::uint8_t> /*hasData*/)
    {
    }
};

} // namespace pixelscape
