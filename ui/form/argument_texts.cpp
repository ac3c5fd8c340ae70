#include "ui/form/argument_texts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("ArgumentTexts", source);
}

QString sidesText(Size size)
{
    if (size.width == size.height)
        return QString::number(size.width);
    return u"%1 × %2"_s.arg(size.width).arg(size.height);
}

const QString bandsName = u"bandMapping"_s;

/// A choice between yes and no, and what the model says.
std::vector<ChoiceBox::Choice> truths()
{
    return {{QString(), text("Default")}, {u"true"_s, text("Yes")}, {u"false"_s, text("No")}};
}

} // namespace

QString ArgumentDescription::field() const
{
    return name == bandsName ? name : u"modelArguments."_s + name;
}

ArgumentDescription describedBands()
{
    return {
        bandsName,
        text("Ban&ds"),
        text("The band of the raster for each channel of the network, by number (the first is 1) or by name, with "
             "commas between them: 4, 3, 2. For rasters whose bands stand in another order than those that the model "
             "was trained on."),
        {}};
}

std::vector<ArgumentDescription> describedArguments()
{
    return {
        {u"padding"_s,
         text("&Padding"),
         text("Pixels cut from each side of each tile's prediction, where the network sees too little of what is "
              "around. More padding gives fewer seams between tiles and takes longer; it must be less than half a "
              "tile."),
         {}},
        {u"tile_size"_s,
         text("&Tile size"),
         text("Side of the square tiles that the network is given, in pixels. Only for networks that take other sizes "
              "than the one they were trained with."),
         {}},
        {u"batch_size"_s,
         text("&Batch size"),
         text("How many tiles the network is given at once. More may be faster and needs more memory; the result is "
              "the same."),
         {}},
        {u"predict_background"_s, text("Predict bac&kground"),
         text("Whether a pixel may become background (value 0). If not, it gets the most likely of the classes. Only "
              "for networks with a background of their own."),
         truths()},
        {u"threshold"_s,
         text("Thres&hold"),
         text("A pixel belongs to the class where its probability is higher than this number between 0 and 1. Lower "
              "finds more of the class, and more that is not."),
         {}},
        {u"return_probability_raster"_s, text("Probabi&lity raster"),
         text(
             "Writes a second file beside the output: how probable the class of each pixel is, from 0 to 1. Shows where "
             "the map is sure and where it is guesswork. Takes four bytes a pixel before compression. Not for networks "
             "that answer with classes instead of scores."),
         truths()},
        {u"test_time_augmentation"_s, text("Test-time a&ugmentation"),
         text("Each tile is predicted turned and mirrored as well, and the predictions are merged. The classes become "
              "steadier, and the run takes up to 8 times as long."),
         truths()},
        {u"merge_policy"_s,
         text("Merge pol&icy"),
         text(
             "How the predictions of a tile that was turned and mirrored become one: their mean, which is right nearly "
             "always, or the highest or the lowest score of each class."),
         {{QString(), text("Default")},
          {u"mean"_s, text("Mean")},
          {u"max"_s, text("Highest score")},
          {u"min"_s, text("Lowest score")}}},
        {u"blend"_s,
         text("Ble&nd"),
         text("How tiles that overlap make one map. Crop takes the inner part of each tile and is fast. Hann takes the "
              "mean of all tiles that see a pixel, the nearer to a tile's centre the heavier: smoother where tiles "
              "meet, slower, as much of the ground is predicted several times."),
         {{QString(), text("Default")}, {u"crop"_s, text("Crop")}, {u"hann"_s, text("Hann")}}},
        {u"edge"_s,
         text("Ed&ge"),
         text("What the network sees beyond the edge of the raster: the raster mirrored, which is right for nearly "
              "all models, or zeros."),
         {{QString(), text("Default")}, {u"reflect"_s, text("Reflect")}, {u"zero"_s, text("Zeros")}}}};
}

QString defaultText(const QString &name, const ModelArguments &arguments, const ModelDefinition &definition)
{
    if (name == "padding"_L1)
        return QString::number(arguments.padding);
    if (name == "tile_size"_L1)
        return sidesText(arguments.tile);
    if (name == "batch_size"_L1)
        return QString::number(arguments.batchSize);
    if (name == "threshold"_L1)
        return QString::number(definition.threshold.value_or(0.5));
    if (name == "return_probability_raster"_L1)
        return u"false"_s;
    if (name == "test_time_augmentation"_L1)
        return definition.testTimeAugmentation ? u"true"_s : u"false"_s;
    if (name == "merge_policy"_L1)
        return u"mean"_s;
    if (name == "blend"_L1)
        return u"crop"_s;
    if (name == "edge"_L1)
        return u"reflect"_s;
    return {};
}

QString whyNotApplicable(const QString &name, const ModelArguments &arguments, const ModelDefinition &definition)
{
    if (name == "padding"_L1 && definition.modelPadding.value_or(0) > 0)
        return text("The network crops its own output by %1 pixels on each side.").arg(*definition.modelPadding);
    if (name == "threshold"_L1 && definition.classes.size() > 2)
        return text("Only for models of one or two classes.");
    if (name == "merge_policy"_L1 && !arguments.augmentation.enabled)
        return text("Only with test-time augmentation.");
    if (name == "blend"_L1 && arguments.padding == 0)
        return text("Only where tiles overlap, with a padding above 0.");
    return {};
}

} // namespace pixelscape
