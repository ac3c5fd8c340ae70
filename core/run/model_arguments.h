#pragma once

#include "core/base/json.h"
#include "core/base/message.h"
#include "core/inference/augmentation.h"
#include "core/model/channel_rule.h"
#include "core/model/model_definition.h"
#include "core/raster/edge_reflection.h"

#include <map>

namespace pixelscape {

/// modelArguments as the user wrote them: name -> text.
using ArgumentTexts = std::map<QString, QString>;

/// How tiles that overlap make one map.
enum class Blend {
    Crop, ///< the inner part of each tile, side by side
    Hann  ///< the mean of all tiles that see a pixel, weighted by how near the tile's centre it is
};

/// modelArguments as values, with the model's defaults filled in.
struct ModelArguments
{
    Size tile;                ///< tile_size, else what the definition says
    bool isTileAsked = false; ///< tile_size was given: tiles of that size are inferred, and no others
    int padding = 0;          ///< pixels cropped from each side of each prediction; 0 where ModelPadding is set
    int batchSize = 1;        ///< tiles a forward pass; what the definition says, where it is not asked for
    EdgeRule edge = EdgeRule::Reflect;
    DecisionArguments decision;
    Augmentation augmentation;
    Blend blend = Blend::Crop;
    bool probabilityRaster = false; ///< the winning class's probability is written too
};

/// Reads the texts against the definition. Every defect is a Problem on the field modelArguments.NAME.
ModelArguments readModelArguments(const ArgumentTexts &texts, const ModelDefinition &definition,
                                  std::vector<Problem> &problems);

/// The arguments that decide pixels, for the recipe.
Json toJson(const ModelArguments &arguments);

} // namespace pixelscape
