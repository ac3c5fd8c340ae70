#pragma once

#include "core/base/message.h"
#include "core/run/run_request.h"

#include <QStringList>

#include <vector>

namespace pixelscape {

enum class OutputFolder { MustExist, WillBeMade };

/// What a run is going to write, as far as that is known.
struct OutputNeeds
{
    bool hasProbabilities = false;
    std::int64_t bytes = 0; ///< before compression
    OutputFolder folder = OutputFolder::MustExist;
    QStringList inputs = {}; ///< files that the run reads, beside the input raster's own path and the model's
};

/// What is wrong with the output's place: its folder is missing or cannot be written, it exists, it or its probability
/// raster is the input or one of the model's files, or it would replace a file of something else. A disk that may be
/// too small is a warning.
void checkOutput(const RunRequest &request, const QStringList &modelFiles, const OutputNeeds &needs,
                 std::vector<Problem> &problems);

} // namespace pixelscape
