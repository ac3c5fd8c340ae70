#include "core/raster/creation_options.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/result_sink.h"

#include <gdal_priv.h>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

/// They alter pixel values, or leave no room for what is added at the end.
const QStringList refusedOptions{u"NBITS"_s,       u"PIXELTYPE"_s,         u"PHOTOMETRIC"_s, u"DISCARD_LSB"_s,
                                 u"MAX_Z_ERROR"_s, u"STREAMABLE_OUTPUT"_s, u"ALPHA"_s,       u"APPEND_SUBDATASET"_s};

const QStringList losslessCompressions{u"NONE"_s,     u"DEFLATE"_s, u"LZW"_s,          u"ZSTD"_s,     u"LZMA"_s,
                                       u"PACKBITS"_s, u"LERC"_s,    u"LERC_DEFLATE"_s, u"LERC_ZSTD"_s};

CPLStringList ourOptions()
{
    CPLStringList options;
    options.SetNameValue("TILED", "YES");
    options.SetNameValue("BLOCKXSIZE", "256");
    options.SetNameValue("BLOCKYSIZE", "256");
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("ZLEVEL", quickDeflate);
    options.SetNameValue("SPARSE_OK", "TRUE"); // blocks without data are left out
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    options.SetNameValue("NUM_THREADS", "1"); // else GDAL_NUM_THREADS of the machine decides
    return options;
}

void refuseHarmful(const QString &name, const QString &value)
{
    if (refusedOptions.contains(name, Qt::CaseInsensitive))
        throw Error(
            u"The creation option %1 cannot be used, because it would change a classified raster. Leave it out."_s.arg(
                name));
    const bool isCompression = name.compare("COMPRESS"_L1, Qt::CaseInsensitive) == 0;
    if (isCompression && !losslessCompressions.contains(value, Qt::CaseInsensitive))
        throw Error(
            u"The creation option COMPRESS=%1 cannot be used, because class values need a lossless compression. Use "
            "one of %2."_s.arg(value, losslessCompressions.join(u", "_s)));
}

/// GDAL would make blocks of as many rows as its pixels fill some kilobytes with: not the same for both results.
bool isOwnChoice(const QString &name, const QString &value)
{
    return (name.compare("BLOCKXSIZE"_L1, Qt::CaseInsensitive) == 0 ||
            name.compare("BLOCKYSIZE"_L1, Qt::CaseInsensitive) == 0) &&
           (value.isEmpty() || value == "0"_L1);
}

} // namespace

CPLStringList mergedCreationOptions(const QStringList &userOptions)
{
    CPLStringList options = ourOptions();
    for (const QString &option : userOptions) {
        const qsizetype equals = option.indexOf(u'=');
        if (equals < 1)
            throw Error(u"The creation option \"%1\" is not of the form NAME=VALUE, as in COMPRESS=LZW."_s.arg(option));
        const QString name = option.first(equals).trimmed();
        const QString value = option.sliced(equals + 1).trimmed();
        refuseHarmful(name, value);
        if (isOwnChoice(name, value))
            continue;
        options.SetNameValue(name.toUtf8().constData(), value.toUtf8().constData());
    }
    GdalErrors errors;
    registerGdal();
    if (!GDALValidateCreationOptions(GDALGetDriverByName("GTiff"), options.List())) {
        const QString reason = errors.failed() ? errors.lastMessage() : errors.lastWarning();
        throw Error(
            u"GDAL's GeoTIFF driver refuses a creation option: %1. The command \"gdalinfo --format GTiff\" lists "
            "the options."_s.arg(reason));
    }
    return options;
}

CPLStringList floatCreationOptions(const QStringList &userOptions)
{
    CPLStringList options = mergedCreationOptions(userOptions);
    const QString compression = QString::fromUtf8(options.FetchNameValue("COMPRESS")).toUpper();
    const bool takesPredictor = QStringList{u"DEFLATE"_s, u"LZW"_s, u"ZSTD"_s}.contains(compression);
    if (takesPredictor && options.FetchNameValue("PREDICTOR") == nullptr)
        options.SetNameValue("PREDICTOR", "3");
    return options;
}

void checkCreationOptions(const QStringList &userOptions)
{
    mergedCreationOptions(userOptions);
}

} // namespace pixelscape
