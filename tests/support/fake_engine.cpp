#include "tests/support/fake_engine.h"

#include "core/base/error.h"

#include <limits>
#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The first channel of a tensor with channels first; 0 outside it.
struct Plane
{
    explicit Plane(const TensorView &input) : width(input.shape.at(3)), height(input.shape.at(2)), values(input.values)
    {
    }

    float at(int x, int y) const
    {
        const bool inside = x >= 0 && y >= 0 && x < width && y < height;
        return inside ? values[std::size_t(y) * std::size_t(width) + std::size_t(x)] : 0.0F;
    }

    float sumAround(int x, int y) const
    {
        float sum = 0;
        for (int dy = -1; dy <= 1; ++dy)
            for (int dx = -1; dx <= 1; ++dx)
                sum += at(x + dx, y + dy);
        return sum;
    }

    int width;
    int height;
    std::span<const float> values;
};

/// Scores of "not above" and "above" for each pixel of a map.
FakeOutput twoScores(const Plane &plane, float threshold, const std::function<float(int x, int y)> &valueAt)
{
    FakeOutput output{{1, 2, plane.height, plane.width}, {}};
    for (const float sign : {-1.0F, 1.0F})
        for (int y = 0; y < plane.height; ++y)
            for (int x = 0; x < plane.width; ++x)
                output.values.push_back(sign * (valueAt(x, y) - threshold));
    return output;
}

} // namespace

EngineDescription FakeEngine::description() const
{
    return {u"fake"_s, u"1"_s, u"CPU"_s, u"f32"_s};
}

std::vector<TensorView> FakeEngine::infer(const TensorView &input)
{
    m_output = m_network(input);
    return {{m_output.shape, m_output.values}};
}

FakeNetwork identityNetwork()
{
    return [](const TensorView &input) { return FakeOutput{input.shape, {input.values.begin(), input.values.end()}}; };
}

FakeNetwork thresholdNetwork(float threshold)
{
    return [threshold](const TensorView &input) {
        const Plane plane(input);
        return twoScores(plane, threshold, [&](int x, int y) { return plane.at(x, y); });
    };
}

FakeNetwork neighbourSumNetwork()
{
    return [](const TensorView &input) {
        const Plane plane(input);
        FakeOutput output{{1, 1, plane.height, plane.width}, {}};
        for (int y = 0; y < plane.height; ++y)
            for (int x = 0; x < plane.width; ++x)
                output.values.push_back(plane.sumAround(x, y));
        return output;
    };
}

FakeNetwork croppedNeighbourSumNetwork()
{
    return [](const TensorView &input) {
        const Plane plane(input);
        FakeOutput output{{1, 1, plane.height - 2, plane.width - 2}, {}};
        for (int y = 1; y < plane.height - 1; ++y)
            for (int x = 1; x < plane.width - 1; ++x)
                output.values.push_back(plane.sumAround(x, y));
        return output;
    };
}

FakeNetwork blockMeanNetwork(int block, float threshold)
{
    return [block, threshold](const TensorView &input) {
        const Plane plane(input);
        return twoScores(plane, threshold, [&](int x, int y) {
            float sum = 0;
            for (int dy = 0; dy < block; ++dy)
                for (int dx = 0; dx < block; ++dx)
                    sum += plane.at(x / block * block + dx, y / block * block + dy);
            return sum / float(block * block);
        });
    };
}

FakeNetwork throwingNetwork(FakeNetwork network, int calls, const QString &sentence)
{
    return [network = std::move(network), left = calls, sentence](const TensorView &input) mutable {
        if (left-- <= 0)
            throw Error(sentence);
        return network(input);
    };
}

FakeNetwork notANumberNetwork()
{
    return [](const TensorView &input) {
        const Plane plane(input);
        return twoScores(plane, 0, [](int, int) { return std::numeric_limits<float>::quiet_NaN(); });
    };
}

FakeNetwork shrinkingNetwork(FakeNetwork network, int calls)
{
    return [network = std::move(network), left = calls](const TensorView &input) mutable {
        FakeOutput output = network(input);
        if (left-- > 0)
            return output;
        --output.shape.at(2);
        output.values.resize(std::size_t(output.shape[1]) * std::size_t(output.shape[2]) *
                             std::size_t(output.shape[3]));
        return output;
    };
}

} // namespace pixelscape
