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
    add("-of");
    add("VRT");
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

Dataset openWarpSource(const QString &path, std::span<const int> dataBands)
{
    Dataset source = openDataset(pathFromAnywhere(path));
    if (!hasAlpha(*source))
        return source;
    GdalErrors errors;
    CPLStringList arguments = plainBands(*source, dataBands);
    const std::unique_ptr<GDALTranslateOptions, TranslateOptionsDeleter> options(
        GDALTranslateOptionsNew(arguments.List(), nullptr));
    const Dataset plain(options ? GDALDataset::FromHandle(
                                      GDALTranslate("", GDALDataset::ToHandle(source.get()), options.get(), nullptr))
                                : nullptr);
    if (!plain)
        throwReason(errors);
    plain->FlushCache(false);
    Dataset reopened(GDALDataset::Open(vrtText(*plain, errors).constData(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
    if (!reopened)
        throwReason(errors);
    return reopened;
}

} // namespace pixelscape
