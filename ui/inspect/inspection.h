#pragma once

#include "core/run/item_state.h"
#include "core/run/resolve_items.h"
#include "core/run/run_report.h"

#include <QMetaType>

namespace pixelscape {

/// A request to look at, and what to add to it.
struct InspectionOrder
{
    RunRequest request;
    bool proposesOutput = false; ///< the user has not named the output: one is proposed and looked at with the rest
    QStringList takenOutputs;    ///< names that other runs are going to write
    QString outputFolder;        ///< where the user put an output last; empty for beside the input
};

/// What was found out about a request, away from the window's thread.
struct Inspection
{
    int number = 0;
    RunRequest request; ///< with the proposed output in it
    Resolution resolution;
    std::optional<ItemRequests> items = {}; ///< each raster on its own; `resolution` is of the first that is missing
};

/// What is to be done about one raster of a collection.
struct ItemLook
{
    RunRequest request;
    ItemState::Kind state = ItemState::Kind::Missing; ///< of its class map
    Resolution resolution;
    QString sentence; ///< why it cannot run; empty where it can
};

/// What a file is that was dropped or opened.
struct FileLook
{
    enum class Kind { Scene, Result, Probability, Model, Request, Unusable };
    QString asked; ///< the path as it was given
    QString path;  ///< absolute
    Kind kind = Kind::Unusable;
    QString sentence;                ///< Unusable: why
    RasterInfo raster;               ///< Scene, Result, Probability
    std::vector<ClassShare> classes; ///< Result; areas are of the mean cell
    RunRequest request;              ///< Request
    std::vector<Problem> problems;   ///< Request: what its file says that could not be taken over
};

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::Inspection)
Q_DECLARE_METATYPE(pixelscape::FileLook)
Q_DECLARE_METATYPE(pixelscape::ItemLook)
