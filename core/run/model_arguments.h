#pragma once

#include "core/base/json.h"
#include "core/base/message.h"
#include "core/model/channel_rule.h"
#include "core/model/model_definition.h"
#include "core/raster/edge_reflection.h"

#include <map>

namespace pixelscape {

/// modelArguments as the user wrote them: name -> text.
using ArgumentTexts = std::map<QString, QString>;

/// modelArguments as values, with the model's defaults filled in.
struct ModelArguments
{
    Size tile;         ///< tile_size, else what the definition says
    int padding = 0;   ///< pixels cropped from each side of each prediction; 0 where ModelPadding is set
    int batchSize = 1; ///< tiles a forward pass
    EdgeRule edge = EdgeRule::Reflect;
    DecisionArguments decision;
};

/// Reads the texts against the definition. Every defect is a Problem on the field modelArguments.NAME.
ModelArguments readModelArguments(const ArgumentTexts &texts, const ModelDefinition &definition,
                                  std::vector<Problem> &problems);

/// The arguments that decide pixels, for the recipe.
Json toJson(const ModelArguments &arguments);

} // namespace pixelscape
