#include "app/stop_signals.h"

#include <array>
#include <csignal>

#include <unistd.h>

namespace pixelscape {

namespace {

constexpr std::array stopSignals{SIGINT, SIGTERM, SIGHUP};
int pipeEnds[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    const ssize_t written = write(pipeEnds[1], &byte, 1);
    static_cast<void>(written); // a full pipe has been heard already
}

/// A program started by nohup, or in the background of a script, is meant not to hear them.
void hearUnlessIgnored(int signal)
{
    if (std::signal(signal, onSignal) == SIG_IGN)
        std::signal(signal, SIG_IGN);
}

} // namespace

StopSignals::StopSignals()
{
    if (pipe(pipeEnds) != 0)
        return;
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(pipeEnds[0], &byte, 1) == 1)
            Q_EMIT stopAsked();
    });
    for (const int signal : stopSignals)
        hearUnlessIgnored(signal);
}

StopSignals::~StopSignals()
{
    for (const int signal : stopSignals)
        std::signal(signal, SIG_DFL);
    delete m_notifier;
    close(pipeEnds[0]);
    close(pipeEnds[1]);
}

} // namespace pixelscape
