#pragma once

#include "core/base/message.h"
#include "core/run/data_place.h"
#include "core/run/grid_outlook.h"
#include "core/run/model_summary.h"
#include "core/run/output_checks.h"
#include "core/run/run_spec.h"

#include <optional>
#include <vector>

namespace pixelscape {

/// What became of a request: something that can run, or all that is wrong with it at once; warnings come with either.
struct Resolution
{
    std::optional<RunSpec> spec;
    std::vector<Problem> problems;
    std::vector<Message> messages; ///< decisions that the user should know of

    /// What could be found out, even of a request that cannot run: for the form.
    std::optional<RasterInfo> raster;
    QString rasterDefinition; ///< what GDAL opens to see `raster`, as InputPlace::definition
    bool isOutside = false;   ///< extent or mask do not meet the raster, which is the reason why nothing can run
    int rasters = 0;          ///< that the input consists of, as InputPlace::rasters
    std::optional<ModelSummary> model;
    std::optional<ModelArguments> arguments; ///< the model's defaults where the request names none
    std::optional<GridOutlook> outlook;
    std::vector<int> bands; ///< 0-based raster band of each channel; empty where they do not match
};

/// Opens the model and the raster once and checks everything that can be known without running the network. A request
/// for each raster of a collection on its own is refused: see resolveItems(). Never throws.
Resolution resolve(const RunRequest &request, const DataStores &stores = {},
                   OutputFolder folder = OutputFolder::MustExist);

} // namespace pixelscape
