#pragma once

#include <QString>

namespace pixelscape {

/// The raster behind an ArcGIS image service ("https://HOST/arcgis/rest/services/NAME/ImageServer", with ?token=...
/// where it asks for one), as text that GDAL opens (GdalRasterSource's definition): the service's own pixels, in its
/// own type and on its own grid, none of them resampled, with its NoData. Asks the service once; pixels are fetched
/// when they are read, in blocks. Contains the token.
///
/// Throws Error: no answer within `seconds`, no image service, a token that is missing or refused, what the service
/// says is wrong, pixels that are no numbers. Sentences hold the address without its token.
QString imageServiceDefinition(const QString &address, int seconds = 30);

/// Why pixels could not be fetched, from GDAL's words on it, which hold the token and whole pages.
QString imageServiceReason(const QString &words);

} // namespace pixelscape
