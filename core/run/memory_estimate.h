#pragma once

#include "core/base/message.h"
#include "core/inference/network_contract.h"
#include "core/run/run_spec.h"
#include "core/run/tile_plan.h"

#include <optional>

namespace pixelscape {

/// What a run would take, told by this process and one worker that has tried the network. `worker` is its process, or
/// nothing where workers are none of their own.
class MemoryEstimate
{
public:
    MemoryEstimate(const RunSpec &spec, const TilePlan &plan, const NetworkContract &contract,
                   std::optional<qint64> worker);

    /// Of so many workers as many as the memory that the run may take is enough for, at least one.
    int workersThatFit(int wanted) const;
    /// What there is to say of that.
    std::optional<Message> remark(int wanted) const;
    /// Of all processes together with so many workers, which share the memory of their libraries. Takes some
    /// milliseconds, and counts on the worker having been the only one so far.
    std::int64_t peakBytes(int workers) const;

private:
    int fitting(int wanted) const;

    std::int64_t m_budget = 0; ///< 0 where the system does not say what is free
    std::optional<qint64> m_worker;
    std::int64_t m_ofContract = 0; ///< as NetworkContract::workerBytes
    std::int64_t m_blocks = 0;     ///< of the raster that a worker keeps
    std::int64_t m_own = 0;
    std::int64_t m_each = 1; ///< of a worker
};

} // namespace pixelscape
