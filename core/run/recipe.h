#pragma once

#include "core/base/json.h"
#include "core/run/run_spec.h"
#include "core/run/tile_plan.h"

#include <QByteArray>

namespace pixelscape {

/// What decides the pixels of a result, and nothing else: hashes of model and input, arguments, grid, tile, engine. It
/// goes into the output's metadata; no path, date or machine setting is in it.
Json recipeOf(const RunSpec &spec, const TilePlan &plan, const EngineDescription &engine);

/// What a section log must agree with to be continued: the recipe, how the run is cut into sections, and how the file
/// is written.
QByteArray runIdentity(const RunSpec &spec, const TilePlan &plan, const Json &recipe);

} // namespace pixelscape
