#pragma once

#include <QFile>
#include <QString>

#include <gdal_priv.h>

#include <functional>
#include <vector>

/// A raster for a test: `values` band after band, row after row.
struct MadeRaster
{
    int width = 0;
    int height = 0;
    int bands = 1;
    GDALDataType type = GDT_Byte;
    std::vector<double> values;
    std::vector<const char *> options = {};
    /// What else the raster shall have; called before the values are written.
    std::function<void(GDALDataset &)> finish = {};
};

inline QString writeRaster(const QString &path, const MadeRaster &made, const char *driverName = "GTiff")
{
    GDALAllRegister();
    std::vector<const char *> options = made.options;
    options.push_back(nullptr);
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(driverName);
    const GDALDatasetUniquePtr dataset(driver->Create(path.toUtf8().constData(), made.width, made.height, made.bands,
                                                      made.type, const_cast<char **>(options.data())));
    if (!dataset)
        qFatal("a test raster could not be made");
    if (made.finish)
        made.finish(*dataset);
    std::vector<double> values = made.values;
    const CPLErr result = dataset->RasterIO(GF_Write, 0, 0, made.width, made.height, values.data(), made.width,
                                            made.height, GDT_Float64, made.bands, nullptr, 0, 0, 0, nullptr);
    if (result != CE_None)
        qFatal("a test raster could not be written");
    return path;
}

/// All bytes of a file, changed.
inline void changeFile(const QString &path, const std::function<void(QByteArray &)> &change)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        qFatal("a test file could not be opened");
    QByteArray content = file.readAll();
    change(content);
    file.resize(0);
    file.seek(0);
    if (file.write(content) != content.size())
        qFatal("a test file could not be written");
}
