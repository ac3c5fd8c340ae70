#pragma once

#include "core/model/definition_members.h"
#include "core/model/model_definition.h"

namespace pixelscape {

/// The member NormalizationStats; nothing where absent. Of its lists four are used: band_min_values, band_max_values,
/// scaled_mean_values, scaled_std_values. A null list is empty; a null or NaN entry is 0 (minimum, mean) or 1 (maximum,
/// std). Throws Error: lists of different lengths, or a band among `usedBands` (absent: any band) that cannot be scaled
/// because its maximum equals its minimum or its std is 0.
std::optional<NormalizationStats> readNormalization(const DefinitionMembers &definition,
                                                    const std::optional<std::vector<BandReference>> &usedBands);

} // namespace pixelscape
