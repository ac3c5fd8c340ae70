#include "core/run/request_field.h"

#include "core/run/extent_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const RunRequest defaults;

const std::map<QString, QString RunRequest::*> textFields{
    {u"inputRaster"_s, &RunRequest::inputRaster},
    {u"model"_s, &RunRequest::model},
    {u"modelRoot"_s, &RunRequest::modelRoot},
    {u"bandMapping"_s, &RunRequest::bandMapping},
    {u"outputClassifiedRaster"_s, &RunRequest::outputClassifiedRaster},
    {u"context.processorType"_s, &RunRequest::processorType},
    {u"context.parallelProcessingFactor"_s, &RunRequest::parallelProcessingFactor},
    {u"engine"_s, &RunRequest::engine}};

const std::map<QString, int RunRequest::*> numberFields{
    {u"context.recycleProcessingWorker"_s, &RunRequest::recycleProcessingWorker},
    {u"context.retryOnFailures"_s, &RunRequest::retryOnFailures},
    {u"sectionDeadline"_s, &RunRequest::sectionDeadline}};

const std::map<QString, bool RunRequest::*> truthFields{{u"overwrite"_s, &RunRequest::overwrite},
                                                        {u"startOver"_s, &RunRequest::startOver}};

bool setArgument(ArgumentTexts &arguments, const QString &name, const QString &value)
{
    if (name.isEmpty())
        return false;
    if (value.isEmpty())
        arguments.erase(name);
    else
        arguments[name] = value;
    return true;
}

bool setExtent(RunRequest &request, const QString &value)
{
    const std::optional<GroundBox> box = groundBoxFromText(value);
    if (!box && !value.isEmpty())
        return false;
    request.extent = box;
    return true;
}

bool setNumber(int &number, int byDefault, const QString &value)
{
    bool isNumber = value.isEmpty();
    const int read = isNumber ? byDefault : value.toInt(&isNumber);
    if (isNumber)
        number = read;
    return isNumber;
}

} // namespace

bool setRequestField(RunRequest &request, const QString &field, const QString &value)
{
    const QString argumentPrefix = u"modelArguments."_s;
    if (field.startsWith(argumentPrefix))
        return setArgument(request.modelArguments, field.sliced(argumentPrefix.size()), value);
    if (field == "context.extent"_L1)
        return setExtent(request, value);
    if (const auto text = textFields.find(field); text != textFields.end()) {
        request.*text->second = value.isEmpty() ? defaults.*text->second : value;
        return true;
    }
    if (const auto number = numberFields.find(field); number != numberFields.end())
        return setNumber(request.*number->second, defaults.*number->second, value);
    const auto truth = truthFields.find(field);
    if (truth == truthFields.end() || (!value.isEmpty() && value != "true"_L1 && value != "false"_L1))
        return false;
    request.*truth->second = value == "true"_L1;
    return true;
}

} // namespace pixelscape
