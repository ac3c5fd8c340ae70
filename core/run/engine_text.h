#pragma once

#include <QString>
#include <QStringList>

namespace pixelscape {

struct EngineDescription;

/// The engines of this build by the names that a request takes, the one that Automatic prefers first.
QStringList builtEngines();

/// As its makers write an engine's name: "OpenVINO", "OpenCV".
QString engineTitle(const QString &name);

/// "OpenVINO and OpenCV"
QString engineTitles(const QStringList &names);

/// What really runs: "OpenVINO on the CPU".
QString engineText(const EngineDescription &engine);

} // namespace pixelscape
