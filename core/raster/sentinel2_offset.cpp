#include "core/raster/sentinel2_offset.h"

#include "core/raster/gdal_errors.h"

#include <QByteArray>
#include <QRegularExpression>

#include <cpl_vsi.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Empty where there is no such file; metadata are some hundred kB.
QString textOf(const QString &path)
{
    constexpr GIntBig largest = 16 << 20;
    const GdalErrors errors;
    GByte *bytes = nullptr;
    vsi_l_offset size = 0;
    if (!VSIIngestFile(nullptr, path.toUtf8().constData(), &bytes, &size, largest))
        return {};
    const std::unique_ptr<GByte, decltype(&VSIFree)> owner(bytes, VSIFree);
    return QString::fromUtf8(reinterpret_cast<const char *>(bytes), qsizetype(size));
}

} // namespace

QString sentinel2OffsetRemark(const QString &folder, const QString &name)
{
    static const QRegularExpression pattern(u"_ADD_OFFSET[^>]*>\\s*(-?\\d+)\\s*<"_s);
    for (const QString &place : {folder, folder.section(u'/', 0, -3)}) {
        for (const char *file : {"/MTD_MSIL1C.xml", "/MTD_MSIL2A.xml"}) {
            const int offset = pattern.match(textOf(place + QString::fromUtf8(file))).captured(1).toInt();
            if (offset != 0)
                return u"%1 is of processing baseline 04.00 or later: its values are %2 higher than those of earlier "
                       "products. A model that was trained on earlier ones, or on a harmonised collection, needs them "
                       "without; the network gets them as they are stored."_s.arg(name, QString::number(-offset));
        }
    }
    return {};
}

} // namespace pixelscape
