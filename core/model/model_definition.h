#pragma once

#include "core/base/geometry.h"
#include "core/base/json.h"
#include "core/model/class_legend.h"

#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace pixelscape {

/// Order of the numbers in a network's input: channels first or last.
enum class TensorLayout { ChannelsFirst, ChannelsLast };

/// A band of the raster: a 0-based number, or a name that is matched to the raster's band descriptions.
using BandReference = std::variant<int, QString>;

/// Whether the ground in a picture may be turned and mirrored freely (maps), or has an up and a down (photographs).
enum class ImageSpace { Map, Pixel };

/// A cell size on the ground, in units of the coordinate system with that number; 0 where none is named.
struct GroundCellSize
{
    double x = 0;
    double y = 0;
    int wkid = 0;
    bool operator==(const GroundCellSize &) const = default;
};

struct DataRange
{
    double minimum = 0;
    double maximum = 1;
    bool operator==(const DataRange &) const = default;
};

/// One entry per band of the raster (not per channel); an empty list means all 0 (minimum, mean) or all 1 (maximum,
/// std). s = (x - minimum) / (maximum - minimum), then (s - mean) / std; not clipped.
struct NormalizationStats
{
    std::vector<double> bandMinimum;
    std::vector<double> bandMaximum;
    std::vector<double> scaledMean;
    std::vector<double> scaledStd;
    bool operator==(const NormalizationStats &) const = default;
};

/// What an .emd says, in our own terms; see Esri's key names in definition_reader.cpp.
struct ModelDefinition
{
    QString modelFile;         ///< weights, relative to the definition, '/' as separator
    QString configurationFile; ///< second file of a two-file network (prototxt, cfg); empty when there is none
    QString framework;
    QString modelName;
    QString description;
    Size tile; ///< what the network takes, 1..16384 a side
    ClassLegend classes;
    std::optional<std::vector<BandReference>> extractBands; ///< channel order; absent = all bands of the raster
    std::optional<int> padding;
    std::optional<int> modelPadding; ///< the network's output is smaller by this on each side
    std::optional<int> batchSize;
    std::optional<DataRange> dataRange;
    std::optional<NormalizationStats> normalization;
    std::optional<TensorLayout> layout; ///< absent = found out from the network
    std::optional<double> threshold;
    std::vector<int> ignoredChannels; ///< ignore_mapped_class
    bool supportsVariableTileSize = false;
    bool testTimeAugmentation = false;
    ImageSpace imageSpace = ImageSpace::Map;   ///< ImageSpaceUsed
    std::optional<GroundCellSize> minCellSize; ///< what the model was trained for, from the finest ...
    std::optional<GroundCellSize> maxCellSize; ///< ... to the coarsest
    Json card;                                 ///< the whole definition, for the model card
};

} // namespace pixelscape
