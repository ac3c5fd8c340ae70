#pragma once

#include <QByteArray>

#include <vector>

namespace pixelscape {

/// Rows of a section that are compressed together: who puts sections side by side in the rows of a block unpacks little
/// more of each, however high the sections are.
inline constexpr int rowsOfBand = 128;

/// Rows of `rowBytes` bytes, compressed fast and band by band: each band is its length (4 bytes, little endian) and
/// what qCompress makes of it.
QByteArray packBands(const QByteArray &rows, qsizetype rowBytes);

/// The bands, still as qCompress made them. Throws Error where the bytes are not such bands.
std::vector<QByteArray> bandsOf(const QByteArray &packed);

/// Bytes of all rows, from what qCompress writes in front of each band; -1 where there are no bands.
std::int64_t unpackedSize(const QByteArray &packed);

/// All rows. Throws Error as bandsOf() does.
QByteArray unpackBands(const QByteArray &packed);

} // namespace pixelscape
