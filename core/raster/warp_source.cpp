#include "core/raster/warp_source.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"

#include <QFileInfo>

#include <cpl_string.h>
#include <gdal_utils.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct TranslateOptionsDeleter
{
    void operator()(GDALTranslateOptions *options) const { GDALTranslateOptionsFree(options); }
};

bool isAlpha(GDALRasterBand &band)
{
    return band.GetColorInterpretation() == GCI_AlphaBand;
}

/// The arguments of gdal_translate that make a mask of the alpha band, which is then a band like any other.
CPLStringList plainBands(GDALDataset &source, std::span<const int> dataBands)
{
    CPLStringList arguments;
    const auto add = [&](const char *argument) { arguments.AddString(argument); };
    const int flags = source.GetRasterBand(1)->GetMaskFlags();
    const bool hasOwnMask = (flags & GMF_PER_DATASET) && !(flags & GMF_ALPHA);
    const bool alphaIsData =
        std::ranges::any_of(dataBands, [&](int band) { return isAlpha(*source.GetRasterBand(band + 1)); });
    int alpha = 0;
    for (int band = 1; band <= source.GetRasterCount(); ++band) {
        if (!isAlpha(*source.GetRasterBand(band)))
            continue;
        alpha = band;
        add(CPLSPrintf("-colorinterp_%d", band));
        add("undefined");
    }
    add("-mask");
    add(hasOwnMask ? "mask" : alphaIsData ? "none" : CPLSPrintf("%d", alpha));
    return arguments;
}

bool hasAlpha(GDALDataset &source)
{
    for (int band = 1; band <= source.GetRasterCount(); ++band)
        if (isAlpha(*source.GetRasterBand(band)))
            return true;
    return false;
}

/// What gdal_translate makes of the raster, as VRT text.
QByteArray translatedText(GDALDataset &source, CPLStringList arguments)
{
    GdalErrors errors;
    arguments.AddString("-of");
    arguments.AddString("VRT");
    const std::unique_ptr<GDALTranslateOptions, TranslateOptionsDeleter> options(
        GDALTranslateOptionsNew(arguments.List(), nullptr));
    const Dataset translated(
        options ? GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&source), options.get(), nullptr))
                : nullptr);
    if (!translated)
        throwReason(errors);
    translated->FlushCache(false);
    return vrtText(*translated, errors);
}

} // namespace

void throwReason(const GdalErrors &errors)
{
    throw Error(errors.lastMessage().isEmpty() ? u"GDAL gave no reason"_s : errors.lastMessage());
}

QByteArray vrtText(GDALDataset &vrt, const GdalErrors &errors)
{
    char **xml = vrt.GetMetadata("xml:VRT");
    if (!xml || !xml[0])
        throwReason(errors);
    return xml[0];
}

QString pathFromAnywhere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() ? file.absoluteFilePath() : path;
}

QByteArray withoutColours(const QString &path)
{
    const Dataset source = openDataset(pathFromAnywhere(path));
    CPLStringList arguments;
    for (int band = 1; band <= source->GetRasterCount(); ++band) {
        arguments.AddString(CPLSPrintf("-colorinterp_%d", band));
        arguments.AddString("undefined");
    }
    return translatedText(*source, arguments);
}

Dataset openWarpSource(const QString &path, std::span<const int> dataBands)
{
    Dataset source = openDataset(pathFromAnywhere(path));
    if (!hasAlpha(*source))
        return source;
    const QByteArray text = translatedText(*source, plainBands(*source, dataBands));
    GdalErrors errors;
    Dataset reopened(GDALDataset::Open(text.constData(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
    if (!reopened)
        throwReason(errors);
    return reopened;
}

} // namespace pixelscape
