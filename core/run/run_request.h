#pragma once

#include "core/raster/grid_choice.h"
#include "core/run/model_arguments.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace pixelscape {

/// What the user said, in the operation's own terms. The command line makes one; nothing in it has been checked.
struct RunRequest
{
    QString inputRaster;
    QString model;     ///< a path, or a definition as JSON text
    QString modelRoot; ///< where the files of a definition as text lie; empty is the current folder
    QString outputClassifiedRaster;
    ArgumentTexts modelArguments;
    QString bandMapping; ///< "4,3,2" or names: the raster's band for each channel; empty is what the model says
    std::optional<GroundBox> extent;
    QString processorType = QStringLiteral("cpu");
    QString engine = QStringLiteral("auto");
    QString parallelProcessingFactor = QStringLiteral("auto"); ///< auto, a number, or a percentage
    int recycleProcessingWorker = 0;
    int retryOnFailures = 0;
    int sectionDeadline = 0;     ///< seconds that a worker may take for loading or for a section; 0 chooses
    QStringList creationOptions; ///< NAME=VALUE
    int tilesPerSection = 0;     ///< 0 chooses
    bool overwrite = false;
    bool startOver = false;

    bool operator==(const RunRequest &) const = default;
};

/// For the report: the members as Esri's operation names them, ours beside them.
Json toJson(const RunRequest &request);

} // namespace pixelscape
