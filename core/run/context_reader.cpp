#include "core/run/context_reader.h"

#include "core/model/definition_members.h"
#include "core/run/cell_size_text.h"
#include "core/run/crs_text.h"
#include "core/run/extent_text.h"
#include "core/run/request_field.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// {wkid, latestWkid, wkt}, where the number wins and the latest one of them; also a number or a text alone.
QString readSpatialReference(RequestMembers &members, const QString &name)
{
    const Json *value = members.find({name});
    if (!value)
        return {};
    const std::optional<Json> structure = structureIn(*value);
    if (!structure && (value->is_string() || integerIn(*value)))
        return crsText(value->is_string() ? value->get<QString>() : QString::number(*integerIn(*value)));
    if (!structure || !structure->is_object()) {
        members.refuse(name, u"must be an object with a wkid or a wkt, not %1."_s.arg(shortened(*value)));
        return {};
    }
    const std::size_t problemsBefore = members.problems().size();
    RequestMembers reference(*structure, members.pathOf(name) + u'.', members.problems());
    const std::optional<int> latest = reference.wholeNumber({u"latestWkid"_s});
    const std::optional<int> number = reference.wholeNumber({u"wkid"_s});
    const std::optional<QString> wkt = reference.text({u"wkt"_s, u"wkt2"_s});
    const bool isRead = members.problems().size() == problemsBefore;
    for (const char *height : {"vcsWkid", "latestVcsWkid"})
        reference.find({QString::fromLatin1(height)});
    reference.warnOfOthers();
    if (latest || number)
        return crsOfWellKnownId(latest ? *latest : *number);
    if (!wkt && isRead)
        members.refuse(name, u"names no coordinate system; give it a wkid or a wkt."_s);
    return crsText(wkt.value_or(QString()));
}

void readExtentBox(const Json &value, const QString &path, RunRequest &request, std::vector<Problem> &problems)
{
    RequestMembers members(value, path + u'.', problems);
    GroundBox box;
    bool isWhole = true;
    for (const auto &[name, side] :
         {std::pair(u"xmin"_s, &GroundBox::xMinimum), std::pair(u"ymin"_s, &GroundBox::yMinimum),
          std::pair(u"xmax"_s, &GroundBox::xMaximum), std::pair(u"ymax"_s, &GroundBox::yMaximum)}) {
        const std::size_t problemsBefore = problems.size();
        const std::optional<double> number = members.number(name);
        if (!number && problems.size() == problemsBefore)
            members.refuse(name, u"is missing; an extent has xmin, ymin, xmax and ymax."_s);
        isWhole = isWhole && number;
        box.*side = number.value_or(0);
    }
    request.extentCrs = readSpatialReference(members, u"spatialReference"_s);
    for (const char *height : {"zmin", "zmax", "mmin", "mmax"})
        members.find({QString::fromLatin1(height)});
    members.warnOfOthers();
    if (isWhole)
        request.extent = box;
}

void readExtent(RequestMembers &context, RunRequest &request)
{
    const QString name = u"extent"_s;
    const Json *value = context.find({name});
    if (!value || (value->is_string() && value->get<QString>().trimmed().isEmpty()))
        return;
    const std::optional<Json> structure = structureIn(*value);
    if (structure && structure->is_object()) {
        readExtentBox(*structure, context.pathOf(name), request, context.problems());
        return;
    }
    if (value->is_string())
        request.extent = groundBoxFromText(value->get<QString>());
    if (!request.extent)
        context.refuse(name, u"must be an object with xmin, ymin, xmax and ymax, not %1."_s.arg(shortened(*value)));
}

void readCellSize(RequestMembers &context, const PlaceReader &places, RunRequest &request)
{
    const QString name = u"cellSize"_s;
    const Json *value = context.find({name});
    if (!value)
        return;
    const std::optional<Json> structure = structureIn(*value);
    const QString path = context.pathOf(name);
    if (structure && structure->is_object() && namesPlace(*structure)) {
        request.cellSize = places.placeIn(*structure, path, context.problems()).value_or(QString());
    } else if (structure && structure->is_object()) {
        RequestMembers sides(*structure, path + u'.', context.problems());
        const std::optional<double> x = sides.number(u"x"_s);
        const std::optional<double> y = sides.number(u"y"_s);
        sides.find({u"spatialReference"_s});
        sides.warnOfOthers();
        if (x && y)
            request.cellSize = cellSizeText({CellSizeWish::Kind::Numbers, *x, *y, {}});
        else
            context.refuse(name, u"must have an x and a y that are numbers."_s);
    } else if (const std::optional<double> number = numberIn(*value)) {
        request.cellSize = cellSizeText({CellSizeWish::Kind::Numbers, *number, *number, {}});
    } else if (value->is_string()) {
        const CellSizeWish wish = cellSizeFromText(value->get<QString>());
        const bool isRaster = wish.kind == CellSizeWish::Kind::OfARaster;
        request.cellSize =
            isRaster ? places.placeIn(*value, path, context.problems()).value_or(QString()) : cellSizeText(wish);
    } else {
        context.refuse(name, u"must be a number, {x, y}, a raster, MaxOf or MinOf, not %1."_s.arg(shortened(*value)));
    }
}

/// A place, or shapes as GeoJSON.
void readMask(RequestMembers &context, const PlaceReader &places, RunRequest &request)
{
    const Json *value = context.find({u"mask"_s});
    const std::optional<Json> structure = value ? structureIn(*value) : std::nullopt;
    if (structure && structure->is_object() && structure->contains("type") && !namesPlace(*structure))
        request.mask = QString::fromStdString(structure->dump());
    else if (value && !(value->is_string() && value->get<QString>().trimmed().isEmpty()))
        request.mask = places.placeIn(*value, context.pathOf(u"mask"_s), context.problems()).value_or(QString());
}

void takeText(RequestMembers &members, const QStringList &spellings, const QString &field, RunRequest &request)
{
    if (const std::optional<QString> text = members.text(spellings))
        setRequestField(request, field, *text);
}

} // namespace

void readContext(const Json &context, const PlaceReader &places, RunRequest &request, std::vector<Problem> &problems)
{
    RequestMembers members(context, u"context."_s, problems);
    readExtent(members, request);
    request.outSr = readSpatialReference(members, u"outSR"_s);
    request.snapRaster = places.place(members, {u"snapRaster"_s}).value_or(QString());
    readCellSize(members, places, request);
    readMask(members, places, request);
    takeText(members, {u"processorType"_s}, u"context.processorType"_s, request);
    // Empty is no worker process in Esri's, and one at a time here; left out it is ours to choose.
    if (const std::optional<QString> factor = members.text({u"parallelProcessingFactor"_s}))
        request.parallelProcessingFactor = factor->isEmpty() ? u"0"_s : *factor;
    if (const auto count = members.wholeNumber({u"recycleProcessingWorker"_s, u"recycleProcessingWorkers"_s}))
        request.recycleProcessingWorker = *count;
    if (const auto count = members.wholeNumber({u"retryOnFailures"_s, u"retryOnFailure"_s}))
        request.retryOnFailures = *count;
    takeText(members, {u"resamplingMethod"_s}, u"resampling"_s, request);
    members.warnOfOthers();
}

} // namespace pixelscape
