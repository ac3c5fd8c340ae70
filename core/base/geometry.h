#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace pixelscape {

/// Width and height in pixels.
struct Size
{
    int width = 0;
    int height = 0;

    std::int64_t area() const { return std::int64_t(width) * height; }
    bool operator==(const Size &) const = default;
};

/// A window of whole pixels: columns x .. x+width-1, rows y .. y+height-1. May lie outside a raster.
struct PixelRect
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    int right() const { return x + width; }
    int bottom() const { return y + height; }
    std::int64_t area() const { return std::int64_t(width) * height; }
    bool isEmpty() const { return width <= 0 || height <= 0; }
    bool contains(const PixelRect &other) const
    {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
    PixelRect intersected(const PixelRect &other) const
    {
        const int left = std::max(x, other.x);
        const int top = std::max(y, other.y);
        const int w = std::min(right(), other.right()) - left;
        const int h = std::min(bottom(), other.bottom()) - top;
        return w > 0 && h > 0 ? PixelRect{left, top, w, h} : PixelRect{};
    }
    PixelRect translated(int dx, int dy) const { return {x + dx, y + dy, width, height}; }
    PixelRect grownBy(int margin) const { return {x - margin, y - margin, width + 2 * margin, height + 2 * margin}; }
    bool operator==(const PixelRect &) const = default;
};

struct Point
{
    double x = 0;
    double y = 0;
};

/// GDAL's six numbers: x = c[0] + column*c[1] + row*c[2], y = c[3] + column*c[4] + row*c[5]. Rotated, sheared and
/// south-up grids are as good as north-up ones.
struct GeoTransform
{
    std::array<double, 6> c{0, 1, 0, 0, 0, 1};

    Point toGround(double column, double row) const
    {
        return {c[0] + column * c[1] + row * c[2], c[3] + column * c[4] + row * c[5]};
    }
    double determinant() const { return c[1] * c[5] - c[2] * c[4]; }
    /// Column and row of a ground point; the determinant must not be zero.
    Point toPixel(Point ground) const
    {
        const double dx = ground.x - c[0];
        const double dy = ground.y - c[3];
        return {(dx * c[5] - dy * c[2]) / determinant(), (dy * c[1] - dx * c[4]) / determinant()};
    }
    /// The same grid seen from another origin cell.
    GeoTransform movedTo(int column, int row) const
    {
        const Point origin = toGround(column, row);
        return {{origin.x, c[1], c[2], origin.y, c[4], c[5]}};
    }
    bool operator==(const GeoTransform &) const = default;
};

} // namespace pixelscape
