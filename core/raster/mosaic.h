#pragma once

#include "core/raster/raster_collection.h"

namespace pixelscape {

/// VRT text of all items as one raster; where they overlap, the later one is seen. What no item covers has no data.
/// Cells of another size are taken by nearest neighbour. Throws Error: an item cannot be opened; coordinate systems,
/// numbers of bands or types differ; an item has no place on the ground or is rotated.
QString mosaicDefinition(const Collection &collection, CellRule rule, QStringList &remarks);

/// A VRT file over finished class maps of one legend, with paths relative to its own folder, the maps' NoData value and
/// colours. It replaces what was there, whole or not at all. Throws Error: as mosaicDefinition, or it cannot be
/// written.
void writeCollectionVrt(const QStringList &classMaps, const QString &path);

} // namespace pixelscape
