#pragma once

namespace pixelscape {

/// The whole life of a `pixelscape worker` process: speaks frames on what standard input and output were, sends library
/// noise to standard error, runs at lower priority, ends with its parent. Returns the exit code.
int runWorkerProcess();

} // namespace pixelscape
