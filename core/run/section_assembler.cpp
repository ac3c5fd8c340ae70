#include "core/run/section_assembler.h"

#include "core/base/error.h"
#include "core/base/stopwatch.h"
#include "core/model/model_text.h"
#include "core/raster/probability_sink.h"
#include "core/run/class_packing.h"
#include "core/run/section_bands.h"

#include <algorithm>
#include <new>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// What is decided at a time stays in the processor's cache.
constexpr int rowsAtOnce = 32;

} // namespace

SectionAssembler::SectionAssembler(const WorkerTools &tools, const WorkerJob &job, Classifier &classifier,
                                   TensorStock &stock)
    : m_tools(tools), m_job(job), m_classifier(classifier), m_stock(stock),
      m_scorer(*classifier.engine, classifier.report.contract, job.bands.size(), job.augmentation)
{
}

void SectionAssembler::take(FedTile tile)
{
    if (!tile.failure.isEmpty()) {
        m_tools.send(failedFrame({tile.section.id, u"inputRaster"_s, tile.failure}));
        m_waiting.clear();
        return;
    }
    if (tile.isFirst)
        begin(tile.section);
    m_result.seconds += tile.seconds;
    const bool isLast = tile.isLast;
    try {
        classify(std::move(tile));
        if (isLast && !m_failed)
            finish();
    } catch (const Error &error) {
        fail(error.sentence());
    } catch (const std::bad_alloc &) {
        fail(u"There is not enough memory to run the network of %1 on a tile; close other programs or use a "
             "smaller tile_size."_s.arg(modelShown(m_job.model)));
    }
}

void SectionAssembler::begin(const Section &section)
{
    m_failed = false;
    m_section = section;
    m_result = SectionResult();
    m_result.id = section.id;
    m_waiting.clear();
    m_hasData = false;
    m_blend.reset();
}

/// Room for the section's pixels, as it is left by tiles without data; one that has only those needs none.
void SectionAssembler::beginData()
{
    m_hasData = true;
    const auto area = std::size_t(m_section.write.area());
    const QByteArray row = packedNodata(m_section.write.width, m_classifier.format);
    m_values.resize(row.size() * m_section.write.height);
    for (int line = 0; line < m_section.write.height; ++line)
        std::ranges::copy(row, m_values.begin() + line * row.size());
    m_probabilities.assign(m_job.probabilityRaster ? area : 0, noProbability);
    if (m_job.blend == Blend::Hann) {
        m_blend.emplace(m_section.write, m_classifier.report.contract.reading.map.channels);
        m_blendValid.assign(area, 0);
    }
}

void SectionAssembler::fail(const QString &sentence)
{
    m_tools.send(failedFrame({m_section.id, u"model"_s, sentence}));
    m_failed = true;
}

void SectionAssembler::classify(FedTile tile)
{
    if (m_failed)
        return;
    const bool isLast = tile.isLast;
    if (!tile.tensor.empty() && !m_hasData)
        beginData();
    if (tile.tensor.empty())
        ++m_result.tilesSkipped;
    else
        m_waiting.push_back(std::move(tile));
    if (!m_waiting.empty() && (isLast || int(m_waiting.size()) == m_classifier.report.contract.batch))
        classifyWaiting();
}

void SectionAssembler::classifyWaiting()
{
    std::vector<std::span<const float>> tensors;
    for (const FedTile &tile : m_waiting)
        tensors.emplace_back(tile.tensor);
    Stopwatch watch;
    const std::vector<ScoreMap> scores = m_scorer.score(tensors);
    m_result.seconds.inference += watch.lap();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (m_blend)
            blend(scores[i], m_waiting[i]);
        else
            decide(scores[i], m_waiting[i]);
        m_stock.giveBack(std::move(m_waiting[i].tensor));
    }
    m_waiting.clear();
    m_result.seconds.decide += watch.lap();
}

void SectionAssembler::decide(const ScoreMap &scores, const FedTile &tile)
{
    const int margin = m_classifier.report.contract.margin();
    decideRows(scores, tile.window.write, tile.window.readX + margin, tile.window.readY + margin, tile.valid);
}

/// Decides the pixels of `write`, whose scores stand in a map that begins at the raster's pixel (mapX, mapY).
void SectionAssembler::decideRows(const ScoreMap &scores, const PixelRect &write, int mapX, int mapY,
                                  std::span<const std::uint8_t> valid)
{
    for (int top = write.y; top < write.bottom(); top += rowsAtOnce) {
        const PixelRect rows{write.x, top, write.width, std::min(rowsAtOnce, write.bottom() - top)};
        decideClasses(scores, m_classifier.rule, rows.translated(-mapX, -mapY), decisionsFor(rows));
        place(rows, valid.subspan(std::size_t(top - write.y) * std::size_t(write.width), std::size_t(rows.area())));
    }
}

/// Room for the decisions on a window.
Decisions SectionAssembler::decisionsFor(const PixelRect &window)
{
    const auto area = std::size_t(window.area());
    m_decidedValues.resize(area);
    m_decidedProbabilities.resize(m_job.probabilityRaster ? area : 0);
    return {m_decidedValues, m_decidedProbabilities};
}

/// Puts the decisions on a window into the section, NoData where the input has none.
void SectionAssembler::place(const PixelRect &write, std::span<const std::uint8_t> valid)
{
    const auto width = std::size_t(write.width);
    const ResultFormat &format = m_classifier.format;
    for (std::size_t row = 0; row < std::size_t(write.height); ++row) {
        const std::span values = std::span(m_decidedValues).subspan(row * width, width);
        for (std::size_t i = 0; i < width; ++i)
            values[i] = valid[row * width + i] ? values[i] : format.nodata;
        const std::size_t at = (std::size_t(write.y - m_section.write.y) + row) * std::size_t(m_section.write.width) +
                               std::size_t(write.x - m_section.write.x);
        packValues(values, format, m_values.data() + at * std::size_t(format.bytesPerPixel()));
        if (m_probabilities.empty())
            continue;
        for (std::size_t i = 0; i < width; ++i)
            m_probabilities[at + i] = valid[row * width + i] ? m_decidedProbabilities[row * width + i] : noProbability;
    }
}

void SectionAssembler::blend(const ScoreMap &scores, const FedTile &tile)
{
    const int margin = m_classifier.report.contract.margin();
    m_blend->add(scores, tile.window.readX + margin, tile.window.readY + margin);
    const PixelRect part = tile.window.write.translated(-m_section.write.x, -m_section.write.y);
    for (int row = 0; row < part.height; ++row)
        std::copy_n(tile.valid.begin() + std::ptrdiff_t(row) * part.width, part.width,
                    m_blendValid.begin() + std::ptrdiff_t(part.y + row) * m_section.write.width + part.x);
}

void SectionAssembler::decideBlend()
{
    const Stopwatch watch;
    decideRows(m_blend->means(), m_section.write, m_section.write.x, m_section.write.y, m_blendValid);
    m_blend.reset();
    m_result.seconds.decide += watch.seconds();
}

void SectionAssembler::finish()
{
    if (!m_hasData) {
        m_tools.send(resultFrame(m_result));
        return;
    }
    if (m_blend)
        decideBlend();
    Stopwatch watch;
    const qsizetype width = m_section.write.width;
    m_result.compressedValues = packBands(m_values, width * m_classifier.format.bytesPerPixel());
    if (!m_probabilities.empty())
        m_result.compressedProbabilities =
            packBands(QByteArray::fromRawData(reinterpret_cast<const char *>(m_probabilities.data()),
                                              qsizetype(m_probabilities.size()) * qsizetype(sizeof(float))),
                      width * qsizetype(sizeof(float)));
    m_result.seconds.write += watch.lap();
    m_tools.send(resultFrame(m_result));
}

} // namespace pixelscape
