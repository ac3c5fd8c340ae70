#pragma once

#include "core/run/model_arguments.h"
#include "ui/form/choice_box.h"

namespace pixelscape {

/// What can be set of how a model is run, in words for people: one of modelArguments, or the bands that it is given.
struct ArgumentDescription
{
    QString name;          ///< as in modelArguments, or bandMapping
    QString field() const; ///< as in Problem::field
    QString label;         ///< with its mnemonic
    QString plainLabel() const { return QString(label).remove(u'&'); }
    QString help;
    std::vector<ChoiceBox::Choice> choices; ///< empty where any text may be given
};

/// Of modelArguments those that the form knows, in its order.
std::vector<ArgumentDescription> describedArguments();

/// Which band of the raster each channel of the network gets.
ArgumentDescription describedBands();

/// What an argument is where the request does not name it, as the request would say it; empty where the model itself
/// decides that as it runs.
QString defaultText(const QString &name, const ModelArguments &arguments, const ModelDefinition &definition);

/// Why the argument means nothing to this model, or beside the other arguments; empty where it does.
QString whyNotApplicable(const QString &name, const ModelArguments &arguments, const ModelDefinition &definition);

} // namespace pixelscape
