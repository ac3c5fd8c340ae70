#pragma once

#include "core/inference/network_contract.h"
#include "core/model/channel_scaling.h"
#include "core/raster/edge_reflection.h"
#include "core/run/frame.h"
#include "core/run/model_arguments.h"
#include "core/run/tile_plan.h"

#include <optional>

namespace pixelscape {

/// What a worker that tries the network needs to know to infer several tiles at once.
struct TileGrowth
{
    int workers = 1;
    std::int64_t memoryBytes = 0; ///< that one worker may take
    double tileSeconds = 0;       ///< that one inference may take
    Size tile;                    ///< what an earlier run found, which this one continues; else empty
};

/// Everything that a worker needs before its first section.
struct WorkerJob
{
    QString inputRaster;
    QString definition; ///< as RunSpec::definition
    QString mask;       ///< empty where there is none
    QString model;
    QString modelRoot;
    QString modelFingerprint; ///< a model that changed since the run was resolved is refused
    QString engine;
    Device device = Device::Cpu;
    std::vector<int> bands; ///< 0-based raster band of each channel
    std::vector<ChannelScaling> scaling;
    Size tile;
    int padding = 0;         ///< that was asked for
    int tilesPerSection = 0; ///< as TilePlanSettings::tilesPerSection
    EdgeRule edge = EdgeRule::Reflect;
    DecisionArguments decision;
    int batchSize = 1; ///< tiles a forward pass, where the network takes any number
    Augmentation augmentation;
    Blend blend = Blend::Crop;
    bool probabilityRaster = false;
    std::int64_t mostCacheBytes = 0;         ///< for the raster's decoded blocks
    PixelRect window;                        ///< of the input that the run classifies
    QString ground;                          ///< what the input and the mask hold: their fingerprints
    std::optional<TileGrowth> growth;        ///< absent where tiles are inferred as they are
    std::optional<NetworkContract> contract; ///< absent: the worker finds it out and reports it
};

/// The worker's answer to a job.
struct ReadyReport
{
    EngineDescription engine;
    NetworkContract contract;
    std::vector<Message> messages; ///< what the log should say about engine and network
    double shareWithData = 1;      ///< of the run's tiles, as far as a few looks tell
};

/// Seconds that one worker spent, by kind of work. They overlap: reading and preparing run beside inference.
struct WorkSeconds
{
    double read = 0;
    double prepare = 0;
    double inference = 0;
    double decide = 0;
    double write = 0;

    WorkSeconds &operator+=(const WorkSeconds &other);
};

/// The classes of one section: rows x columns of values in the result's type, native byte order, packed by
/// packBands(); where asked for, the winning class's probability of each pixel as float32 in the same way. Both are
/// empty for a section without a pixel of data.
struct SectionResult
{
    int id = 0;
    int tilesSkipped = 0;
    WorkSeconds seconds;
    QByteArray compressedValues;
    QByteArray compressedProbabilities; ///< empty where no probability raster was asked for
};

/// A sentence about one section, or about the job where id is negative.
struct WorkerComplaint
{
    int id = -1;
    QString field;
    QString sentence;
};

Frame helloFrame();
Frame jobFrame(const WorkerJob &job);
Frame prepareFrame(const WorkerJob &job);
Frame readyFrame(const ReadyReport &report);
Frame refusedFrame(const WorkerComplaint &complaint);
Frame orderFrame(const Section &section);
Frame resultFrame(const SectionResult &result);
Frame failedFrame(const WorkerComplaint &complaint);

/// The readers throw Error on a payload that is not what its type says.
int protocolVersionFrom(const Frame &frame);
WorkerJob jobFrom(const Frame &frame);
ReadyReport readyFrom(const Frame &frame);
Section orderFrom(const Frame &frame);
SectionResult resultFrom(const Frame &frame);
WorkerComplaint complaintFrom(const Frame &frame);

} // namespace pixelscape
