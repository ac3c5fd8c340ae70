#include "core/run/input_warnings.h"

#include "core/model/channel_scaling.h"
#include "core/raster/ground_cell.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// "24 cm", "10 m", "1.2 km": three digits are enough to tell sizes apart.
QString lengthText(double metres)
{
    const auto text = [](double number) { return QString::number(number, 'g', number < 1000 ? 3 : 4); };
    if (metres >= 1000)
        return text(metres / 1000) + u" km"_s;
    if (metres >= 1)
        return text(metres) + u" m"_s;
    return metres >= 0.01 ? text(metres * 100) + u" cm"_s : text(metres * 1000) + u" mm"_s;
}

std::optional<GroundSpan> spanOf(const std::optional<GroundCellSize> &size, const RasterInfo &raster)
{
    return size ? groundSpan(size->x, size->y, size->wkid, raster) : std::nullopt;
}

QString trainedOn(const std::optional<GroundSpan> &finest, const std::optional<GroundSpan> &coarsest)
{
    if (!finest || !coarsest)
        return finest ? lengthText(finest->most) + u" or more"_s : lengthText(coarsest->most) + u" or less"_s;
    const QString from = lengthText(std::min(finest->most, coarsest->most));
    const QString to = lengthText(std::max(finest->most, coarsest->most));
    return from == to ? from : u"%1 to %2"_s.arg(from, to);
}

DataRange united(const std::vector<DataRange> &ranges)
{
    DataRange all = ranges.front();
    for (const DataRange &range : ranges)
        all = {std::min(all.minimum, range.minimum), std::max(all.maximum, range.maximum)};
    return all;
}

double entryOr(const std::vector<double> &list, int band, double fallback)
{
    return band >= 0 && std::size_t(band) < list.size() ? list[std::size_t(band)] : fallback;
}

/// Statistics without minimum and maximum say by mean and deviation what is usual.
DataRange usualValues(const NormalizationStats &stats, int band)
{
    constexpr double usualDeviations = 3;
    const double minimum = entryOr(stats.bandMinimum, band, 0);
    const double maximum = entryOr(stats.bandMaximum, band, 1);
    const double mean = entryOr(stats.scaledMean, band, 0);
    const double reach = usualDeviations * std::abs(entryOr(stats.scaledStd, band, 1));
    const bool hasRange = minimum != 0 || maximum != 1;
    const bool hasMean = mean != 0 || reach != usualDeviations;
    return hasRange || !hasMean ? DataRange{minimum, maximum} : DataRange{mean - reach, mean + reach};
}

} // namespace

std::optional<Problem> cellSizeWarning(const ModelDefinition &definition, const RasterInfo &raster,
                                       const InputNames &names)
{
    constexpr double tolerance = 1.25;
    const std::optional<GroundSpan> finest = spanOf(definition.minCellSize, raster);
    const std::optional<GroundSpan> coarsest = spanOf(definition.maxCellSize, raster);
    const std::optional<double> side = finest || coarsest ? groundCellSide(raster) : std::nullopt;
    if (!side)
        return std::nullopt;
    // Some definitions have the two exchanged; then both count for both ends.
    const bool isExchanged = finest && coarsest && finest->least > coarsest->most;
    const bool tooFine = finest && *side * tolerance < (isExchanged ? coarsest->least : finest->least);
    const bool tooCoarse = coarsest && *side > tolerance * (isExchanged ? finest->most : coarsest->most);
    if (!tooFine && !tooCoarse)
        return std::nullopt;
    return Problem{u"inputRaster"_s, Severity::Warning,
                   u"%1 has cells of %2 on the ground, but %3 was trained on cells of %4; its classes may come out "
                   "wrong. Use a raster of that resolution."_s.arg(names.raster, lengthText(*side), names.model,
                                                                   trainedOn(finest, coarsest))};
}

std::vector<DataRange> expectedValues(const ModelDefinition &definition, const std::vector<int> &statisticsBands)
{
    std::vector<DataRange> expected;
    for (const int band : statisticsBands) {
        if (definition.normalization)
            expected.push_back(usualValues(*definition.normalization, band));
        else if (!definition.dataRange && expectsImageNet(definition, statisticsBands.size()))
            expected.push_back({0, 255});
    }
    return expected;
}

std::optional<Problem> valueWarning(const std::vector<DataRange> &expected, const std::vector<BandSample> &samples,
                                    const InputNames &names)
{
    if (expected.empty() || expected.size() != samples.size())
        return std::nullopt;
    std::size_t above = 0;
    std::size_t below = 0;
    bool fillsNothing = true;
    float lowest = samples.front().lowest;
    float highest = samples.front().highest;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double width = expected[i].maximum - expected[i].minimum;
        above += double(samples[i].median) > expected[i].maximum + width / 2;
        below += double(samples[i].median) < expected[i].minimum - width / 2;
        fillsNothing = fillsNothing && double(samples[i].highest) < expected[i].minimum + width / 20 &&
                       double(samples[i].lowest) >= expected[i].minimum - width / 20;
        lowest = std::min(lowest, samples[i].lowest);
        highest = std::max(highest, samples[i].highest);
    }
    QString what;
    if (2 * above >= samples.size())
        what = u"reach %1"_s.arg(numberText(double(highest)));
    else if (2 * below >= samples.size())
        what = u"go down to %1"_s.arg(numberText(double(lowest)));
    else if (fillsNothing)
        what = u"reach only %1"_s.arg(numberText(double(highest)));
    else
        return std::nullopt;
    const DataRange range = united(expected);
    return Problem{
        u"inputRaster"_s, Severity::Warning,
        u"The values of %1 %2; %3 expects %4 to %5, so its classes may be noise. Use a raster with the values "
        "that the model was trained on, or choose the right bands."_s.arg(
            names.raster, what, names.model, numberText(range.minimum), numberText(range.maximum))};
}

std::optional<Problem> pictureWarning(const ModelDefinition &definition, const RasterInfo &raster,
                                      const std::vector<int> &bands, const InputNames &names)
{
    const QString type = raster.bands[std::size_t(bands.front())].dataType;
    if (type == "Byte"_L1 || !expectsImageNet(definition, bands.size()))
        return std::nullopt;
    return Problem{
        u"inputRaster"_s,
        Severity::Warning,
        u"%1 was trained on 8-bit pictures, but %2 is %3; the result would be noise. Use a raster of bytes."_s.arg(
            names.model, names.raster, type),
        {}};
}

QString storedValuesRemark(const RasterInfo &raster, const std::vector<int> &bands, const InputNames &names)
{
    for (const int number : bands) {
        const BandInfo &band = raster.bands[std::size_t(number)];
        if (band.scale != 1 || band.offset != 0) // one band tells it for all
            return u"Band %1 of %2 has a scale of %3 and an offset of %4; the network gets the values as they are "
                   "stored, as it did when it was trained."_s.arg(QString::number(number + 1), names.raster,
                                                                  QString::number(band.scale),
                                                                  QString::number(band.offset));
    }
    return {};
}

QString numberText(double number)
{
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    const bool isWhole = std::abs(number) >= 1000 || number == std::round(number);
    return isWhole ? english.toString(number, 'f', 0) : QString::number(number, 'g', 3);
}

} // namespace pixelscape
