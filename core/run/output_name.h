#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

/// A name for the output that is free: in `folder` where that is given and can be written, else beside the input, else
/// in the user's documents; made of both names, "scene_land_cover.tif", with _2, _3, ... where the file, its part
/// folder, a sidecar or a probability raster exists or the name is among `taken`. Empty where one of the inputs is not
/// given. Looks at the disk.
QString proposedOutput(const QString &inputRaster, const QString &model, const QStringList &taken,
                       const QString &folder = {});

/// Likewise a name for a folder that does not exist yet, for the class maps of several rasters: "tiles_land_cover".
QString proposedOutputFolder(const QString &inputRaster, const QString &model, const QStringList &taken,
                             const QString &folder = {});

} // namespace pixelscape
