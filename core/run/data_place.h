#pragma once

#include <QString>

#include <map>

namespace pixelscape {

/// Where "/rasterStores/NAME/...", "/fileShares/NAME/..." and "/cloudStores/NAME/..." are: NAME -> a folder, or a
/// bucket
/// ("/data/rasters", "s3://bucket/prefix").
using DataStores = std::map<QString, QString>;

/// What GDAL or the file system opens where a request names `place`:
///   "s3://b/k"              "/vsis3/b/k"; so too gs:// and az://
///   "https://host/a.tif"    "/vsicurl/https://host/a.tif"
///   "file:///a%20b.tif"     "/a b.tif"
///   "/rasterStores/NAME/x"  x in the store; a folder of this very name on the disk goes first
///   "\\server\share\x"      "//server/share/x" where that is mounted, else x in the store named as the share is
/// Plain paths, GDAL's own names (/vsizip/..., NETCDF:..., a VRT as text) and image services stay as they are.
/// Looks at the disk. Throws Error: a store that is not known, a path that leaves its store, a share that is not
/// mounted, a file of another computer, an item of a portal.
QString gdalPlace(const QString &place, const DataStores &stores);

/// Whether what gdalPlace() gave lies in a bucket or on a web server.
bool isRemote(const QString &place);

} // namespace pixelscape
