#include "core/run/memory_limit.h"

#include "core/model/free_memory.h"

#include <QByteArray>
#include <QFile>

#include <algorithm>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What counts towards RLIMIT_DATA: private memory that can be written.
std::optional<qint64> ownDataBytes()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("VmData:"))
            return line.sliced(7).trimmed().split(' ').first().toLongLong() * 1024;
    return std::nullopt;
}

} // namespace

void limitMemoryToWhatIsFree()
{
    // A computer that has less free pushes other programs' memory to disk first; that is no reason to refuse.
    constexpr qint64 least = qint64(1) << 30;
    const std::optional<qint64> free = freeMemory();
    const std::optional<qint64> used = ownDataBytes();
    if (!free || !used)
        return;
    rlimit limit{};
    getrlimit(RLIMIT_DATA, &limit);
    limit.rlim_cur = std::min(limit.rlim_max, rlim_t(*used + std::max(*free, least)));
    setrlimit(RLIMIT_DATA, &limit);
}

} // namespace pixelscape
