#pragma once

namespace pixelscape {

/// What the system takes to find a byte of memory for a process that writes to it for the first time, in seconds:
/// measured on a few dozen megabytes. From 0.1 ns on a computer of one's own to 2 ns on one that is itself a program of
/// another; 0 where it cannot be measured.
double firstTouchSecondsPerByte();

} // namespace pixelscape
