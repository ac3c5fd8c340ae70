#include "core/raster/tiff_directories.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace pixelscape {

namespace {

/// Bytes of a value of each type, from type 1; 0 for numbers that are no type.
constexpr std::array<std::uint8_t, 19> typeBytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

/// Sizes that differ between the two forms.
struct Form
{
    bool isBig;

    int countBytes() const { return isBig ? 8 : 2; } ///< how many entries a directory has
    int entryBytes() const { return isBig ? 20 : 12; }
    int placeBytes() const { return isBig ? 8 : 4; } ///< also of a value that stands in its entry
};

std::uint64_t numberAt(const char *bytes, int width)
{
    switch (width) {
    case 1:
        return std::uint8_t(*bytes);
    case 2:
        return qFromLittleEndian<std::uint16_t>(bytes);
    case 4:
        return qFromLittleEndian<std::uint32_t>(bytes);
    default:
        return qFromLittleEndian<std::uint64_t>(bytes);
    }
}

void appendNumber(QByteArray &bytes, std::uint64_t number, int width)
{
    for (int i = 0; i < width; ++i)
        bytes.append(char(number >> (8 * i)));
}

std::uint64_t evenlyFilled(std::uint64_t bytes)
{
    return bytes + bytes % 2;
}

class Reader
{
public:
    Reader(QIODevice &file, Form form) : m_file(file), m_form(form) {}

    std::optional<TiffDirectory> directoryAt(std::uint64_t place, std::uint64_t &next)
    {
        constexpr std::uint64_t mostEntries = 4096;
        const QByteArray head = bytesAt(place, m_form.countBytes());
        if (head.isEmpty())
            return std::nullopt;
        const std::uint64_t count = numberAt(head.constData(), m_form.countBytes());
        if (count == 0 || count > mostEntries)
            return std::nullopt;
        const QByteArray list = bytesAt(place + std::uint64_t(m_form.countBytes()),
                                        qint64(count) * m_form.entryBytes() + m_form.placeBytes());
        if (list.isEmpty())
            return std::nullopt;
        TiffDirectory directory;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::optional<TiffEntry> entry = entryFrom(list.constData() + i * std::uint64_t(m_form.entryBytes()));
            if (!entry)
                return std::nullopt;
            directory.entries.push_back(std::move(*entry));
        }
        next = numberAt(list.constData() + count * std::uint64_t(m_form.entryBytes()), m_form.placeBytes());
        return directory;
    }

private:
    /// Empty where the file has not so many.
    QByteArray bytesAt(std::uint64_t place, qint64 count)
    {
        if (place > std::uint64_t(m_file.size()) || count > m_file.size() - qint64(place) ||
            !m_file.seek(qint64(place)))
            return {};
        return m_file.read(count);
    }

    std::optional<TiffEntry> entryFrom(const char *bytes)
    {
        constexpr std::uint64_t mostBytes = std::uint64_t(1) << 31;
        const int widthOfCount = m_form.placeBytes();
        TiffEntry entry{std::uint16_t(numberAt(bytes, 2)),
                        std::uint16_t(numberAt(bytes + 2, 2)),
                        numberAt(bytes + 4, widthOfCount),
                        {}};
        const int each = entry.type < typeBytes.size() ? typeBytes[entry.type] : 0;
        if (each == 0 || entry.count > mostBytes / std::uint64_t(each))
            return std::nullopt;
        const auto size = qint64(entry.count) * each;
        const char *inside = bytes + 4 + widthOfCount;
        entry.value = size <= m_form.placeBytes() ? QByteArray(inside, size)
                                                  : bytesAt(numberAt(inside, m_form.placeBytes()), size);
        return entry.value.size() == size ? std::optional(entry) : std::nullopt;
    }

    QIODevice &m_file;
    Form m_form;
};

std::uint64_t directoryBytes(const TiffDirectory &directory, Form form)
{
    auto bytes = std::uint64_t(form.countBytes()) + directory.entries.size() * std::uint64_t(form.entryBytes()) +
                 std::uint64_t(form.placeBytes());
    bytes = evenlyFilled(bytes);
    for (const TiffEntry &entry : directory.entries)
        if (entry.value.size() > form.placeBytes())
            bytes += evenlyFilled(std::uint64_t(entry.value.size()));
    return bytes;
}

/// A directory that begins at `place`, with its values behind it.
QByteArray directoryAt(const TiffDirectory &directory, std::uint64_t place, std::uint64_t next, Form form)
{
    QByteArray list;
    QByteArray values;
    const std::uint64_t listBytes =
        evenlyFilled(std::uint64_t(form.countBytes()) + directory.entries.size() * std::uint64_t(form.entryBytes()) +
                     std::uint64_t(form.placeBytes()));
    appendNumber(list, directory.entries.size(), form.countBytes());
    for (const TiffEntry &entry : directory.entries) {
        appendNumber(list, entry.tag, 2);
        appendNumber(list, entry.type, 2);
        appendNumber(list, entry.count, form.placeBytes());
        if (entry.value.size() <= form.placeBytes()) {
            list += entry.value + QByteArray(form.placeBytes() - entry.value.size(), '\0');
            continue;
        }
        appendNumber(list, place + listBytes + std::uint64_t(values.size()), form.placeBytes());
        values += entry.value;
        values += QByteArray(values.size() % 2, '\0');
    }
    appendNumber(list, next, form.placeBytes());
    list += QByteArray(qsizetype(listBytes) - list.size(), '\0');
    return list + values;
}

} // namespace

std::vector<std::uint64_t> TiffEntry::numbers() const
{
    constexpr std::array<std::uint16_t, 4> unsignedTypes{1, 3, 4, 16};
    std::vector<std::uint64_t> numbers;
    if (std::ranges::find(unsignedTypes, type) == unsignedTypes.end())
        return numbers;
    const int each = typeBytes[type];
    for (qsizetype at = 0; at < value.size(); at += each)
        numbers.push_back(numberAt(value.constData() + at, each));
    return numbers;
}

TiffEntry *TiffDirectory::find(std::uint16_t tag)
{
    const auto found = std::ranges::find(entries, tag, &TiffEntry::tag);
    return found == entries.end() ? nullptr : &*found;
}

std::uint64_t TiffDirectories::bytes() const
{
    std::uint64_t sum = 0;
    for (const TiffDirectory &image : images)
        sum += directoryBytes(image, {isBig});
    return sum;
}

QByteArray TiffDirectories::toBytes(const QByteArray &between) const
{
    const Form form{isBig};
    std::uint64_t place = evenlyFilled(headerBytes() + std::uint64_t(between.size()));
    QByteArray bytes("II");
    appendNumber(bytes, isBig ? 43 : 42, 2);
    if (isBig)
        appendNumber(bytes, 8, 4); // bytes of a place, and two that are 0
    appendNumber(bytes, place, form.placeBytes());
    bytes += between;
    bytes += QByteArray(bytes.size() % 2, '\0');
    for (std::size_t i = 0; i < images.size(); ++i) {
        const std::uint64_t end = place + directoryBytes(images[i], form);
        bytes += directoryAt(images[i], place, i + 1 < images.size() ? end : 0, form);
        place = end;
    }
    return bytes;
}

std::optional<TiffDirectories> readTiffDirectories(QIODevice &file)
{
    constexpr std::size_t mostImages = 64;
    TiffDirectories directories;
    file.seek(0);
    const QByteArray head = file.read(16);
    if (head.size() < 16 || !head.startsWith("II"))
        return std::nullopt;
    const std::uint64_t version = numberAt(head.constData() + 2, 2);
    directories.isBig = version == 43;
    if (version != 42 && version != 43)
        return std::nullopt;
    Reader reader(file, {directories.isBig});
    std::uint64_t next = directories.isBig ? numberAt(head.constData() + 8, 8) : numberAt(head.constData() + 4, 4);
    while (next != 0) {
        std::optional<TiffDirectory> directory = reader.directoryAt(next, next);
        if (!directory || directories.images.size() == mostImages)
            return std::nullopt;
        directories.images.push_back(std::move(*directory));
    }
    return directories;
}

} // namespace pixelscape
