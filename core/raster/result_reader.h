#pragma once

#include "core/model/class_legend.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace pixelscape {

/// One class row of a finished output, as its attribute table has it.
struct ResultClass
{
    ClassEntry entry;
    std::int64_t pixels = 0;
};

/// What the attribute table of a classified raster says; empty where it has none.
std::vector<ResultClass> readResultClasses(const QString &raster);

/// The recipe in a result's metadata, as JSON text; empty where there is none.
QString readRecipeText(const QString &raster);

/// By this description of its band a probability raster is known.
constexpr const char *probabilityBandName = "probability of the class";

/// Whether a file is a probability raster that Pixelscape wrote.
bool isProbabilityRaster(const QString &raster);

} // namespace pixelscape
