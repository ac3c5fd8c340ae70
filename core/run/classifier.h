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
    int seesBeyond = 0; ///< as StrideFinding::seesBeyond
    ChannelRule rule;
    ResultFormat format;
};

class KeptNetwork;

/// Loads what the job names into the first of its engines that can run the network, or goes on with the network that
/// was kept, which is empty then, and tries it where the job says nothing about it. `field` names what is being looked
/// at, for a refusal. Throws Error: of several engines' refusals, that of the one which came farthest.
Classifier makeClassifier(const WorkerTools &tools, const WorkerJob &job, KeptNetwork &kept, QString &field);

} // namespace pixelscape
