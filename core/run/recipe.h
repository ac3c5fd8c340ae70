#pragma once

#include "core/base/json.h"
#include "core/run/run_spec.h"
#include "core/run/tile_plan.h"

#include <QByteArray>
#include <QStringList>

namespace pixelscape {

/// What decides the pixels of a result, and nothing else: hashes of model and input, arguments, grid, tile, engine. It
/// goes into the output's metadata; no path, date or machine setting is in it.
Json recipeOf(const RunSpec &spec, const TilePlan &plan, const EngineDescription &engine);

/// In what a result was made of something else than `spec` would make it of, by the recipe in its metadata: "model",
/// "input", "bands", "scaling", "arguments", "grid", "mask". Engine, version and tiling are left out: they are chosen
/// in the run.
QStringList differencesFrom(const Json &recipe, const RunSpec &spec);

/// The tile that an unfinished run of this request was inferred with, which left its log beside the output; nothing
/// where there is no such run.
std::optional<Size> tileOfUnfinishedRun(const RunSpec &spec);

/// The same of what all rasters of a collection have in common: "model", "arguments", "mask", "grid" (how a resampled
/// one is resampled, and to which coordinate system).
QStringList commonDifferencesFrom(const Json &recipe, const RunSpec &spec);

/// What a section log must agree with to be continued: the recipe, how the run is cut into sections, and how the file
/// is written.
QByteArray runIdentity(const RunSpec &spec, const TilePlan &plan, const Json &recipe);

} // namespace pixelscape
