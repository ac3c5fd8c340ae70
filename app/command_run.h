#pragma once

#include "core/run/runner.h"

#include <QStringList>

namespace pixelscape {

/// Reads the words, resolves the request, runs it with progress on standard error, prints what came of it.
/// Returns the exit code.
int runFromCommandLine(const QString &face, const QStringList &words, Runner::Purpose purpose);

} // namespace pixelscape
