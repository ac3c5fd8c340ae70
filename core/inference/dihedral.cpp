#include "core/inference/dihedral.h"

namespace pixelscape {

namespace {

/// Calls `move(upright, turned)` with the places of each value in both pictures.
template <typename Move> void forEachValue(const PictureLayout &layout, const Dihedral &way, Move move)
{
    const Size turned = way.sizeOf(layout.size);
    const auto width = std::size_t(layout.size.width);
    for (int y = 0; y < turned.height; ++y) {
        const auto fromY = std::size_t(way.mirrorsY ? turned.height - 1 - y : y);
        for (int x = 0; x < turned.width; ++x) {
            const auto fromX = std::size_t(way.mirrorsX ? turned.width - 1 - x : x);
            const std::size_t from = way.transposes ? fromX * width + fromY : fromY * width + fromX;
            const std::size_t to = std::size_t(y) * std::size_t(turned.width) + std::size_t(x);
            for (std::size_t channel = 0; channel < std::size_t(layout.channels); ++channel)
                move(channel * layout.channelStride + from * layout.pixelStride,
                     channel * layout.channelStride + to * layout.pixelStride);
        }
    }
}

} // namespace

std::vector<Dihedral> variantsOf(const Augmentation &augmentation, Size tile)
{
    if (!augmentation.enabled)
        return {{}};
    if (augmentation.space == ImageSpace::Pixel)
        return {{}, {false, true, false}};
    std::vector<Dihedral> ways;
    for (const bool transposes : {false, true})
        for (const bool mirrorsY : {false, true})
            for (const bool mirrorsX : {false, true})
                if (!transposes || tile.width == tile.height)
                    ways.push_back({transposes, mirrorsX, mirrorsY});
    return ways;
}

void turn(std::span<const float> picture, const PictureLayout &layout, const Dihedral &way, std::span<float> turned)
{
    forEachValue(layout, way, [&](std::size_t upright, std::size_t place) { turned[place] = picture[upright]; });
}

void turnBack(std::span<const float> turned, const PictureLayout &layout, const Dihedral &way, std::span<float> picture)
{
    forEachValue(layout, way, [&](std::size_t upright, std::size_t place) { picture[upright] = turned[place]; });
}

} // namespace pixelscape
