#pragma once

#include <QByteArray>

#include <vector>

namespace pixelscape {

/// A Torch7 file (binary) of one convolution of 1 x 1: weights are output channels x input channels, one bias for each
/// output channel.
QByteArray torch7Convolution(const std::vector<float> &weights, const std::vector<float> &bias);

} // namespace pixelscape
