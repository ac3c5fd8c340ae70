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

} // namespace

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
        {u"predict_background"_s,
         text("Predict bac&kground"),
         text("Whether a pixel may become background (value 0). If not, it gets the most likely of the classes. Only "
              "for networks with a background of their own."),
         {{QString(), text("Default")}, {u"true"_s, text("Yes")}, {u"false"_s, text("No")}}},
        {u"threshold"_s,
         text("Thres&hold"),
         text("A pixel belongs to the class where its probability is higher than this number between 0 and 1. Lower "
              "finds more of the class, and more that is not."),
         {}},
        {u"edge"_s,
         text("&Edge"),
         text("What the network sees beyond the edge of the raster: the raster mirrored, which is right for nearly "
              "all models, or zeros."),
         {{QString(), text("Default (reflect)")}, {u"reflect"_s, text("Reflect")}, {u"zero"_s, text("Zeros")}}}};
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
    return {};
}

QString whyNotApplicable(const QString &name, const ModelDefinition &definition)
{
    if (name == "padding"_L1 && definition.modelPadding.value_or(0) > 0)
        return text("The network crops its own output by %1 pixels on each side.").arg(*definition.modelPadding);
    if (name == "threshold"_L1 && definition.classes.size() > 2)
        return text("Only for models of one or two classes.");
    return {};
}

} // namespace pixelscape
