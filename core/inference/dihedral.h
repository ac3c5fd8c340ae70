#pragma once

#include "core/base/geometry.h"
#include "core/inference/augmentation.h"

#include <span>
#include <vector>

namespace pixelscape {

/// One of the eight ways to turn and mirror a picture: transposed first where asked for, then mirrored.
struct Dihedral
{
    bool transposes = false;
    bool mirrorsX = false; ///< left and right change places
    bool mirrorsY = false; ///< top and bottom change places
    bool operator==(const Dihedral &) const = default;

    Size sizeOf(Size picture) const { return transposes ? Size{picture.height, picture.width} : picture; }
};

/// The variants of a tile that are predicted, the tile itself first. Maps may be turned anyhow, all eight ways (four
/// where the tile is no square); photographs are only mirrored left to right, as arcgis.learn does it.
std::vector<Dihedral> variantsOf(const Augmentation &augmentation, Size tile);

/// Where the values of a picture stand: one after the other in rows, channels apart.
struct PictureLayout
{
    Size size;
    int channels = 1;
    std::size_t channelStride = 0;
    std::size_t pixelStride = 1;
};

/// Turns a picture of that layout. `turned` takes as many values, its strides the same and its size way.sizeOf().
void turn(std::span<const float> picture, const PictureLayout &layout, const Dihedral &way, std::span<float> turned);

/// Undoes turn(): `picture` gets the layout given, `turned` was made from one.
void turnBack(std::span<const float> turned, const PictureLayout &layout, const Dihedral &way,
              std::span<float> picture);

} // namespace pixelscape
