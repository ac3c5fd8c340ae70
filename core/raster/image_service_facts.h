#pragma once

#include "core/base/geometry.h"
#include "core/base/json.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace pixelscape {

/// What an ArcGIS image service says of its raster.
struct ImageServiceFacts
{
    Point topLeft; ///< outer corner, in coordinates of `crsWkt`
    double pixelWidth = 0;
    double pixelHeight = 0;
    Size size; ///< the last row and column may reach beyond the service's extent by a part of a pixel
    int bandCount = 0;
    QStringList bandNames;                     ///< one for each band, or none at all
    QString pixelType;                         ///< to be asked for, in the service's words: "U16"
    QString dataType;                          ///< the same in GDAL's: "UInt16"
    int largestImageSide = 0;                  ///< that it gives in one answer
    std::vector<std::optional<double>> nodata; ///< one for each band
    QString spatialReference;                  ///< to be asked for: a number, or JSON; empty where there is none
    QString crsWkt;                            ///< empty where there is none
};

/// `json` is the service's answer to f=json; `service` is what a sentence calls it. Throws Error.
ImageServiceFacts imageServiceFacts(const Json &json, const QString &service);

} // namespace pixelscape
