#pragma once

#include "core/inference/engine.h"
#include "core/model/channel_scaling.h"
#include "core/model/model_package.h"
#include "core/raster/analysis_grid.h"
#include "core/raster/raster_source.h"
#include "core/run/output_place.h"
#include "core/run/run_request.h"

namespace pixelscape {

/// A request whose every part was looked up and found usable: what the runner needs, and nothing that can change under
/// it.
struct RunSpec
{
    RunRequest request; ///< with absolute paths
    RasterInfo raster;  ///< the input as it is
    RasterInfo view;    ///< the input as the workers see it: the same, or resampled to another grid
    QString definition; ///< what GDAL opens to see `view`; empty where that is the file itself
    bool isResampled = false;
    OutputPlace output;
    QString modelFile; ///< what is opened: the request's model, or the copy of one on a server
    AnalysisGrid grid; ///< its window is in pixels of `view`
    ModelPackage package;
    ModelArguments arguments;
    std::vector<int> bands; ///< 0-based raster band of each channel
    std::vector<ChannelScaling> scaling;
    QString modelFingerprint;
    QString rasterFingerprint;
    QString maskFingerprint; ///< empty where there is no mask
    Device device = Device::Cpu;
    int workers = 1;
    std::int64_t memoryBytes = 0; ///< that the run may take; 0 where the system does not say what is free
};

} // namespace pixelscape
