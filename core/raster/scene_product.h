#pragma once

#include "core/raster/band_stack.h"

namespace pixelscape {

/// True where `path` is a product that productStack() would stack, damaged or not. Looks at names alone.
bool isSceneProduct(const QString &path);

/// The product that a band's file lies in; empty where it lies in none.
QString sceneProductAround(const QString &file);

/// The bands of one scene that came one to a file: a Sentinel-2 product (level 1C or 2A; its .SAFE folder, one
/// granule's folder, its IMG_DATA or the folder in it of one cell size, a .zip of it, its MTD_*.xml or manifest.safe)
/// or a Landsat product (collection 1 or 2, level 1 or 2; its folder, .tar or *_MTL file). Of a Sentinel-2 band the
/// finest there is; quality, angle and other layers that are no bands are left out, and so are the level 1 bands of a
/// Landsat folder that has surface reflectance.
///
/// Bands are in the order of their numbers, B8A after B8, so that positions count as in the product, and are called as
/// people write them: B1, B2, ... B8, B8A, B9 ... (no leading zero), for Landsat as well, whatever the files say
/// (B02, SR_B4, sr_band4, ST_B10); Landsat 7's two gains are B6_VCID_1 and B6_VCID_2. 0, which both agencies write
/// where there is nothing, is NoData where a file does not say otherwise.
///
/// `used` as in stackBands(). Empty where `path` is neither. Throws Error where it is one without its bands, with bands
/// that cannot be opened, with several scenes in it, or packed so that it cannot be read in place.
std::optional<BandStack> productStack(const QString &path, std::span<const int> used = {});

} // namespace pixelscape
