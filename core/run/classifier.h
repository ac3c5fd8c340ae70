#pragma once

#include "core/model/channel_rule.h"
#include "core/raster/result_format.h"
#include "core/run/worker_loop.h"

namespace pixelscape {

/// The network, ready to classify: loaded by an engine that can run it, proved, with its rule.
struct Classifier
{
    ModelDefinition definition;
    std::unique_ptr<Engine> engine;
    ReadyReport report;
    ChannelRule rule;
    ResultFormat format;
};

/// Loads what the job names into the first of its engines that can run the network. `field` names what is being looked
/// at, for a refusal. Throws Error: of several engines' refusals, that of the one which came farthest.
Classifier makeClassifier(const WorkerTools &tools, const WorkerJob &job, QString &field);

} // namespace pixelscape
