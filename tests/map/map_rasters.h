#pragma once

#include "tests/map/shown_map.h"
#include "tests/raster/made_raster.h"

#include <functional>

namespace pixelscape {

/// A raster of bytes whose value in each place is given by a function of band, column and row.
inline QString writeBytes(const QString &path, Size size, int bands, const std::function<int(int, int, int)> &value,
                          const std::function<void(GDALDataset &)> &finish = {})
{
    MadeRaster made{.width = size.width, .height = size.height, .bands = bands, .values = {}};
    for (int band = 0; band < bands; ++band)
        for (int row = 0; row < size.height; ++row)
            for (int column = 0; column < size.width; ++column)
                made.values.push_back(value(band, column, row));
    made.options = {"TILED=YES"};
    made.finish = finish;
    return writeRaster(path, made);
}

/// Zeros that take no space, however many, but time to read: a virtual raster does not tell that the blocks of its file
/// were never written.
inline QString writeZeros(const QString &path, Size size)
{
    GDALAllRegister();
    const char *options[] = {"SPARSE_OK=TRUE", "TILED=YES", nullptr};
    const GDALDatasetUniquePtr made(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
        (path + QStringLiteral(".tif")).toUtf8().constData(), size.width, size.height, 1, GDT_Byte,
        const_cast<char **>(options)));
    const GDALDatasetUniquePtr shown(GetGDALDriverManager()->GetDriverByName("VRT")->CreateCopy(
        path.toUtf8().constData(), made.get(), FALSE, nullptr, nullptr, nullptr));
    if (!made || !shown)
        qFatal("a test raster could not be made");
    return path;
}

/// 0 to 255 over 40 places, a tenth of them at either end: a stretch from the 2nd to the 98th percentile leaves these
/// values as they are.
inline int ramp(int place)
{
    return place < 4 ? 0 : place >= 36 ? 255 : 10 + 7 * (place - 4);
}

/// 40 x 40 pixels: red grows with the columns, green with the rows, blue against the columns.
inline QString writeRampScene(const QString &path, const std::function<void(GDALDataset &)> &finish = {})
{
    return writeBytes(
        path, {40, 40}, 3,
        [](int band, int column, int row) { return ramp(band == 0   ? column
                                                        : band == 1 ? row
                                                                    : 39 - column); }, finish);
}

inline QColor rampColor(int column, int row)
{
    return {ramp(column), ramp(row), ramp(39 - column)};
}

inline const ClassLegend twoClasses{{1, QStringLiteral("Water"), {0, 40, 200}},
                                    {2, QStringLiteral("Forest"), {20, 120, 0}}};
inline const QColor water(0, 40, 200);
inline const QColor forest(20, 120, 0);

inline void putOnGround(GDALDataset &dataset, std::array<double, 6> transform)
{
    dataset.SetGeoTransform(transform.data());
}

/// How far the two colours are from each other in their most different part.
inline int difference(QColor a, QColor b)
{
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()), std::abs(a.blue() - b.blue())});
}

} // namespace pixelscape
