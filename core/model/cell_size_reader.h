#pragma once

#include "core/model/definition_members.h"
#include "core/model/model_definition.h"

namespace pixelscape {

/// MinCellSize or MaxCellSize: {x, y, spatialReference {wkid, latestWkid}}, or one number. It only serves a warning, so
/// what makes no sense is as good as absent.
std::optional<GroundCellSize> readCellSize(const DefinitionMembers &members, const char *name);

} // namespace pixelscape
