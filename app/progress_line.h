#pragma once

#include "core/run/progress.h"

#include <QString>

namespace pixelscape {

/// Progress on standard error: a bar that renews itself on a terminal, else a line for each tenth.
class ProgressLine
{
public:
    explicit ProgressLine(bool quiet);

    void show(const Progress &progress);
    /// Before there is progress: a line that renews itself, else one line where it takes long.
    void showLoading(const QString &model, double seconds);
    /// Gives the line back before anything else is printed.
    void clear();

private:
    void renew(const QString &line);
    void showBar(const Progress &progress);
    void showTenth(const Progress &progress);

    bool m_quiet;
    bool m_isTerminal;
    bool m_isShown = false;
    bool m_hasSaidLoading = false;
    int m_tenths = 0;
};

} // namespace pixelscape
