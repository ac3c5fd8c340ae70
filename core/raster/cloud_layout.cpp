#include "core/raster/cloud_layout.h"

#include "core/raster/tiff_directories.h"

#include <QFile>
#include <QtEndian>

#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr std::uint16_t tileOffsets = 324;
constexpr std::uint16_t tileByteCounts = 325;
constexpr std::uint16_t subDirectories = 330;
constexpr std::uint16_t long32 = 4;
constexpr std::uint16_t long64 = 16;

/// Before each tile stands its size, behind it once more its last bytes, as structureNote() says: a reader knows then
/// how much to fetch, and whether the tile was changed since.
constexpr std::uint64_t leaderBytes = 4;
constexpr qsizetype trailerBytes = 4;

/// The last line is as wide with YES, which whoever changes the file in another way writes over it.
QByteArray structureNote()
{
    const QByteArray lines = "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n"
                             "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n "_ba;
    return "GDAL_STRUCTURAL_METADATA_SIZE=" + QByteArray::number(lines.size()).rightJustified(6, '0') + " bytes\n" +
           lines;
}

/// The tiles of one image: where they are and how large; both 0 for one that was never written.
struct Tiles
{
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint64_t> sizes;
};

class CloudOrder
{
public:
    /// False where the file is not of a kind that can be put in order.
    bool read(QFile &file)
    {
        std::optional<TiffDirectories> found = readTiffDirectories(file);
        if (!found || found->images.empty())
            return false;
        m_directories = std::move(*found);
        for (TiffDirectory &image : m_directories.images) {
            const TiffEntry *offsets = image.find(tileOffsets);
            const TiffEntry *sizes = image.find(tileByteCounts);
            if (!offsets || !sizes || image.find(subDirectories))
                return false;
            m_tiles.push_back({offsets->numbers(), sizes->numbers()});
            if (m_tiles.back().offsets.size() != m_tiles.back().sizes.size())
                return false;
        }
        return settlePlaces();
    }

    bool write(QFile &from, QFile &to, const GoOn &mayGoOn) const
    {
        const QByteArray start = m_directories.toBytes(structureNote());
        if (to.write(start) != start.size())
            return false;
        for (auto tiles = m_tiles.rbegin(); tiles != m_tiles.rend(); ++tiles)
            if (!copyTiles(*tiles, from, to, mayGoOn))
                return false;
        return to.flush();
    }

private:
    /// Says in the directories where the tiles will be.
    bool settlePlaces()
    {
        const bool isBig = m_directories.isBig;
        for (TiffDirectory &image : m_directories.images) {
            TiffEntry &entry = *image.find(tileOffsets);
            entry.type = isBig ? long64 : long32; // the places may be farther than those before
            entry.value = QByteArray(qsizetype(entry.count) * (isBig ? 8 : 4), '\0');
        }
        std::uint64_t place = m_directories.headerBytes() + std::uint64_t(structureNote().size());
        place += place % 2 + m_directories.bytes();
        for (std::size_t i = m_tiles.size(); i-- > 0;) {
            QByteArray &value = m_directories.images[i].find(tileOffsets)->value;
            value.clear();
            for (const std::uint64_t size : m_tiles[i].sizes) {
                const std::uint64_t at = size > 0 ? place + leaderBytes : 0;
                value.append(reinterpret_cast<const char *>(&at), isBig ? 8 : 4);
                place += size > 0 ? leaderBytes + size + trailerBytes : 0;
            }
        }
        return isBig || place <= std::numeric_limits<std::uint32_t>::max();
    }

    static bool copyTiles(const Tiles &tiles, QFile &from, QFile &to, const GoOn &mayGoOn)
    {
        for (std::size_t i = 0; i < tiles.sizes.size(); ++i) {
            constexpr std::size_t often = 256;
            if (i % often == 0)
                throwIfStopped(mayGoOn);
            const auto size = qint64(tiles.sizes[i]);
            if (size == 0)
                continue;
            const QByteArray tile = from.seek(qint64(tiles.offsets[i])) ? from.read(size) : QByteArray();
            if (tile.size() != size || tile.size() < trailerBytes || !appendTile(tile, to))
                return false;
        }
        return true;
    }

    static bool appendTile(const QByteArray &tile, QFile &to)
    {
        const auto size = qToLittleEndian(std::uint32_t(tile.size()));
        const QByteArray leader(reinterpret_cast<const char *>(&size), sizeof(size));
        return to.write(leader + tile + tile.last(trailerBytes)) == tile.size() + leader.size() + trailerBytes;
    }

    TiffDirectories m_directories;
    std::vector<Tiles> m_tiles; ///< of each image
};

/// Removes itself unless it takes the other file's place.
class Copy
{
public:
    explicit Copy(const QString &path) : m_file(path) {}
    ~Copy() { m_file.remove(); }
    Q_DISABLE_COPY_MOVE(Copy)

    QFile &file() { return m_file; }
    bool takePlaceOf(const QString &path)
    {
        m_file.close();
        return std::rename(QFile::encodeName(m_file.fileName()).constData(), QFile::encodeName(path).constData()) == 0;
    }

private:
    QFile m_file;
};

} // namespace

bool putInCloudOrder(const QString &path, const GoOn &mayGoOn)
{
    QFile from(path);
    if (!from.open(QIODevice::ReadOnly))
        return false;
    CloudOrder order;
    if (!order.read(from))
        return true;
    Copy copy(path + u".ordered"_s);
    return copy.file().open(QIODevice::WriteOnly) && order.write(from, copy.file(), mayGoOn) && copy.takePlaceOf(path);
}

} // namespace pixelscape
