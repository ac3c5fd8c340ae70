#include "core/model/normalization_reader.h"

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Esri's names of the four lists, in the order minimum, maximum, mean, std.
constexpr std::array<const char *, 4> listNames{"band_min_values", "band_max_values", "scaled_mean_values",
                                                "scaled_std_values"};

bool isNotANumber(const Json &value)
{
    return value.is_null() || (value.is_string() && value.get<QString>().compare(u"nan"_s, Qt::CaseInsensitive) == 0);
}

std::vector<double> readList(const DefinitionMembers &stats, const char *name, double absent)
{
    std::vector<double> values;
    const Json *list = stats.list(name);
    if (!list)
        return values;
    for (const Json &item : *list) {
        const auto number = isNotANumber(item) ? std::optional(absent) : numberIn(item);
        if (!number)
            stats.refuse(name, u"must be a list of numbers, but holds %1"_s.arg(shortened(item)));
        values.push_back(*number);
    }
    return values;
}

/// The number of bands that the lists describe; empty lists have no say.
std::size_t commonLength(const DefinitionMembers &stats, const std::array<const std::vector<double> *, 4> &lists)
{
    const char *longest = nullptr;
    std::size_t length = 0;
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const std::size_t size = lists[i]->size();
        if (size == 0)
            continue;
        if (longest && size != length)
            stats.refuse(listNames[i], u"has %1 entries, but %2 has %3; both need one a band"_s.arg(
                                           QString::number(size), QString::fromUtf8(longest), QString::number(length)));
        longest = listNames[i];
        length = size;
    }
    return length;
}

/// Bands by number. Where bands are named, or all are used, every band that has statistics counts.
std::set<std::size_t> bandsThatCount(const std::optional<std::vector<BandReference>> &usedBands, std::size_t length)
{
    std::set<std::size_t> bands;
    for (const BandReference &band : usedBands.value_or(std::vector<BandReference>{}))
        if (const int *number = std::get_if<int>(&band))
            bands.insert(std::size_t(*number));
    const bool allNumbers =
        usedBands && std::all_of(usedBands->begin(), usedBands->end(),
                                 [](const BandReference &band) { return std::holds_alternative<int>(band); });
    for (std::size_t band = 0; !allNumbers && band < length; ++band)
        bands.insert(band);
    return bands;
}

double entry(const std::vector<double> &list, std::size_t band, double absent)
{
    return band < list.size() ? list[band] : absent;
}

} // namespace

std::optional<NormalizationStats> readNormalization(const DefinitionMembers &definition,
                                                    const std::optional<std::vector<BandReference>> &usedBands)
{
    const Json *found = definition.find("NormalizationStats");
    if (!found)
        return std::nullopt;
    if (!found->is_object())
        definition.refuse("NormalizationStats", u"must be an object with lists of numbers"_s);
    const DefinitionMembers stats(*found, definition.fileName(), u"NormalizationStats."_s);
    NormalizationStats result;
    result.bandMinimum = readList(stats, listNames[0], 0);
    result.bandMaximum = readList(stats, listNames[1], 1);
    result.scaledMean = readList(stats, listNames[2], 0);
    result.scaledStd = readList(stats, listNames[3], 1);
    const std::size_t length =
        commonLength(stats, {&result.bandMinimum, &result.bandMaximum, &result.scaledMean, &result.scaledStd});
    for (const std::size_t band : bandsThatCount(usedBands, length)) {
        if (entry(result.bandMaximum, band, 1) == entry(result.bandMinimum, band, 0))
            stats.refuse(
                listNames[1],
                u"equals band_min_values for band %1 (counted from 0), so that band cannot be scaled"_s.arg(band));
        if (entry(result.scaledStd, band, 1) == 0)
            stats.refuse(listNames[3], u"is 0 for band %1 (counted from 0), so that band cannot be scaled"_s.arg(band));
    }
    return result;
}

} // namespace pixelscape
