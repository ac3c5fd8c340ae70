#pragma once

#include "core/base/json.h"
#include "core/model/model_definition.h"

namespace pixelscape {

/// How the predictions of one tile's variants become one.
enum class MergePolicy { Mean, Maximum, Minimum };

/// Test-time augmentation: the tile is predicted turned and mirrored as well.
struct Augmentation
{
    bool enabled = false;
    MergePolicy merge = MergePolicy::Mean;
    ImageSpace space = ImageSpace::Map;
    bool operator==(const Augmentation &) const = default;
};

Json toJson(const Augmentation &augmentation);
Augmentation augmentationFromJson(const Json &json);

} // namespace pixelscape
