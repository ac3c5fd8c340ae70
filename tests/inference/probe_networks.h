#pragma once

#include "core/base/error.h"
#include "core/inference/probe_region.h"
#include "tests/support/fake_engine.h"

#include <functional>
#include <random>

namespace pixelscape {

/// Ground without any pattern, values within 0..100.
inline ProbeRegion groundFor(Size tile, std::size_t channels = 1)
{
    ProbeRegion region{tile, channels, {}};
    const Size whole{tile.width + ProbeRegion::extra, tile.height + ProbeRegion::extra};
    std::mt19937 random(5);
    for (std::int64_t i = 0; i < whole.area() * std::int64_t(channels); ++i)
        region.pixels.push_back(float(random() % 10001) / 100);
    return region;
}

inline ProbeRegion flatGroundFor(Size tile, float value)
{
    ProbeRegion region = groundFor(tile);
    std::ranges::fill(region.pixels, value);
    return region;
}

/// Two scores a pixel, the second the first channel's mean over a block of the tile minus the threshold, the first its
/// negative: a network of that stride. Blocks at the tile's edge may be smaller.
inline FakeNetwork blockMeans(int block, float threshold)
{
    return [block, threshold](const TensorView &input) {
        const int height = input.shape.at(2);
        const int width = input.shape.at(3);
        const std::size_t area = std::size_t(height) * std::size_t(width);
        FakeOutput output{{1, 2, height, width}, std::vector<float>(2 * area)};
        const auto forBlock = [&](int left, int top, const auto &visit) {
            for (int y = top; y < std::min(top + block, height); ++y)
                for (int x = left; x < std::min(left + block, width); ++x)
                    visit(std::size_t(y) * std::size_t(width) + std::size_t(x));
        };
        for (int top = 0; top < height; top += block) {
            for (int left = 0; left < width; left += block) {
                float sum = 0;
                int count = 0;
                forBlock(left, top, [&](std::size_t pixel) {
                    sum += input.values[pixel];
                    ++count;
                });
                const float score = sum / float(count) - threshold;
                forBlock(left, top, [&](std::size_t pixel) {
                    output.values[pixel] = -score;
                    output.values[area + pixel] = score;
                });
            }
        }
        return output;
    };
}

/// Every score of a network, changed.
inline FakeNetwork withScores(FakeNetwork network, std::function<float(float)> change)
{
    return [network = std::move(network), change = std::move(change)](const TensorView &input) {
        FakeOutput output = network(input);
        for (float &score : output.values)
            score = change(score);
        return output;
    };
}

/// The second of two scores alone, in a map of one channel.
inline FakeNetwork secondScore(FakeNetwork network)
{
    return [network = std::move(network)](const TensorView &input) {
        FakeOutput output = network(input);
        output.shape.at(1) = 1;
        output.values.erase(output.values.begin(), output.values.begin() + std::ptrdiff_t(output.values.size() / 2));
        return output;
    };
}

/// Refuses every size but this one, as networks with a fixed tile do.
inline FakeNetwork onlyFor(Size size, FakeNetwork network)
{
    return [size, network = std::move(network)](const TensorView &input) {
        if (input.shape.at(2) != size.height || input.shape.at(3) != size.width)
            throw Error(QStringLiteral("The network refuses this size."));
        return network(input);
    };
}

/// Its map is smaller than the tile by so many pixels on each side.
inline FakeNetwork croppedBy(int margin, FakeNetwork network)
{
    return [margin, network = std::move(network)](const TensorView &input) {
        const FakeOutput whole = network(input);
        const int height = whole.shape.at(2);
        const int width = whole.shape.at(3);
        if (std::min(width, height) <= 2 * margin)
            throw Error(QStringLiteral("The tile is too small."));
        FakeOutput output{{1, whole.shape.at(1), height - 2 * margin, width - 2 * margin}, {}};
        for (int row = 0; row < whole.shape[1] * height; ++row)
            if (row % height >= margin && row % height < height - margin)
                output.values.insert(output.values.end(), whole.values.begin() + row * width + margin,
                                     whole.values.begin() + (row + 1) * width - margin);
        return output;
    };
}

/// One score for a block of scale x scale pixels: that of its upper left one.
inline FakeNetwork coarse(int scale, FakeNetwork network)
{
    return [scale, network = std::move(network)](const TensorView &input) {
        const FakeOutput whole = network(input);
        const int rows = whole.shape.at(1) * whole.shape.at(2);
        const int width = whole.shape.at(3);
        FakeOutput output{{1, whole.shape[1], whole.shape[2] / scale, width / scale}, {}};
        for (int row = 0; row < rows; row += scale)
            for (int column = 0; column < width; column += scale)
                output.values.push_back(whole.values[std::size_t(row * width + column)]);
        return output;
    };
}

/// The same network for batches: of exactly so many tiles, or of any number where that is 0.
inline FakeNetwork batched(int fixed, FakeNetwork network)
{
    return [fixed, network = std::move(network)](const TensorView &input) {
        const int tiles = input.shape.at(0);
        if (fixed > 0 && tiles != fixed)
            throw Error(QStringLiteral("The network refuses this batch."));
        const std::size_t values = input.values.size() / std::size_t(tiles);
        FakeOutput output;
        for (std::size_t tile = 0; tile < std::size_t(tiles); ++tile) {
            const FakeOutput one = network(
                {{1, input.shape[1], input.shape[2], input.shape[3]}, input.values.subspan(tile * values, values)});
            output.shape = one.shape;
            output.values.insert(output.values.end(), one.values.begin(), one.values.end());
        }
        output.shape.front() = tiles;
        return output;
    };
}

/// The same network for tensors with so many channels last, answering channels last; refuses others.
inline FakeNetwork channelsLast(int channels, FakeNetwork network)
{
    return [channels, network = std::move(network)](const TensorView &input) {
        if (input.shape.at(3) != channels)
            throw Error(QStringLiteral("The network takes channels last."));
        const int area = input.shape[1] * input.shape[2];
        std::vector<float> values(input.values.size());
        for (int pixel = 0; pixel < area; ++pixel)
            for (int channel = 0; channel < channels; ++channel)
                values[std::size_t(channel * area + pixel)] = input.values[std::size_t(pixel * channels + channel)];
        const FakeOutput first = network({{1, channels, input.shape[1], input.shape[2]}, values});
        const int scores = first.shape.at(1);
        FakeOutput last{{1, input.shape[1], input.shape[2], scores}, std::vector<float>(first.values.size())};
        for (int pixel = 0; pixel < area; ++pixel)
            for (int score = 0; score < scores; ++score)
                last.values[std::size_t(pixel * scores + score)] = first.values[std::size_t(score * area + pixel)];
        return last;
    };
}

/// An engine of several outputs, which may have settled its input's layout.
class ScriptedEngine : public Engine
{
public:
    using Network = std::function<std::vector<FakeOutput>(const TensorView &)>;

    explicit ScriptedEngine(Network network, std::optional<TensorLayout> layout = std::nullopt)
        : m_network(std::move(network)), m_layout(layout)
    {
    }

    EngineDescription description() const override { return {}; }
    std::optional<TensorLayout> settledInputLayout() const override { return m_layout; }
    std::vector<TensorView> infer(const TensorView &input) override
    {
        m_outputs = m_network(input);
        std::vector<TensorView> views;
        for (const FakeOutput &output : m_outputs)
            views.push_back({output.shape, output.values});
        return views;
    }

private:
    Network m_network;
    std::optional<TensorLayout> m_layout;
    std::vector<FakeOutput> m_outputs;
};

} // namespace pixelscape
