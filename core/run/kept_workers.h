#pragma once

#include "core/run/worker_channel.h"

namespace pixelscape {

/// Workers from `workers` that are kept for a while when their job is over, with the network that they have loaded: the
/// next job with the same network gets one of them, so that it begins at once. They live in a thread of their own,
/// which lasts as long as the factory or one of its channels; the channels live where they are made. With Ahead::One a
/// worker is started at once, for a job that is being looked at meanwhile.
enum class Ahead { None, One };
WorkerFactory keptWorkers(WorkerFactory workers, Ahead ahead = Ahead::None);

} // namespace pixelscape
