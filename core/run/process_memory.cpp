#include "core/run/process_memory.h"

#include <QFile>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The lines of one of the files in which the kernel tells about a process.
QList<QByteArray> linesOf(const QString &file, const QString &process)
{
    QFile told(u"/proc/%1/%2"_s.arg(process, file));
    return told.open(QIODevice::ReadOnly) ? told.readAll().split('\n') : QList<QByteArray>();
}

/// 0 where there is no such line; `name` as the kernel's, with its colon.
std::int64_t bytesTold(const QList<QByteArray> &lines, QByteArrayView name)
{
    for (const QByteArray &line : lines)
        if (line.startsWith(name))
            return line.sliced(name.size()).trimmed().split(' ').first().toLongLong() * 1024;
    return 0;
}

/// Of all the memory that a process has mapped. The kernel looks at every page.
std::int64_t sumOf(QByteArrayView name, const QString &process)
{
    return bytesTold(linesOf(u"smaps_rollup"_s, process), name);
}

} // namespace

std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses)
{
    std::int64_t bytes = sumOf("Pss:", u"self"_s);
    for (const qint64 process : otherProcesses)
        bytes += sumOf("Pss:", QString::number(process));
    return bytes;
}

MemoryWatch::Resident MemoryWatch::resident(const std::vector<qint64> &otherProcesses)
{
    QStringList processes{u"self"_s};
    for (const qint64 process : otherProcesses)
        processes += QString::number(process);
    Resident sum;
    for (const QString &process : processes) {
        const QList<QByteArray> lines = linesOf(u"status"_s, process);
        sum.own += bytesTold(lines, "RssAnon:");
        sum.mapped = std::max(sum.mapped, bytesTold(lines, "RssFile:") + bytesTold(lines, "RssShmem:"));
    }
    return sum;
}

std::int64_t MemoryWatch::bytes(const std::vector<qint64> &otherProcesses)
{
    const Resident now = resident(otherProcesses);
    if (now.mapped > 0 && m_watch.seconds() < m_nextCount)
        return now.own + std::int64_t(m_perMapped * double(now.mapped));
    return counted(otherProcesses);
}

std::int64_t MemoryWatch::counted(const std::vector<qint64> &otherProcesses)
{
    constexpr double shareOfTime = 0.001;
    const Resident before = resident(otherProcesses);
    const Stopwatch counting;
    const std::int64_t all = proportionalMemoryBytes(otherProcesses);
    const Resident after = resident(otherProcesses);
    // What they took or gave back in the meantime is nothing that they have mapped.
    const auto shared = double(all - std::max(before.own, after.own));
    const auto most = double(otherProcesses.size() + 1);
    m_perMapped = after.mapped > 0 ? std::clamp(shared / double(after.mapped), 0.0, most) : 0;
    m_nextCount = m_watch.seconds() + std::max(shortestBetween, counting.seconds() / shareOfTime);
    return all;
}

std::int64_t residentMemoryBytes()
{
    return bytesTold(linesOf(u"status"_s, u"self"_s), "VmRSS:");
}

std::int64_t writtenMemoryBytes(qint64 process)
{
    return sumOf("Private_Dirty:", QString::number(process));
}

} // namespace pixelscape
