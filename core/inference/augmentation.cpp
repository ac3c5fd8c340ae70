#include "core/inference/augmentation.h"

namespace pixelscape {

Json toJson(const Augmentation &augmentation)
{
    return {{"enabled", augmentation.enabled},
            {"merge", int(augmentation.merge)},
            {"pixelSpace", augmentation.space == ImageSpace::Pixel}};
}

Augmentation augmentationFromJson(const Json &json)
{
    return {json.at("enabled").get<bool>(), MergePolicy(json.at("merge").get<int>()),
            json.at("pixelSpace").get<bool>() ? ImageSpace::Pixel : ImageSpace::Map};
}

} // namespace pixelscape
