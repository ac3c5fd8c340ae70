#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

#include <QWidget>

#include <functional>

namespace pixelscape {

/// Asks for a name and writes the request there, away from the window's thread. `done` is told why it could not be
/// written; an empty sentence stands for success.
void saveRequest(QWidget &window, const RunRequest &request, const std::function<void(const QString &failure)> &done);

/// One a line.
QString sentencesOf(const std::vector<Problem> &problems);

} // namespace pixelscape
