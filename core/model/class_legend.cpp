#include "core/model/class_legend.h"

#include <array>

namespace pixelscape {

namespace {

constexpr std::size_t paletteSize = 24;

// Black comes last of each eight: a map's first class should not look like a hole.
constexpr std::array<Color, paletteSize> palette{{
    {230, 159, 0},   {86, 180, 233},  {0, 158, 115},   {240, 228, 66},  {0, 114, 178},   {213, 94, 0},
    {204, 121, 167}, {0, 0, 0},       {242, 207, 128}, {170, 217, 244}, {128, 206, 185}, {247, 241, 160},
    {128, 184, 216}, {234, 174, 128}, {229, 188, 211}, {160, 160, 160}, {138, 95, 0},    {52, 108, 140},
    {0, 95, 69},     {144, 137, 40},  {0, 68, 107},    {128, 56, 0},    {122, 73, 100},  {80, 80, 80},
}};

} // namespace

QString Color::hex() const
{
    const unsigned rgb = (unsigned(red) << 16) | (unsigned(green) << 8) | unsigned(blue);
    return QLatin1Char('#') + QString::number(rgb, 16).rightJustified(6, QLatin1Char('0'));
}

Color paletteColor(std::size_t n)
{
    return palette[n % palette.size()];
}

} // namespace pixelscape
