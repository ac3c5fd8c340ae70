#include "core/raster/probability_sink.h"

#include "core/raster/creation_options.h"
#include "core/raster/result_files.h"
#include "core/raster/result_reader.h"
#include "core/raster/result_tiff.h"

#include <cpl_conv.h>

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace pixelscape {

namespace {

/// Of the valid pixels.
class RunningStatistics
{
public:
    void add(float value)
    {
        ++m_pixels;
        if (!(value >= 0))
            return;
        ++m_valid;
        m_lowest = std::min(m_lowest, double(value));
        m_highest = std::max(m_highest, double(value));
        m_sum += double(value);
        m_squares += double(value) * double(value);
    }

    void add(const RunningStatistics &other)
    {
        m_pixels += other.m_pixels;
        m_valid += other.m_valid;
        m_lowest = std::min(m_lowest, other.m_lowest);
        m_highest = std::max(m_highest, other.m_highest);
        m_sum += other.m_sum;
        m_squares += other.m_squares;
    }

    void addNotValid(std::int64_t pixels) { m_pixels += pixels; }

    /// Nothing where no pixel is valid.
    void writeTo(GDALRasterBand &band) const
    {
        if (m_valid == 0)
            return;
        const double mean = m_sum / double(m_valid);
        const double variance = std::max(0.0, m_squares / double(m_valid) - mean * mean);
        band.SetStatistics(m_lowest, m_highest, mean, std::sqrt(variance));
        band.SetMetadataItem("STATISTICS_VALID_PERCENT", CPLSPrintf("%.4g", 100 * double(m_valid) / double(m_pixels)));
    }

private:
    std::int64_t m_pixels = 0;
    std::int64_t m_valid = 0;
    double m_lowest = 1;
    double m_highest = 0;
    double m_sum = 0;
    double m_squares = 0;
};

TiffLayout layoutOf(const ResultDescription &description)
{
    return {description.grid,      GDT_Float32,
            double(noProbability), floatCreationOptions(description.creationOptions),
            description.recipe,    meanOfValid(noProbability)};
}

} // namespace

struct ProbabilitySink::Private
{
    QString finalPath;
    ResultTiff tiff;
    RunningStatistics statistics;
};

ProbabilitySink::ProbabilitySink(const QString &folder, const QString &finalPath, const ResultDescription &description)
    : d(new Private{finalPath,
                    {QDir(folder).filePath(QFileInfo(finalPath).fileName()), finalPath, layoutOf(description),
                     [](GDALRasterBand &band) { band.SetDescription(probabilityBandName); }},
                    {}})
{
}

ProbabilitySink::~ProbabilitySink() = default;

int ProbabilitySink::rowsOfPart() const
{
    return d->tiff.rowsOfPart();
}

int ProbabilitySink::blockWidth() const
{
    return d->tiff.blockWidth();
}

/// Sums of whole blocks are summed up, so that the statistics do not depend on how wide the parts are.
void ProbabilitySink::appendPart(std::span<const float> values, int columns)
{
    const int rows = rowsOfPart();
    d->tiff.appendPart(std::as_bytes(values), columns);
    for (int left = 0; left < columns; left += blockWidth()) {
        RunningStatistics block;
        for (int row = 0; row < rows; ++row)
            for (const float value : values.subspan(std::size_t(row) * std::size_t(columns) + std::size_t(left),
                                                    std::size_t(std::min(blockWidth(), columns - left))))
                block.add(value);
        d->statistics.add(block);
    }
}

void ProbabilitySink::appendNodata()
{
    d->statistics.addNotValid(std::int64_t(rowsOfPart()) * d->tiff.band().GetXSize());
    d->tiff.appendNodata();
}

void ProbabilitySink::finish(const GoOn &mayGoOn)
{
    d->tiff.requireComplete();
    d->statistics.writeTo(d->tiff.band());
    d->tiff.finish(mayGoOn);
}

void ProbabilitySink::moveToPlace()
{
    moveProbability(d->tiff.path(), d->finalPath);
}

} // namespace pixelscape
