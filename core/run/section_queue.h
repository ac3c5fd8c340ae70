#pragma once

#include "core/run/tile_plan.h"

#include <deque>
#include <map>
#include <vector>

namespace pixelscape {

/// The sections that nobody works on yet, and who gets which: a worker stays on its rows as long as they last, so that
/// what it has decoded of the raster serves it again. `groupRows` rows of sections belong together, from left to right
/// and each column from top to bottom: as many as the blocks of the raster are high.
class SectionQueue
{
public:
    SectionQueue() = default;
    /// Of these sections of the plan, in any order.
    SectionQueue(const TilePlan &plan, std::vector<int> sections, int groupRows);

    bool isEmpty() const;
    /// The next section for a worker; there must be one. One that was given back comes first, then those of the
    /// worker's own rows, then rows that nobody has, then those of the worker that has most left.
    int take(int worker);
    /// They are to be done again, or are still to be done.
    void giveBack(const std::deque<int> &sections);
    /// What it has not taken of its rows is for others.
    void leave(int worker) { m_rowsOf.erase(worker); }

private:
    bool isOwned(std::size_t group) const;
    std::size_t groupFor(int worker) const;

    std::deque<int> m_givenBack;
    std::vector<std::deque<int>> m_groups;
    std::map<int, std::size_t> m_rowsOf; ///< worker -> group
};

/// How many rows of sections belong together, so that no block of the raster is decoded more than about twice: tiles of
/// neighbouring rows see the same blocks where those are high.
int rowsSharingBlocks(const TilePlan &plan, int blockHeight);

} // namespace pixelscape
