#pragma once

namespace pixelscape {

/// From now on this process gets no more memory than the computer has free: what asks for more gets std::bad_alloc, and
/// one sentence comes of it, where the system would otherwise end some program, not always this one. Does nothing where
/// the system does not tell. Not for work on a GPU, whose drivers map more than they use.
void limitMemoryToWhatIsFree();

} // namespace pixelscape
