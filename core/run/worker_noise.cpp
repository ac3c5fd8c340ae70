#include "core/run/worker_noise.h"

#include <QList>

#include <algorithm>

namespace pixelscape {

void WorkerNoise::add(QByteArrayView bytes)
{
    constexpr qsizetype enough = 2000;
    m_sinceAnswer += bytes.size();
    m_end.append(bytes.last(std::min(bytes.size(), enough)));
    if (m_end.size() > enough)
        m_end = m_end.last(enough);
}

QString WorkerNoise::lastLine() const
{
    constexpr qsizetype readable = 300;
    const QString line = QString::fromUtf8(m_end.trimmed().split('\n').last()).trimmed();
    return line.size() > readable ? line.first(readable) + u'…' : line;
}

} // namespace pixelscape
