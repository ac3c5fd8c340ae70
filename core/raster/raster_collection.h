#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace pixelscape {

struct CollectionItem
{
    QString path; ///< what GDAL opens, or a scene product
    QString name; ///< the stem of its output's file: no other item's, nor another's with "_probability", in any case
};

struct Collection
{
    std::vector<CollectionItem> items;
    QStringList remarks; ///< sentences for people
};

/// Which cells a mosaic of rasters has: the largest or smallest among them, or those of the first.
enum class CellRule { Largest, Smallest, First };

/// True for a folder with rasters directly in it, and for a tile index: a layer of vectors (.shp, .gpkg, .fgb,
/// .geojson, .json) with a field "location" in any case. Pixels are not read. A scene product is one raster, no
/// collection.
bool isCollection(const QString &path);

/// The rasters of each input, in order: those directly in a folder, sorted by name (scene products in it are one each;
/// sidecars, overviews, hidden files, results of Pixelscape and unfinished ones are left out); those of a tile index,
/// whose relative paths are from its own folder; any other input is one itself. A raster that is met again is taken
/// once. One that cannot be opened is still an item. Throws Error where a folder or an index has none, and where
/// nothing was given.
Collection collectionOf(const QStringList &inputs);

/// The same where each raster counts on its own: a mosaic in VRT form is then the two or more that it is made of, where
/// it shows all of them as they are. One that chooses bands or a part, or has NoData or a scale of its own, stays one
/// raster.
Collection itemsOf(const QStringList &inputs);

} // namespace pixelscape
