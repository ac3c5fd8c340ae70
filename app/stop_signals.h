#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace pixelscape {

/// Turns Ctrl-C, SIGTERM and the end of the terminal (SIGHUP) into a Qt signal: the handler itself only writes a byte
/// to a pipe.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    void stopAsked();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace pixelscape
