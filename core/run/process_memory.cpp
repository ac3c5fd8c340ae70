#include "core/run/process_memory.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

std::int64_t proportionalSetSize(const QString &process)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("Pss:"))
            return line.sliced(4).trimmed().split(' ').first().toLongLong() * 1024;
    return 0;
}

} // namespace

std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses)
{
    std::int64_t bytes = proportionalSetSize(u"self"_s);
    for (const qint64 process : otherProcesses)
        bytes += proportionalSetSize(QString::number(process));
    return bytes;
}

} // namespace pixelscape
