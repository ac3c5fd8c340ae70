#include "core/raster/image_service_facts.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"

#include <ogr_spatialref.h>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const Json &member(const Json &object, const char *name)
{
    static const Json none;
    if (!object.is_object())
        return none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

/// Some servers write numbers as text, and "NaN" where there is none.
std::optional<double> number(const Json &value)
{
    double result = std::numeric_limits<double>::quiet_NaN();
    bool isNumber = value.is_number();
    if (isNumber)
        result = value.get<double>();
    else if (value.is_string())
        result = value.get<QString>().toDouble(&isNumber);
    return isNumber && std::isfinite(result) ? std::optional(result) : std::nullopt;
}

double needed(const Json &object, const char *name, const QString &service)
{
    if (const auto value = number(member(object, name)))
        return *value;
    throw Error(
        u"%1 does not say its %2, so that it is no image service with a raster of its own; check the address."_s.arg(
            service, QString::fromLatin1(name)));
}

/// Whole pixels; what the extent has over them by rounding is no pixel.
int pixelsAcross(double length, double pixel, const QString &service)
{
    constexpr double rounding = 0.01;
    const double count = std::ceil(length / pixel - rounding);
    if (!(pixel > 0) || !(count >= 1))
        throw Error(u"%1 says that it has no pixels; check the address."_s.arg(service));
    if (count > std::numeric_limits<int>::max())
        throw Error(u"%1 is %2 pixels wide or high, more than a raster can have; export a part of it to a file."_s.arg(
            service, QString::number(count, 'f', 0)));
    return int(count);
}

void readGrid(const Json &json, const QString &service, ImageServiceFacts &facts)
{
    const Json &extent = member(json, "extent");
    const double left = needed(extent, "xmin", service);
    const double top = needed(extent, "ymax", service);
    facts.topLeft = {left, top};
    facts.pixelWidth = std::abs(needed(json, "pixelSizeX", service));
    facts.pixelHeight = std::abs(needed(json, "pixelSizeY", service));
    facts.size = {pixelsAcross(needed(extent, "xmax", service) - left, facts.pixelWidth, service),
                  pixelsAcross(top - needed(extent, "ymin", service), facts.pixelHeight, service)};
}

/// A type that GDAL has and that holds every value of the service's own.
void readPixelType(const Json &json, const QString &service, ImageServiceFacts &facts)
{
    struct Type
    {
        const char *own, *asked, *gdal;
    };
    constexpr Type types[] = {{"U1", "U8", "Byte"},      {"U2", "U8", "Byte"},     {"U4", "U8", "Byte"},
                              {"U8", "U8", "Byte"},      {"S8", "S16", "Int16"},   {"U16", "U16", "UInt16"},
                              {"S16", "S16", "Int16"},   {"U32", "U32", "UInt32"}, {"S32", "S32", "Int32"},
                              {"F32", "F32", "Float32"}, {"F64", "F64", "Float64"}};
    const Json &value = member(json, "pixelType");
    const QString own = value.is_string() ? value.get<QString>() : u"nothing"_s;
    for (const Type &type : types) {
        if (own == QLatin1StringView(type.own)) {
            facts.pixelType = QString::fromLatin1(type.asked);
            facts.dataType = QString::fromLatin1(type.gdal);
            return;
        }
    }
    throw Error(u"%1 says \"%2\" of its pixel type, which is none of whole or real numbers; export it to a file of "
                "such numbers."_s.arg(service, own));
}

void readBands(const Json &json, const QString &service, ImageServiceFacts &facts)
{
    constexpr int most = 65536;
    const double count = needed(json, "bandCount", service);
    if (!(count >= 1 && count <= most))
        throw Error(u"%1 says that it has %2 bands; check the address."_s.arg(service, QString::number(count)));
    facts.bandCount = int(count);
    const Json &names = member(json, "bandNames");
    if (names.is_array() && int(names.size()) == facts.bandCount)
        for (const Json &name : names)
            facts.bandNames.append(name.is_string() ? name.get<QString>() : QString());
    const Json &each = member(json, "noDataValues");
    const auto ofAll = number(member(json, "noDataValue"));
    for (std::size_t band = 0; band < std::size_t(facts.bandCount); ++band)
        facts.nodata.push_back(each.is_array() && each.size() > band ? number(each[band]) : ofAll);
}

QString wktOf(const QByteArray &text)
{
    GdalErrors errors;
    OGRSpatialReference crs;
    if (text.isEmpty() ||
        crs.SetFromUserInput(text.constData(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS) != OGRERR_NONE)
        return {};
    char *wkt = nullptr;
    const char *const options[] = {"FORMAT=WKT2_2019", nullptr};
    crs.exportToWkt(&wkt, options);
    QString result = QString::fromUtf8(wkt);
    CPLFree(wkt);
    return result;
}

void readSpatialReference(const Json &json, const QString &service, ImageServiceFacts &facts)
{
    const Json &ofExtent = member(member(json, "extent"), "spatialReference");
    const Json &reference = ofExtent.is_object() ? ofExtent : member(json, "spatialReference");
    QList<QByteArray> texts;
    for (const char *name : {"latestWkid", "wkid"}) {
        if (const auto value = number(member(reference, name))) {
            const QByteArray digits = QByteArray::number(std::int64_t(*value));
            texts << "EPSG:" + digits << "ESRI:" + digits;
            facts.spatialReference = QString::fromLatin1(digits);
        }
    }
    const Json &wkt = member(reference, "wkt");
    if (wkt.is_string()) {
        texts << wkt.get<QString>().toUtf8();
        if (facts.spatialReference.isEmpty())
            facts.spatialReference = QString::fromStdString(Json{{"wkt", wkt}}.dump());
    }
    for (const QByteArray &text : texts)
        if (facts.crsWkt.isEmpty())
            facts.crsWkt = wktOf(text);
    if (facts.crsWkt.isEmpty() && !texts.isEmpty())
        throw Error(u"%1 is in %2, which PROJ does not know; export it to a file in another coordinate system."_s.arg(
            service, QString::fromUtf8(texts.constFirst())));
}

} // namespace

ImageServiceFacts imageServiceFacts(const Json &json, const QString &service)
{
    constexpr double usual = 1024;
    ImageServiceFacts facts;
    readGrid(json, service, facts);
    readPixelType(json, service, facts);
    readBands(json, service, facts);
    readSpatialReference(json, service, facts);
    const double largest = std::min(number(member(json, "maxImageWidth")).value_or(usual),
                                    number(member(json, "maxImageHeight")).value_or(usual));
    facts.largestImageSide = largest >= 1 ? int(std::min(largest, 1e6)) : int(usual);
    return facts;
}

} // namespace pixelscape
