#include "core/model/free_memory.h"

#include <QByteArray>
#include <QFile>

using namespace Qt::StringLiterals;

namespace pixelscape {

std::optional<qint64> freeMemory()
{
    QFile file(u"/proc/meminfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray content = file.readAll();
    constexpr QByteArrayView label("MemAvailable:");
    const qsizetype at = content.indexOf(label);
    if (at < 0)
        return std::nullopt;
    const qsizetype begin = at + label.size();
    bool isNumber = false;
    const qint64 kibibytes =
        content.sliced(begin, content.indexOf("kB", begin) - begin).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(kibibytes * 1024) : std::nullopt;
}

} // namespace pixelscape
