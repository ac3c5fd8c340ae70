#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

#include <QStringList>

#include <vector>

namespace pixelscape {

/// What is wrong with the output's place: its folder is missing or cannot be written, it exists, it is the input or one
/// of the model's files, or it would replace a file of something else.
void checkOutput(const RunRequest &request, const QStringList &modelFiles, std::vector<Problem> &problems);

} // namespace pixelscape
