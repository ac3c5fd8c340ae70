#include "core/raster/image_service.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/image_service_facts.h"

#include <QRegularExpression>
#include <QUrl>

#include <cpl_http.h>
#include <gdal_priv.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct HttpResultDeleter
{
    void operator()(CPLHTTPResult *result) const { CPLHTTPDestroyResult(result); }
};
using HttpResult = std::unique_ptr<CPLHTTPResult, HttpResultDeleter>;

/// An address taken apart.
struct ServiceAddress
{
    QString service; ///< up to and with /ImageServer
    QString query;   ///< what goes with every request: "token=...", percent-encoded as it came
};

ServiceAddress takenApart(const QString &address)
{
    static const QRegularExpression pattern(u"^(https?://[^?#]*/ImageServer)(?:/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(address);
    if (!match.hasMatch())
        throw Error(
            u"%1 is no address of an image service; it ends in /ImageServer."_s.arg(address.section(u'?', 0, 0)));
    QStringList kept;
    for (const QString &item : match.captured(2).split(u'&', Qt::SkipEmptyParts)) {
        const QString name = item.section(u'=', 0, 0).toLower();
        if (name == "token"_L1 || name == "mosaicrule"_L1)
            kept.append(QString(item).replace(u' ', "%20"_L1));
        else if (name != "f"_L1)
            throw Error(u"The address %1 has ?%2=, which would change the pixels; leave all but the token out."_s.arg(
                match.captured(1), item.section(u'=', 0, 0)));
    }
    return {match.captured(1), kept.join(u'&')};
}

/// Services answer 200 to most that goes wrong, and say in the text what it was.
void refuseRefusal(const Json &answer, const QString &service)
{
    constexpr int invalidToken = 498;
    constexpr int tokenRequired = 499;
    if (!answer.is_object() || !answer.contains("error") || !answer["error"].is_object())
        return;
    const Json &error = answer["error"];
    const int code = error.value("code", Json()).is_number() ? error["code"].get<int>() : 0;
    if (code == tokenRequired)
        throw Error(u"%1 lets nobody in without a token; add ?token=... to its address."_s.arg(service));
    if (code == invalidToken)
        throw Error(u"%1 refuses the token in its address, which may have run out; fetch another one."_s.arg(service));
    QString message = error.value("message", Json()).is_string() ? error["message"].get<QString>().simplified() : u""_s;
    while (message.endsWith(u'.'))
        message.chop(1);
    throw Error(u"%1 refuses: %2 (code %3); check the address."_s.arg(
        service, message.isEmpty() ? u"it gives no reason"_s : message, QString::number(code)));
}

Json fetchDefinition(const ServiceAddress &address, int seconds)
{
    const QString url = address.service + u"?f=json"_s + (address.query.isEmpty() ? u""_s : u'&' + address.query);
    const QByteArray timeout = "TIMEOUT=" + QByteArray::number(seconds);
    const QByteArray connection = "CONNECTTIMEOUT=" + QByteArray::number(seconds);
    const char *const options[] = {timeout.constData(), connection.constData(), nullptr};
    GdalErrors errors;
    const HttpResult result(CPLHTTPFetch(url.toUtf8().constData(), options));
    Json answer;
    if (result && result->nDataLen > 0)
        answer = Json::parse(result->pabyData, result->pabyData + result->nDataLen, nullptr, false);
    refuseRefusal(answer, address.service);
    const QString reason = result && result->pszErrBuf ? QString::fromUtf8(result->pszErrBuf) : errors.lastMessage();
    if (reason.contains("timed out"_L1, Qt::CaseInsensitive))
        throw Error(u"%1 has not answered within %2 s; check the address and the network, or try again later."_s.arg(
            address.service, QString::number(seconds)));
    if (!result || result->pszErrBuf)
        throw Error(u"%1 cannot be reached (%2); check the address and the network."_s.arg(address.service,
                                                                                           reason.simplified()));
    if (!answer.is_object())
        throw Error(u"%1 does not answer as an image service does; check the address."_s.arg(address.service));
    return answer;
}

QString exact(double value)
{
    return QString::number(value, 'g', 17);
}

QString element(const char *name, const QString &text)
{
    return u"<%1>%2</%1>"_s.arg(QString::fromLatin1(name), text.toHtmlEscaped());
}

int blockSide(const ImageServiceFacts &facts)
{
    constexpr int usual = 1024;
    return std::min(usual, facts.largestImageSide);
}

/// What comes with every request for pixels. NoData in one band leaves the other bands' values as they are.
QString exportAddress(const ServiceAddress &address, const ImageServiceFacts &facts)
{
    QString url =
        address.service + u"/exportImage?pixelType=%1&interpolation=RSP_NearestNeighbor"_s.arg(facts.pixelType);
    if (std::ranges::all_of(facts.nodata, [](const auto &value) { return value.has_value(); })) {
        QStringList values;
        for (const auto &value : facts.nodata)
            values.append(exact(*value));
        if (values.count(values.constFirst()) == values.size())
            values = {values.constFirst()};
        url += u"&noDataInterpretation=esriNoDataMatchAll&noData="_s + values.join(u"%2C"_s);
    }
    return address.query.isEmpty() ? url : url + u'&' + address.query;
}

/// Reduced images that the service makes itself, down to one block.
int overviewCount(const ImageServiceFacts &facts)
{
    int count = 0;
    for (int side = std::max(facts.size.width, facts.size.height); side > blockSide(facts); side = (side + 1) / 2)
        ++count;
    return count;
}

/// GDAL's driver for map services fetches the blocks. No answer stands for pixels that are zero: the code is one that
/// nobody sends.
QString blocksDefinition(const ServiceAddress &address, const ImageServiceFacts &facts)
{
    const auto percentEncoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    const QString side = QString::number(blockSide(facts));
    const QString window =
        element("UpperLeftX", exact(facts.topLeft.x)) + element("UpperLeftY", exact(facts.topLeft.y)) +
        element("LowerRightX", exact(facts.topLeft.x + facts.size.width * facts.pixelWidth)) +
        element("LowerRightY", exact(facts.topLeft.y - facts.size.height * facts.pixelHeight)) +
        element("SizeX", QString::number(facts.size.width)) + element("SizeY", QString::number(facts.size.height));
    return u"<GDAL_WMS><Service name=\"AGS\">"_s + element("ServerUrl", exportAddress(address, facts)) +
           element("SRS", percentEncoded(facts.spatialReference)) + element("ImageFormat", u"tiff"_s) +
           u"</Service><DataWindow>"_s + window + u"</DataWindow>"_s +
           element("OverviewCount", QString::number(overviewCount(facts))) +
           element("BandsCount", QString::number(facts.bandCount)) + element("DataType", facts.dataType) +
           element("BlockSizeX", side) + element("BlockSizeY", side) + element("Timeout", u"120"_s) +
           element("MaxConnections", u"4"_s) + element("ZeroBlockHttpCodes", u"599"_s) +
           element("ZeroBlockOnServerException", u"false"_s) + u"</GDAL_WMS>"_s;
}

/// A fourth band is no alpha band here, whatever the driver makes of it.
QString bandDefinition(const ImageServiceFacts &facts, int band, const QString &blocks)
{
    const QString width = QString::number(facts.size.width);
    const QString height = QString::number(facts.size.height);
    const QString side = QString::number(blockSide(facts));
    const auto &nodata = facts.nodata[std::size_t(band)];
    return u"<VRTRasterBand dataType=\"%1\" band=\"%2\">"_s.arg(facts.dataType, QString::number(band + 1)) +
           (facts.bandNames.isEmpty() ? u""_s : element("Description", facts.bandNames[band])) +
           (nodata ? element("NoDataValue", exact(*nodata)) : u""_s) +
           u"<ColorInterp>Undefined</ColorInterp><SimpleSource>"_s +
           u"<SourceFilename relativeToVRT=\"0\" shared=\"1\">%1</SourceFilename>"_s.arg(blocks.toHtmlEscaped()) +
           element("SourceBand", QString::number(band + 1)) +
           u"<SourceProperties RasterXSize=\"%1\" RasterYSize=\"%2\" DataType=\"%3\" BlockXSize=\"%4\" "
           "BlockYSize=\"%4\"/>"_s.arg(width, height, facts.dataType, side) +
           u"<SrcRect xOff=\"0\" yOff=\"0\" xSize=\"%1\" ySize=\"%2\"/>"_s.arg(width, height) +
           u"<DstRect xOff=\"0\" yOff=\"0\" xSize=\"%1\" ySize=\"%2\"/>"_s.arg(width, height) +
           u"</SimpleSource></VRTRasterBand>"_s;
}

QString definitionOf(const ServiceAddress &address, const ImageServiceFacts &facts)
{
    const QString blocks = blocksDefinition(address, facts);
    QString bands;
    for (int band = 0; band < facts.bandCount; ++band)
        bands += bandDefinition(facts, band, blocks);
    const QStringList transform{
        exact(facts.topLeft.x),   exact(facts.pixelWidth), u"0"_s, exact(facts.topLeft.y), u"0"_s,
        exact(-facts.pixelHeight)};
    return u"<VRTDataset rasterXSize=\"%1\" rasterYSize=\"%2\">"_s.arg(facts.size.width).arg(facts.size.height) +
           (facts.crsWkt.isEmpty() ? u""_s : element("SRS", facts.crsWkt)) +
           element("GeoTransform", transform.join(u", "_s)) + bands + u"</VRTDataset>"_s;
}

} // namespace

QString imageServiceDefinition(const QString &address, int seconds)
{
    registerGdal();
    const ServiceAddress parts = takenApart(address);
    if (!GetGDALDriverManager()->GetDriverByName("WMS"))
        throw Error(
            u"This GDAL is built without its driver WMS, which reads %1; export it to a file."_s.arg(parts.service));
    return definitionOf(parts, imageServiceFacts(fetchDefinition(parts, seconds), parts.service));
}

QString imageServiceReason(const QString &words)
{
    static const QRegularExpression status(u"HTTP status code: ([1-9][0-9]*)"_s);
    const QRegularExpressionMatch match = status.match(words);
    if (match.hasMatch())
        return u"it answers with HTTP status "_s + match.captured(1);
    if (words.contains("timed out"_L1, Qt::CaseInsensitive))
        return u"it has not answered in time"_s;
    if (words.contains("HTTP status code: 0"_L1))
        return u"it cannot be reached"_s;
    return u"its answer is no image of the size and bands asked for"_s;
}

} // namespace pixelscape
