#pragma once

#include <QString>

class GDALDataset;

namespace pixelscape {

/// BLAKE2b-256 over the order, sizes and contents of the files that make up a dataset; of the file `name` where it
/// tells of none; where that is no file (a service), of the name and the pixels in the raster's middle. Of a file over
/// 8 MiB, 64 pieces of 64 KiB spread evenly are hashed: one of any size answers at once. Paths and dates do not count.
QString contentFingerprint(GDALDataset &dataset, const QString &name);

} // namespace pixelscape
