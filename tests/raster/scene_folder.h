#pragma once

#include "tests/raster/placed_raster.h"

#include <QDir>
#include <QFileInfo>

/// A square band of a scene whose upper left corner is at 600000, 5300040 of EPSG:32633.
struct SceneBand
{
    int side = 0;
    double cell = 0;
    double base = 0;  ///< of its values: base + row * side + column
    double shift = 0; ///< of its corner, right and down
    GDALDataType type = GDT_UInt16;
    QString crs = QStringLiteral("EPSG:32633");
};

inline MadeRaster bandRaster(const SceneBand &band)
{
    MadeRaster made{band.side, band.side, 1, band.type, {}};
    for (int i = 0; i < band.side * band.side; ++i)
        made.values.push_back(band.base + i);
    made.finish = [band](GDALDataset &dataset) {
        putOn(dataset, {{600000 + band.shift, band.cell, 0, 5300040 - band.shift, 0, -band.cell}, band.crs});
    };
    return made;
}

/// The band as a GeoTIFF; the folders that it lies in are made.
inline QString writeBand(const QString &path, const SceneBand &band)
{
    QDir().mkpath(QFileInfo(path).path());
    return writeRaster(path, bandRaster(band));
}

/// A Sentinel-2 product of level 1C of 120 m a side; B1 has values from 1000, B2 from 2000, B8A from 8500. Returns its
/// folder.
inline QString writeLevel1C(const QString &parent)
{
    const QString product =
        parent + QStringLiteral("/S2B_MSIL1C_20200702T101559_N0209_R065_T33UWP_20200702T123456.SAFE");
    const QString images = product + QStringLiteral("/GRANULE/L1C_T33UWP_A017351/IMG_DATA/T33UWP_20200702T101559_");
    for (const int number : {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}) {
        const bool isFine = number == 2 || number == 3 || number == 4 || number == 8;
        const bool isCoarse = number == 1 || number == 9 || number == 10;
        const int side = isFine ? 12 : isCoarse ? 2 : 6;
        const QString name = QStringLiteral("B%1.tif").arg(number, 2, 10, QLatin1Char('0'));
        writeBand(images + name, {side, 120.0 / side, number * 1000.0});
    }
    writeBand(images + QStringLiteral("B8A.tif"), {6, 20, 8500});
    writeBand(images + QStringLiteral("TCI.tif"), {12, 10, 1, 0, GDT_Byte});
    return product;
}
