#include "core/run/process_memory.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Of all the memory that a process has mapped; `name` as the kernel's.
std::int64_t sumOf(const QByteArray &name, const QString &process)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith(name + ':'))
            return line.sliced(name.size() + 1).trimmed().split(' ').first().toLongLong() * 1024;
    return 0;
}

} // namespace

std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses)
{
    std::int64_t bytes = sumOf("Pss", u"self"_s);
    for (const qint64 process : otherProcesses)
        bytes += sumOf("Pss", QString::number(process));
    return bytes;
}

std::int64_t writtenMemoryBytes(qint64 process)
{
    return sumOf("Private_Dirty", QString::number(process));
}

} // namespace pixelscape
