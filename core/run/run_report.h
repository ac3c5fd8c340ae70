#pragma once

#include "core/base/json.h"
#include "core/base/message.h"
#include "core/base/outcome.h"
#include "core/inference/engine.h"
#include "core/model/class_legend.h"
#include "core/run/run_spec.h"
#include "core/run/worker_pool.h"

#include <QMetaType>

#include <optional>

namespace pixelscape {

/// A class of the result with what was counted of it.
struct ClassShare
{
    ClassEntry entry;
    std::int64_t pixels = 0;
    std::optional<double> squareMetres; ///< on the ellipsoid; nothing without a coordinate system
};

/// How the run was cut into tiles.
struct TilingSummary
{
    Size tile;
    int halo = 0;
    int stride = 1;
    std::int64_t tiles = 0;
    std::int64_t tilesSkipped = 0; ///< without data; of a plan, about
    int sections = 0;
    int sectionsRetried = 0;
    int sectionsContinued = 0; ///< finished by an earlier run of the same request
};

/// Everything that is known when a run has ended, however it ended. A value: it crosses threads as a copy.
struct RunReport
{
    QString jobId;
    Outcome outcome = Outcome::Failed;
    std::vector<Problem> problems; ///< Outcome::Refused: why nothing ran
    bool isOutside = false;        ///< Outcome::Refused: extent or mask do not meet the raster
    std::vector<Message> messages;
    Json request = Json::object();
    QString output;                     ///< the classified raster, where there is one
    QString probabilityOutput;          ///< the probability raster, where one was asked for and made
    std::int64_t uncompressedBytes = 0; ///< of the pixels of all rasters that are written
    EngineDescription engine;
    int workers = 0;
    AnalysisGrid grid;
    QString crsName;
    TilingSummary tiling;
    double wallSeconds = 0;
    double startupSeconds = 0; ///< until the first section could be handed out
    WorkSeconds work;          ///< sums over workers divided by their number; write includes the output file
    double tileSeconds = 0;    ///< one inference on the probe
    std::vector<WorkerRecord> workerProcesses;
    std::int64_t peakMemoryBytes = 0;
    std::vector<ClassShare> classes;
    std::int64_t nodataPixels = 0;
};

/// What inference is expected to take, by the plan of a run: workers beyond the cores of this computer do not help.
double expectedSeconds(const RunReport &plan);

/// The report as the contract of the command line has it.
Json toJson(const RunReport &report);

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::RunReport)
