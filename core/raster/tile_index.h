#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace pixelscape {

/// What the field "location" of a layer of vectors says, feature by feature, absolute where it is a file; features that
/// say nothing are left out. Empty where `path` is no such layer.
std::optional<QStringList> tileIndexLocations(const QString &path);

/// As cheap as opening the layer.
bool isTileIndex(const QString &path);

} // namespace pixelscape
