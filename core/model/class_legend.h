#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace pixelscape {

struct Color
{
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    /// "#rrggbb"
    QString hex() const;
    bool operator==(const Color &) const = default;
};

/// One class as an analyst sees it: the raster value, its name, its colour.
struct ClassEntry
{
    std::int64_t value = 0;
    QString name;
    Color color;
    bool operator==(const ClassEntry &) const = default;
};

using ClassLegend = std::vector<ClassEntry>;

/// The n-th colour of a fixed palette that people with colour-blindness can tell apart (Okabe and Ito 2008, then
/// lighter and darker shades of it); repeats after its end.
Color paletteColor(std::size_t n);

} // namespace pixelscape
