#pragma once

#include <vector>

namespace pixelscape {

/// The largest difference between two sets of scores, as a share of the largest score; infinite where they cannot be
/// compared.
float relativeDifference(const std::vector<float> &a, const std::vector<float> &b);

/// Whether neighbouring pixels get different scores: a network that answers the same everywhere (a saturated sigmoid)
/// tells nothing about what it looks at. `channels` scores of a pixel stand together.
bool varies(const std::vector<float> &scores, std::size_t channels);

/// Differences up to this one are rounding: the same sums, added up in another order.
inline constexpr float equalScores = 1e-5F;

} // namespace pixelscape
