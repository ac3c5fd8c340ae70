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

/// 0 where there is no such line; `name` as the kernel's.
std::int64_t bytesTold(const QList<QByteArray> &lines, const QByteArray &name)
{
    for (const QByteArray &line : lines)
        if (line.startsWith(name + ':'))
            return line.sliced(name.size() + 1).trimmed().split(' ').first().toLongLong() * 1024;
    return 0;
}

/// Of all the memory that a process has mapped. The kernel looks at every page.
std::int64_t sumOf(const QByteArray &name, const QString &process)
{
    return bytesTold(linesOf(u"smaps_rollup"_s, process), name);
}

} // namespace

std::int64_t proportionalMemoryBytes(const std::vector<qint64> &otherProcesses)
{
    std::int64_t bytes = sumOf("Pss", u"self"_s);
    for (const qint64 process : otherProcesses)
        bytes += sumOf("Pss", QString::number(process));
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
        sum.own += bytesTold(lines, "RssAnon");
        sum.mapped = std::max(sum.mapped, bytesTold(lines, "RssFile") + bytesTold(lines, "RssShmem"));
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
    const Resident now = resident(otherProcesses);
    const Stopwatch counting;
    const std::int64_t all = proportionalMemoryBytes(otherProcesses);
    m_perMapped = now.mapped > 0 ? double(all - now.own) / double(now.mapped) : 0;
    m_nextCount = m_watch.seconds() + std::max(shortestBetween, counting.seconds() / shareOfTime);
    return all;
}

std::int64_t writtenMemoryBytes(qint64 process)
{
    return sumOf("Private_Dirty", QString::number(process));
}

} // namespace pixelscape
