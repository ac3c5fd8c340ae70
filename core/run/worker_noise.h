#pragma once

#include <QByteArray>
#include <QString>

namespace pixelscape {

/// What a worker writes to standard error. Libraries talk a lot: only the last of it is kept, to explain a crash with.
class WorkerNoise
{
public:
    /// No library says so much about one section; a network that does would burn the runner's time for ever.
    static constexpr qint64 mostBetweenAnswers = 64'000'000;

    void add(QByteArrayView bytes);
    /// The worker has answered: it may talk as much again.
    void onAnswer() { m_sinceAnswer = 0; }
    bool isFlood() const { return m_sinceAnswer > mostBetweenAnswers; }
    /// The last line that is not empty, shortened; empty where there is none.
    QString lastLine() const;

private:
    QByteArray m_end;
    qint64 m_sinceAnswer = 0;
};

} // namespace pixelscape
