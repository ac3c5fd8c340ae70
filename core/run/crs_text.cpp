#include "core/run/crs_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// EPSG's codes end below it; what Esri added itself begins above it.
constexpr std::int64_t greatestEpsgCode = 32767;

} // namespace

QString crsOfWellKnownId(std::int64_t number)
{
    return (number <= greatestEpsgCode ? u"EPSG:"_s : u"ESRI:"_s) + QString::number(number);
}

QString crsText(const QString &typed)
{
    static const QRegularExpression authorityAndCode(u"^(EPSG|ESRI)\\s*:\\s*(\\d{1,9})$"_s,
                                                     QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression code(u"^\\d{1,9}$"_s);
    const QString text = typed.trimmed();
    if (code.match(text).hasMatch())
        return crsOfWellKnownId(text.toLongLong());
    if (const QRegularExpressionMatch match = authorityAndCode.match(text); match.hasMatch())
        return match.captured(1).toUpper() + u':' + QString::number(match.captured(2).toLongLong());
    return text;
}

Json spatialReferenceJson(const QString &crs)
{
    const std::int64_t number = crs.section(u':', 1).toLongLong();
    if (number > 0 && crs == crsOfWellKnownId(number))
        return {{"wkid", number}};
    return {{"wkt", crs}};
}

} // namespace pixelscape
