#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace pixelscape {

/// Bands of several files as one raster. `definition` is VRT text, which GDAL opens like a file's name, from any
/// folder.
struct BandStack
{
    QString definition;
    QStringList files;           ///< those that the bands are in
    QStringList remarks;         ///< what was assumed: sentences for people
    bool coversAll = true;       ///< each band reaches over the whole grid
    bool isOfOneCellSize = true; ///< so that the grid is the same whichever bands are used
};

/// What a raster is called for short: of a file its name without suffix, of a subdataset its variable's, so that
/// NETCDF:"file.nc":ndvi and HDF5:"file.h5"://grid/ndvi are both ndvi.
QString rasterTitle(const QString &path);

/// A file whose band goes by `name` in the stack; of several, the others by `name` and "_2", "_3", ...
struct NamedBandFile
{
    QString path;
    QString name;
};

/// All bands of all files, in order, on the grid of the file with the smallest cells: cells of the others are repeated
/// (nearest neighbour), so no value changes. With `used` bands (0-based) the grid is the finest of theirs, and the
/// others are only there so that positions count as without. A band is called by its description, else by its file's
/// name without suffix (and "_2" where it is the second of the file). Type, NoData, scale and offset are kept; a band
/// that does not cover the grid, or that a mask belongs to, has NoData there, in a wider type where it has no NoData
/// value of its own. Throws Error: a file cannot be opened, coordinate systems differ, grids that cannot be laid over
/// each other.
BandStack stackBands(const QStringList &rasters, std::span<const int> used = {});

/// As stackBands(), with other names; whole numbers without a NoData value of their own have `nodata`.
BandStack stackBands(const std::vector<NamedBandFile> &files, std::optional<double> nodata,
                     std::span<const int> used = {});

} // namespace pixelscape
