#pragma once

#include "core/inference/engine.h"

#include <functional>

namespace pixelscape {

/// What a network answers: one output.
struct FakeOutput
{
    std::vector<int> shape;
    std::vector<float> values;
};

/// A network as a function of its input tensor.
using FakeNetwork = std::function<FakeOutput(const TensorView &input)>;

/// An engine that runs such a function.
class FakeEngine : public Engine
{
public:
    explicit FakeEngine(FakeNetwork network) : m_network(std::move(network)) {}

    EngineDescription description() const override;
    std::vector<TensorView> infer(const TensorView &input) override;

private:
    FakeNetwork m_network;
    FakeOutput m_output;
};

/// The networks below take one batch, channels first, and look at the first channel where they answer one or two. What
/// lies outside the tile is 0 to them, as to a convolution with zero padding.

/// The input itself: the class of the band with the highest value, or a label where there is one band.
FakeNetwork identityNetwork();

/// Two scores a pixel; the second is higher where the value is above the threshold.
FakeNetwork thresholdNetwork(float threshold);

/// One label a pixel: the sum of the 3x3 pixels around it. Sees one pixel far, stride 1.
FakeNetwork neighbourSumNetwork();

/// The same without zero padding: its map is smaller than the tile by one pixel on each side.
FakeNetwork croppedNeighbourSumNetwork();

/// As thresholdNetwork, on the mean of blocks of block x block pixels counted from the tile's corner: a network of that
/// stride. The tile must be whole blocks.
FakeNetwork blockMeanNetwork(int block, float threshold);

/// Answers as `network` for so many calls, then throws Error with the sentence.
FakeNetwork throwingNetwork(FakeNetwork network, int calls, const QString &sentence);

/// Two scores a pixel that are no numbers.
FakeNetwork notANumberNetwork();

/// Answers as `network` for so many calls, then with one row less.
FakeNetwork shrinkingNetwork(FakeNetwork network, int calls);

} // namespace pixelscape
