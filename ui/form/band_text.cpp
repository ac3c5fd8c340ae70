#include "ui/form/band_text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("BandText", source);
}

/// The model's name for a channel; empty where it has numbers only.
QString channelName(const ModelDefinition &definition, std::size_t channel)
{
    if (!definition.extractBands || channel >= definition.extractBands->size())
        return {};
    const auto *name = std::get_if<QString>(&(*definition.extractBands)[channel]);
    return name ? *name : QString();
}

bool isInOrder(const std::vector<int> &bands)
{
    for (std::size_t i = 1; i < bands.size(); ++i)
        if (bands[i] != bands[i - 1] + 1)
            return false;
    return true;
}

bool hasNames(const ModelDefinition &definition)
{
    return definition.extractBands && std::ranges::any_of(*definition.extractBands, [](const BandReference &band) {
               return std::holds_alternative<QString>(band);
           });
}

QString rangeText(int first, int last)
{
    return first == last ? QString::number(first + 1) : text("%1 to %2").arg(first + 1).arg(last + 1);
}

} // namespace

QString wantedBandsText(const ModelDefinition &definition)
{
    if (!definition.extractBands)
        return text("all bands of the raster");
    std::vector<int> numbers;
    QStringList texts;
    for (const BandReference &band : *definition.extractBands) {
        const int *number = std::get_if<int>(&band);
        numbers.push_back(number ? *number : -1);
        texts << (number ? QString::number(*number + 1) : std::get<QString>(band));
    }
    if (!hasNames(definition) && numbers.size() > 2 && isInOrder(numbers))
        return rangeText(numbers.front(), numbers.back());
    return texts.join(u", "_s);
}

QString bandMappingText(const ModelDefinition &definition, const std::vector<int> &bands)
{
    if (!hasNames(definition) && bands.size() > 3 && bands.front() == 0 && isInOrder(bands))
        return text("%1, in this order").arg(rangeText(bands.front(), bands.back()));
    constexpr std::size_t most = 6;
    QStringList pairs;
    for (std::size_t i = 0; i < std::min(bands.size(), most); ++i) {
        const QString name = channelName(definition, i);
        pairs << u"%1\u00A0←\u00A0%2"_s.arg(name.isEmpty() ? QString::number(i + 1) : name).arg(bands[i] + 1);
    }
    const QString all = pairs.join(u"  "_s);
    return bands.size() > most ? text("%1 … (%2 channels)").arg(all).arg(bands.size()) : all;
}

QStringList bandMappingLines(const ModelDefinition &definition, const std::vector<int> &bands, const RasterInfo &raster)
{
    QStringList lines;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const QString wanted = channelName(definition, i);
        const QString found = raster.bands[std::size_t(bands[i])].name;
        const QString channel =
            wanted.isEmpty() ? text("Channel %1").arg(i + 1) : text("Channel %1, %2").arg(i + 1).arg(wanted);
        const QString band =
            found.isEmpty() ? text("band %1").arg(bands[i] + 1) : text("band %1 (%2)").arg(bands[i] + 1).arg(found);
        lines << u"%1 ← %2"_s.arg(channel, band);
    }
    return lines;
}

} // namespace pixelscape
