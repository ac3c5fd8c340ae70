#include "app/progress_line.h"

#include "core/run/figure_text.h"

#include <QFileInfo>

#include <cstdio>
#include <utility>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

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

void ProgressLine::showLoading(const QString &model, double seconds)
{
    constexpr double worthALine = 5;
    if (m_quiet)
        return;
    const QString line = u"Loading the network of %1 (%2)"_s.arg(QFileInfo(model).fileName(), durationText(seconds));
    if (m_isTerminal)
        renew(line);
    else if (seconds >= worthALine && !std::exchange(m_hasSaidLoading, true))
        std::fprintf(stderr, "%s\n", qUtf8Printable(line));
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
                             .arg(rateText(progress.pixelsPerSecond), timeLeftText(progress.secondsLeft));
    renew(line);
}

void ProgressLine::renew(const QString &line)
{
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
                 qUtf8Printable(timeLeftText(progress.secondsLeft)));
}

} // namespace pixelscape
