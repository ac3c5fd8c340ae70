#pragma once

#include "core/base/json.h"
#include "core/model/model_definition.h"

#include <vector>

namespace pixelscape {

/// What happens to a raster value x on its way into one channel of the network:
/// s = (x - minimum) / (maximum - minimum), then (s - mean) / deviation. Not clipped.
struct ChannelScaling
{
    double minimum = 0;
    double maximum = 1;
    double mean = 0;
    double deviation = 1;

    bool isIdentity() const { return minimum == 0 && maximum == 1 && mean == 0 && deviation == 1; }
    float apply(float value) const
    {
        const double scaled = (double(value) - minimum) / (maximum - minimum);
        return float((scaled - mean) / deviation);
    }
    bool operator==(const ChannelScaling &) const = default;
};

/// The raster's part in the scaling.
struct RasterValues
{
    std::vector<int> bands;                ///< 0-based raster band of each channel
    bool is8Bit = false;                   ///< every one of these bands is Byte
    DataRange actualRange;                 ///< of the raster's values, used where DataRange rescales more than 8 bits
    std::vector<int> statisticsBands = {}; ///< place of each channel in NormalizationStats; empty: that of its band
};

/// Whether the actual range of the raster's values is needed at all: reading it costs time.
bool needsActualRange(const ModelDefinition &definition, bool is8Bit);

/// Networks that Esri's arcgis.learn trained on 8-bit RGB pictures expect ImageNet's normalisation although their
/// definition does not state it.
bool expectsImageNet(const ModelDefinition &definition, std::size_t channels);

/// One scaling a channel: NormalizationStats decide where there are any, else DataRange, else (for arcgis.learn's RGB
/// models) ImageNet, else values go in as they are. Throws Error where the statistics do not cover a band.
std::vector<ChannelScaling> channelScaling(const ModelDefinition &definition, const RasterValues &raster);

Json toJson(const std::vector<ChannelScaling> &scaling);
std::vector<ChannelScaling> scalingFromJson(const Json &json);

} // namespace pixelscape
