#include "core/model/channel_scaling.h"

#include "core/base/error.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

double entryOr(const std::vector<double> &list, int band, double fallback, const ModelDefinition &definition)
{
    if (list.empty())
        return fallback;
    if (std::size_t(band) >= list.size())
        throw Error(
            u"The model %1 has normalisation statistics for %2 bands, but needs band %3; choose a raster with the "
            "band order that the model was trained on."_s.arg(definition.modelName)
                .arg(list.size())
                .arg(band + 1));
    return list[std::size_t(band)];
}

ChannelScaling statisticsScaling(const ModelDefinition &definition, const NormalizationStats &stats, int band)
{
    return {entryOr(stats.bandMinimum, band, 0, definition), entryOr(stats.bandMaximum, band, 1, definition),
            entryOr(stats.scaledMean, band, 0, definition), entryOr(stats.scaledStd, band, 1, definition)};
}

/// x in [from] becomes to.minimum + share * (to.maximum - to.minimum), written as a scaling.
ChannelScaling rangeScaling(const DataRange &from, const DataRange &to)
{
    const double width = to.maximum - to.minimum;
    return {from.minimum, from.maximum > from.minimum ? from.maximum : from.minimum + 1, -to.minimum / width,
            1 / width};
}

} // namespace

bool needsActualRange(const ModelDefinition &definition, bool is8Bit)
{
    return definition.dataRange && !definition.normalization && !is8Bit;
}

bool expectsImageNet(const ModelDefinition &definition, std::size_t channels)
{
    return definition.framework == "arcgis.learn.models._inferencing"_L1 && !definition.normalization && channels == 3;
}

std::vector<ChannelScaling> channelScaling(const ModelDefinition &definition, const RasterValues &raster)
{
    // Means and deviations of the ImageNet training pictures, as published with torchvision's models.
    constexpr std::array<double, 3> imageNetMean{0.485, 0.456, 0.406};
    constexpr std::array<double, 3> imageNetDeviation{0.229, 0.224, 0.225};
    const DataRange actual = raster.is8Bit ? DataRange{0, 255} : raster.actualRange;
    const std::vector<int> &positions = raster.statisticsBands.empty() ? raster.bands : raster.statisticsBands;
    std::vector<ChannelScaling> scaling;
    for (std::size_t channel = 0; channel < raster.bands.size(); ++channel) {
        if (definition.normalization)
            scaling.push_back(statisticsScaling(definition, *definition.normalization, positions[channel]));
        else if (definition.dataRange)
            scaling.push_back(rangeScaling(actual, *definition.dataRange));
        else if (expectsImageNet(definition, raster.bands.size()))
            scaling.push_back({0, 255, imageNetMean[channel], imageNetDeviation[channel]});
        else
            scaling.push_back({});
    }
    return scaling;
}

Json toJson(const std::vector<ChannelScaling> &scaling)
{
    Json list = Json::array();
    for (const ChannelScaling &s : scaling)
        list.push_back({s.minimum, s.maximum, s.mean, s.deviation});
    return list;
}

std::vector<ChannelScaling> scalingFromJson(const Json &json)
{
    std::vector<ChannelScaling> scaling;
    for (const Json &entry : json)
        scaling.push_back({entry.at(0), entry.at(1), entry.at(2), entry.at(3)});
    return scaling;
}

} // namespace pixelscape
