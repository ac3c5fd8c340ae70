#pragma once

#include "core/raster/grid_choice.h"
#include "core/raster/raster_source.h"

#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTest>

#include <gdal_priv.h>

/// For tests against the program gdalwarp: left out on a computer that does not have it, but a failure in CI, which
/// must have it.
#define PIXELSCAPE_NEEDS_GDALWARP                                                                                      \
    do {                                                                                                               \
        if (QStandardPaths::findExecutable(QStringLiteral("gdalwarp")).isEmpty()) {                                    \
            if (qgetenv("CI") == "true")                                                                               \
                QFAIL("gdalwarp is not installed, although this is CI");                                               \
            QSKIP("gdalwarp is not installed");                                                                        \
        }                                                                                                              \
    } while (false)

/// Text that is the same number again.
inline QString exactly(double number)
{
    return QString::number(number, 'g', 17);
}

inline QStringList teArguments(const pixelscape::GroundBox &box)
{
    return {QStringLiteral("-te"), exactly(box.xMinimum), exactly(box.yMinimum), exactly(box.xMaximum),
            exactly(box.yMaximum)};
}

/// What the program makes of `input`, opened; it is written to `output`.
inline GDALDatasetUniquePtr runGdalwarp(const QStringList &arguments, const QString &input, const QString &output)
{
    QProcess program;
    program.start(QStringLiteral("gdalwarp"), QStringList{QStringLiteral("-q"), QStringLiteral("-overwrite")} +
                                                  arguments + QStringList{input, output});
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0)
        qFatal("gdalwarp failed: %s", program.readAllStandardError().constData());
    GDALAllRegister();
    return GDALDatasetUniquePtr(GDALDataset::Open(output.toUtf8().constData()));
}

/// Size and geotransform in one text, exact to the bit.
inline QString gridText(const pixelscape::Size &size, const std::array<double, 6> &c)
{
    QStringList parts{QString::number(size.width), QString::number(size.height)};
    for (const double coefficient : c)
        parts.append(exactly(coefficient));
    return parts.join(QLatin1Char(' '));
}

inline QString gridText(GDALDataset &dataset)
{
    std::array<double, 6> c{};
    dataset.GetGeoTransform(c.data());
    return gridText({dataset.GetRasterXSize(), dataset.GetRasterYSize()}, c);
}
