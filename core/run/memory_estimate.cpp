#include "core/run/memory_estimate.h"

#include "core/run/block_cache.h"
#include "core/run/figure_text.h"
#include "core/run/process_memory.h"
#include "core/run/worker_job.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

MemoryEstimate::MemoryEstimate(const RunSpec &spec, const TilePlan &plan, const NetworkContract &contract,
                               std::optional<qint64> worker)
    : m_budget(spec.memoryBytes), m_worker(worker), m_ofContract(contract.workerBytes)
{
    const Size read{plan.columnsRead(), plan.tile().height};
    m_blocks = blockCacheBytes(spec.view, read, workerJobOf(spec).mostCacheBytes) + decodingBytes(spec.view);
    if (!worker)
        return;
    MemoryWatch watch;
    m_own = watch.bytes({});
    m_each = std::max({std::int64_t(1), watch.bytes({*worker}) - m_own, m_ofContract}) + m_blocks;
}

int MemoryEstimate::fitting(int wanted) const
{
    if (m_budget == 0 || !m_worker)
        return wanted;
    return int(std::min<std::int64_t>(wanted, (m_budget - m_own) / m_each));
}

int MemoryEstimate::workersThatFit(int wanted) const
{
    return std::max(1, fitting(wanted));
}

std::optional<Message> MemoryEstimate::remark(int wanted) const
{
    const int count = fitting(wanted);
    if (count < 1)
        return Message{MessageType::Warning,
                       u"The run needs about %1 of memory, more than the %2 that it may take; give it more memory or a "
                       "smaller tile_size."_s.arg(bytesText(m_own + m_each), bytesText(m_budget))};
    if (count < wanted)
        return Message{
            MessageType::Informative,
            u"In the %1 of memory that the run may take there is room for %2 of %3 workers."_s.arg(bytesText(m_budget))
                .arg(count)
                .arg(wanted)};
    return std::nullopt;
}

/// What they take now, or will with larger tiles and a raster's blocks.
std::int64_t MemoryEstimate::peakBytes(int workers) const
{
    const std::int64_t own = proportionalMemoryBytes({});
    const std::int64_t worker = m_worker ? proportionalMemoryBytes({*m_worker}) - own : 0;
    const std::int64_t shared = m_worker ? worker - writtenMemoryBytes(*m_worker) : 0;
    return own + (std::max(worker, m_ofContract) + m_blocks) * workers -
           std::max<std::int64_t>(0, shared) * (workers - 1);
}

} // namespace pixelscape
