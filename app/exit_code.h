#pragma once

#include "core/base/outcome.h"

namespace pixelscape {

/// Exit codes of the program; scripts rely on them.
enum ExitCode { ExitFinished = 0, ExitFailed = 1, ExitRefused = 2, ExitCancelled = 130 };

inline ExitCode exitCodeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Finished:
        return ExitFinished;
    case Outcome::Cancelled:
        return ExitCancelled;
    case Outcome::Refused:
        return ExitRefused;
    case Outcome::Failed:
        break;
    }
    return ExitFailed;
}

} // namespace pixelscape
