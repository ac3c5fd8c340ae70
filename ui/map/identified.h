#pragma once

#include <QMetaType>
#include <QString>

#include <utility>
#include <vector>

namespace pixelscape {

/// A place on the map and what the layers hold there.
struct IdentifiedLayer
{
    int layer = 0;
    QString name;
    std::vector<std::pair<QString, QString>> values; ///< band name (or "Class") -> raw value (or "2 Forest")
};
struct Identified
{
    int column = 0; ///< of the reference raster
    int row = 0;
    std::vector<IdentifiedLayer> layers; ///< topmost first
};

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::Identified)
