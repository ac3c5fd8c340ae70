#include "core/run/section_queue.h"

#include <algorithm>
#include <tuple>

namespace pixelscape {

SectionQueue::SectionQueue(const TilePlan &plan, std::vector<int> sections, int groupRows)
{
    const int across = plan.sectionsInRow();
    const auto rowOf = [across](int id) { return id / across; };
    std::ranges::sort(sections, {}, [&](int id) { return std::tuple(rowOf(id) / groupRows, id % across, rowOf(id)); });
    int last = -1;
    for (const int id : sections) {
        const int group = rowOf(id) / groupRows;
        if (group != last)
            m_groups.emplace_back();
        m_groups.back().push_back(id);
        last = group;
    }
}

bool SectionQueue::isEmpty() const
{
    return m_givenBack.empty() && std::ranges::all_of(m_groups, &std::deque<int>::empty);
}

int SectionQueue::take(int worker)
{
    std::deque<int> *from = &m_givenBack;
    if (m_givenBack.empty()) {
        const std::size_t group = groupFor(worker);
        m_rowsOf[worker] = group;
        from = &m_groups[group];
    }
    const int id = from->front();
    from->pop_front();
    return id;
}

void SectionQueue::giveBack(const std::deque<int> &sections)
{
    m_givenBack.insert(m_givenBack.begin(), sections.begin(), sections.end());
}

bool SectionQueue::isOwned(std::size_t group) const
{
    return std::ranges::any_of(m_rowsOf, [group](const auto &owned) { return owned.second == group; });
}

std::size_t SectionQueue::groupFor(int worker) const
{
    const auto own = m_rowsOf.find(worker);
    if (own != m_rowsOf.end() && !m_groups[own->second].empty())
        return own->second;
    for (std::size_t group = 0; group < m_groups.size(); ++group)
        if (!m_groups[group].empty() && !isOwned(group))
            return group;
    return std::size_t(std::ranges::max_element(m_groups, {}, &std::deque<int>::size) - m_groups.begin());
}

int rowsSharingBlocks(const TilePlan &plan, int blockHeight)
{
    constexpr int mostRows = 16; // the result is written when all of them are there
    const int height = plan.step().height * plan.cellsPerSection().height;
    return std::min(mostRows, (blockHeight + 2 * plan.halo() + height - 1) / height);
}

} // namespace pixelscape
