#pragma once

#include "core/base/message.h"
#include "core/run/run_spec.h"

#include <optional>
#include <vector>

namespace pixelscape {

/// What became of a request: something that can run, or all that is wrong with it at once; warnings come with either.
struct Resolution
{
    std::optional<RunSpec> spec;
    std::vector<Problem> problems;
    std::vector<Message> messages; ///< decisions that the user should know of
};

/// Opens the model and the raster once and checks everything that can be known without running the network. Never
/// throws.
Resolution resolve(const RunRequest &request);

} // namespace pixelscape
