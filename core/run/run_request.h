#pragma once

#include "core/raster/grid_choice.h"
#include "core/run/model_arguments.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace pixelscape {

/// What the user said, in the operation's own terms. The form, the command line and a request file make equal ones;
/// nothing in it has been checked. A place (raster, model, output) is a path, a path in a data store
/// ("/rasterStores/NAME/..."), an address ("s3://...", "https://..."), or "item:ID" of a portal.
struct RunRequest
{
    QString inputRaster;
    QStringList furtherRasters;         ///< inputs beyond the first
    bool stack = false;                 ///< the inputs are the bands of one scene
    bool processAllRasterItems = false; ///< each raster of a collection on its own, else one mosaic of them
    QString model;                      ///< a place, or a definition as JSON text
    QString modelRoot;                  ///< where the files of a definition as text lie; empty is the current folder
    QString outputClassifiedRaster;
    ArgumentTexts modelArguments;
    QString bandMapping; ///< "4,3,2" or names: the raster's band for each channel; empty is what the model says
    std::optional<GroundBox> extent;
    QString extentCrs;  ///< as crsText() has it; empty is the output's
    QString outSr;      ///< as crsText() has it; empty is the input's
    QString cellSize;   ///< as cellSizeText() has it; empty is the input's
    QString snapRaster; ///< a place; empty is none
    QString mask;       ///< a place, or GeoJSON as text; empty is none
    QString resampling = QStringLiteral("bilinear");
    QString processorType = QStringLiteral("cpu");
    QString engine = QStringLiteral("auto");
    QString parallelProcessingFactor = QStringLiteral("auto"); ///< auto, a number, or a percentage
    QString memory = QStringLiteral("50%"); ///< that a run may take: of what is free, or an amount such as 6G
    int recycleProcessingWorker = 0;
    int retryOnFailures = 0;
    int sectionDeadline = 0;     ///< seconds that a worker may take for loading or for a section; 0 chooses
    QStringList creationOptions; ///< NAME=VALUE
    int tilesPerSection = 0;     ///< 0 chooses
    bool overwrite = false;
    bool startOver = false;

    bool operator==(const RunRequest &) const = default;
};

} // namespace pixelscape
