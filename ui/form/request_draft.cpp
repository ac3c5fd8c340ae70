#include "ui/form/request_draft.h"

#include "core/run/request_field.h"

#include <QCollator>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pixelscape {

bool RequestDraft::set(const QString &field, const QString &value)
{
    const RunRequest before = request;
    const bool isSet = setRequestField(request, field, value);
    // It was named in the wrong place.
    if (field == "model"_L1 && !value.isEmpty() && value == request.inputRaster)
        request.inputRaster.clear();
    // One is a file, the other a folder.
    if (request.processAllRasterItems != before.processAllRasterItems) {
        request.outputClassifiedRaster.clear();
        proposesOutput = true;
    }
    // What was allowed, was allowed for this output of this input and this model.
    if (request.outputClassifiedRaster != before.outputClassifiedRaster || request.inputRaster != before.inputRaster ||
        request.furtherRasters != before.furtherRasters || request.model != before.model) {
        request.overwrite = false;
        request.startOver = false;
    }
    if (field == "outputClassifiedRaster"_L1)
        proposesOutput = value.isEmpty();
    return isSet;
}

void RequestDraft::setRasters(QStringList paths)
{
    QCollator order{QLocale(QLocale::English)}; // the C locale knows no numbers
    order.setNumericMode(true);
    std::ranges::sort(paths, order);
    set(u"inputRaster"_s, paths.value(0));
    set(u"furtherRasters"_s, paths.mid(1).join(u'\n'));
    set(u"stack"_s, {});
    set(u"processAllRasterItems"_s, {});
}

RequestDraft RequestDraft::withDefaultEnvironment() const
{
    RequestDraft next = *this;
    for (const QString &field : requestFields())
        if (field.startsWith("context."_L1) || field == "engine"_L1 || field == "resampling"_L1 ||
            field == "memory"_L1 || field == "sectionDeadline"_L1)
            setRequestField(next.request, field, {});
    return next;
}

bool RequestDraft::isSameAs(RunRequest other) const
{
    if (proposesOutput)
        other.outputClassifiedRaster.clear();
    return other == request;
}

bool RequestDraft::isOnlyMissing(const Problem &problem) const
{
    if (problem.field == "inputRaster"_L1)
        return request.inputRaster.isEmpty();
    if (problem.field == "model"_L1)
        return request.model.isEmpty();
    return problem.field == "outputClassifiedRaster"_L1 && proposesOutput &&
           (request.inputRaster.isEmpty() || request.model.isEmpty());
}

} // namespace pixelscape
