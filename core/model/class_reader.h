#pragma once

#include "core/model/class_legend.h"
#include "core/model/definition_members.h"

namespace pixelscape {

/// The member Classes: a list of Value, Name, Color (older: ClassValue, ClassName). A class without name is called by
/// its value, one without colour gets the palette's. Throws Error: no classes, a Value missing, not whole, beyond 32
/// bits or there twice, a Color that is none.
ClassLegend readClasses(const DefinitionMembers &definition);

} // namespace pixelscape
