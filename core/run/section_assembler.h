#pragma once

#include "core/inference/decide.h"
#include "core/inference/hann_blend.h"
#include "core/inference/tile_scorer.h"
#include "core/run/classifier.h"
#include "core/run/tile_feeder.h"

#include <optional>

namespace pixelscape {

/// Collects the tiles of one section at a time, classifies them batch by batch, and sends its result.
class SectionAssembler
{
public:
    /// Tensors that were inferred go to the stock.
    SectionAssembler(const WorkerTools &tools, const WorkerJob &job, Classifier &classifier, TensorStock &stock);

    void take(FedTile tile);

private:
    void begin(const Section &section);
    void beginData();
    void fail(const QString &sentence);
    void classify(FedTile tile);
    void classifyWaiting();
    void decide(const ScoreMap &scores, const FedTile &tile);
    void place(const PixelRect &write, std::span<const std::uint8_t> valid);
    void blend(const ScoreMap &scores, const FedTile &tile);
    void decideBlend();
    void finish();
    Decisions decisionsFor(const PixelRect &window);
    void decideRows(const ScoreMap &scores, const PixelRect &write, int mapX, int mapY,
                    std::span<const std::uint8_t> valid);

    const WorkerTools &m_tools;
    const WorkerJob &m_job;
    Classifier &m_classifier;
    TensorStock &m_stock;
    TileScorer m_scorer;
    std::vector<FedTile> m_waiting; ///< for the batch to be full
    Section m_section;
    SectionResult m_result;
    QByteArray m_values;                ///< of the section, in the result's type
    std::vector<float> m_probabilities; ///< of the section; empty where not asked for
    std::vector<std::int64_t> m_decidedValues;
    std::vector<float> m_decidedProbabilities;
    std::optional<HannBlend> m_blend; ///< of the section, where tiles are blended
    std::vector<std::uint8_t> m_blendValid;
    bool m_failed = false;
    bool m_hasData = false;
};

} // namespace pixelscape
