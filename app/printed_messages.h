#pragma once

#include "core/base/message.h"

namespace pixelscape {

/// On standard error, as everything that is no result.
void printLine(const QString &line);

/// With its field, and with the options that put it right in brackets.
void printProblem(const Problem &problem);

void printMessage(const Message &message);

} // namespace pixelscape
