#include "app/progress_line.h"

#include <QString>

#include <cmath>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString rateText(double pixelsPerSecond)
{
    return u"%1 Mpixel/s"_s.arg(pixelsPerSecond / 1e6, 0, 'f', 2);
}

QString timeText(double seconds)
{
    if (seconds < 0)
        return u"time left unknown"_s;
    const auto whole = qint64(std::ceil(seconds));
    if (whole < 60)
        return u"%1 s left"_s.arg(whole);
    if (whole < 3600)
        return u"%1 min %2 s left"_s.arg(whole / 60).arg(whole % 60);
    return u"%1 h %2 min left"_s.arg(whole / 3600).arg(whole / 60 % 60);
}

} // namespace

ProgressLine::ProgressLine(bool quiet) : m_quiet(quiet), m_isTerminal(isatty(STDERR_FILENO)) {}

void ProgressLine::show(const Progress &progress)
{
    if (m_quiet)
        return;
    if (m_isTerminal)
        showBar(progress);
    else
        showTenth(progress);
}

void ProgressLine::clear()
{
    if (m_isShown)
        std::fputs("\r\033[K", stderr);
    m_isShown = false;
}

void ProgressLine::showBar(const Progress &progress)
{
    constexpr int width = 30;
    const int filled = int(progress.share() * width);
    const QString bar = QString(filled, u'=') + QString(width - filled, u' ');
    const QString line = u"[%1] %2 %  %3  %4"_s.arg(bar)
                             .arg(int(progress.share() * 100))
                             .arg(rateText(progress.pixelsPerSecond), timeText(progress.secondsLeft));
    std::fprintf(stderr, "\r%s\033[K", qUtf8Printable(line));
    std::fflush(stderr);
    m_isShown = true;
}

void ProgressLine::showTenth(const Progress &progress)
{
    const int tenths = int(progress.share() * 10);
    if (tenths <= m_tenths)
        return;
    m_tenths = tenths;
    std::fprintf(stderr, "%d %%, %s, %s\n", tenths * 10, qUtf8Printable(rateText(progress.pixelsPerSecond)),
                 qUtf8Printable(timeText(progress.secondsLeft)));
}

} // namespace pixelscape
