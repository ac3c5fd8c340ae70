#pragma once

#include "core/base/message.h"
#include "core/model/model_definition.h"
#include "core/raster/raster_source.h"
#include "core/run/value_sample.h"

#include <optional>

namespace pixelscape {

/// What the sentences call the two.
struct InputNames
{
    QString raster; ///< "scene.tif"
    QString model;  ///< "cloud.dlpk"
};

/// Where the raster's cells are clearly finer or coarser on the ground than those that the model was trained on: by
/// more than a quarter, since networks bear that much, and projections stretch cells by less than that but for
/// Mercator, which is reckoned with.
std::optional<Problem> cellSizeWarning(const ModelDefinition &definition, const RasterInfo &raster,
                                       const InputNames &names);

/// The stored values that the model expects in each channel, the lowest and the highest; empty where it states none.
/// `statisticsBands` as in RasterValues.
std::vector<DataRange> expectedValues(const ModelDefinition &definition, const std::vector<int> &statisticsBands);

/// Where the raster's values lie clearly outside, or fill almost nothing of what the model expects. "Clearly": in half
/// the channels the median lies outside by more than half the expected range, or in every channel the values stay
/// within the lowest twentieth of it. Scenes of another season or sensor do not do that; another unit does.
std::optional<Problem> valueWarning(const std::vector<DataRange> &expected, const std::vector<BandSample> &samples,
                                    const InputNames &names);

/// Where a network that knows 8-bit pictures is given other numbers. `bands` are those of its channels.
std::optional<Problem> pictureWarning(const ModelDefinition &definition, const RasterInfo &raster,
                                      const std::vector<int> &bands, const InputNames &names);

/// That the network gets values as they are stored, where one of the bands has a scale or an offset; else empty.
QString storedValuesRemark(const RasterInfo &raster, const std::vector<int> &bands, const InputNames &names);

/// "10,000", "0.25"
QString numberText(double number);

} // namespace pixelscape
