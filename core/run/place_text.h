#pragma once

#include "core/base/json.h"

#include <QString>

namespace pixelscape {

/// An item of a portal in a request: "item:ID".
QString itemPlace(const QString &id);
bool isItemPlace(const QString &place);
/// The service of a server, not a file: an address that names an ImageServer.
bool isServiceAddress(const QString &place);

/// The operation's {itemId}, {url} of a service, or {uri}.
Json placeJson(const QString &place);

/// The absolute path of what `folder` is the current one for; everything else stays as it is: addresses, GDAL's own
/// names (/vsizip/..., NETCDF:...), items, JSON, an empty text. Looks at the disk.
QString placeFrom(const QString &folder, const QString &place);

} // namespace pixelscape
