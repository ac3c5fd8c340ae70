#pragma once

#include <QByteArray>
#include <QIODevice>

#include <cstdint>
#include <optional>
#include <vector>

namespace pixelscape {

/// One entry of a directory, its value apart from where it lies in the file.
struct TiffEntry
{
    std::uint16_t tag = 0;
    std::uint16_t type = 0;
    std::uint64_t count = 0;
    QByteArray value; ///< count values of the type, little-endian

    /// The value's numbers; empty where the type is none of the unsigned integers.
    std::vector<std::uint64_t> numbers() const;
};

/// What a TIFF says of one of its images.
struct TiffDirectory
{
    std::vector<TiffEntry> entries; ///< by rising tag

    TiffEntry *find(std::uint16_t tag);
};

/// The directories of a little-endian TIFF, classic or BigTIFF, in the order of the file's chain.
/// Form: Adobe's TIFF 6.0, and its extension to 64 bits by the libtiff project.
struct TiffDirectories
{
    bool isBig = false;
    std::vector<TiffDirectory> images;

    /// Bytes from the file's start to the first directory, without anything between.
    std::uint64_t headerBytes() const { return isBig ? 16 : 8; }
    /// Of all directories with their values, one after the other.
    std::uint64_t bytes() const;
    /// Header, then `between`, then the directories; they begin at an even place. Everything that lies behind them is
    /// where their values say.
    QByteArray toBytes(const QByteArray &between) const;
};

/// Nothing where the file is damaged or in another form.
std::optional<TiffDirectories> readTiffDirectories(QIODevice &file);

} // namespace pixelscape
