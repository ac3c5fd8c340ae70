#pragma once

#include "core/base/go_on.h"

#include <QString>

#include <cstddef>
#include <functional>
#include <span>

namespace pixelscape {

/// Makes a row of half as many pixels, rounded up, from two rows of the level before; below the last row of an odd
/// number of rows, `lower` is the same row as `upper`.
using Halving = std::function<void(std::span<const std::byte> upper, std::span<const std::byte> lower,
                                   std::span<std::byte> halved)>;

/// Every second pixel of every second row: for values that have no mean.
Halving everySecondPixel(std::size_t bytesPerPixel);

/// The mean of the pixels, up to four, that are not negative; `nodata` where there are none. For float32.
Halving meanOfValid(float nodata);

/// Adds overviews inside the file until the smaller side is under 256 pixels; none where it is under 256 already.
/// `nodataPixel` is one pixel. Reads the file once. Throws Error, or Cancelled when `mayGoOn` says so.
void addOverviews(const QString &path, const QString &finalPath, std::span<const std::byte> nodataPixel,
                  const Halving &halving, const GoOn &mayGoOn);

} // namespace pixelscape
