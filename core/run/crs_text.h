#pragma once

#include "core/base/json.h"

#include <QString>

#include <optional>

namespace pixelscape {

/// A coordinate system as a request has it, in one spelling: "epsg:32633" and "32633" are "EPSG:32633", Esri's own
/// numbers "ESRI:102100"; WKT and whatever else PROJ knows stay as they are.
QString crsText(const QString &typed);

/// By Esri's well-known number: numbers that EPSG could have are EPSG's.
QString crsOfWellKnownId(std::int64_t number);

/// The operation's spatialReference: {wkid} where there is a number, else {wkt}.
Json spatialReferenceJson(const QString &crs);

} // namespace pixelscape
