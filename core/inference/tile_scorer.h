#pragma once

#include "core/inference/augmentation.h"
#include "core/inference/dihedral.h"
#include "core/inference/network_contract.h"

#include <span>
#include <vector>

namespace pixelscape {

/// From prepared tiles to scores of every pixel: asks the network, turned and mirrored where augmentation wants it, and
/// makes coarse maps fine.
class TileScorer
{
public:
    TileScorer(Engine &engine, const NetworkContract &contract, std::size_t channels, const Augmentation &augmentation);

    /// The scores of up to contract.batch tiles, in pixels of the tile without its margin. They stay until the next
    /// call. Throws Error.
    std::vector<ScoreMap> score(std::span<const std::span<const float>> tiles);

private:
    std::vector<ScoreMap> predicted(std::span<const std::span<const float>> tiles);
    std::vector<ScoreMap> augmented(std::span<const std::span<const float>> tiles);
    void merge(std::size_t tile, const ScoreMap &turned, const Dihedral &way, bool isFirst);
    PictureLayout tensorLayout() const;

    Engine &m_engine;
    NetworkContract m_contract;
    TileBatch m_batch;
    MergePolicy m_policy;
    std::vector<Dihedral> m_variants;
    std::vector<float> m_packed;
    std::vector<std::vector<float>> m_turned; ///< the tiles, turned one way
    std::vector<float> m_upright;             ///< scores of one tile, turned back
    std::vector<std::vector<float>> m_merged; ///< scores of each tile over all variants
    std::vector<std::vector<float>> m_fine;
};

} // namespace pixelscape
