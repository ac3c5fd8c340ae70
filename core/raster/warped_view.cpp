#include "core/raster/warped_view.h"

#include "core/base/error.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/warp_source.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <gdalwarper.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct TransformerDeleter
{
    void operator()(void *transformer) const { GDALDestroyGenImgProjTransformer(transformer); }
};
struct WarpOptionsDeleter
{
    void operator()(GDALWarpOptions *options) const { GDALDestroyWarpOptions(options); }
};
struct XmlDeleter
{
    void operator()(CPLXMLNode *node) const { CPLDestroyXMLNode(node); }
};
struct CplDeleter
{
    void operator()(char *text) const { CPLFree(text); }
};

GDALResampleAlg algorithmOf(Resampling resampling)
{
    switch (resampling) {
    case Resampling::Nearest:
        return GRA_NearestNeighbour;
    case Resampling::Bilinear:
        return GRA_Bilinear;
    case Resampling::Cubic:
        return GRA_Cubic;
    }
    return GRA_NearestNeighbour;
}

/// What each band holds where it has no data. A whole number of no type stands for "none" in a band of whole numbers;
/// NaN in others, which can hold it without declaring so.
double nodataOf(GDALRasterBand &band)
{
    constexpr double none = -123456.789;
    int hasNodata = 0;
    const double nodata = band.GetNoDataValue(&hasNodata);
    if (hasNodata)
        return nodata;
    return GDALDataTypeIsFloating(band.GetRasterDataType()) ? std::numeric_limits<double>::quiet_NaN() : none;
}

void setBands(GDALWarpOptions &options, GDALDataset &source)
{
    const int count = source.GetRasterCount();
    options.nBandCount = count;
    options.panSrcBands = static_cast<int *>(CPLMalloc(sizeof(int) * std::size_t(count)));
    options.panDstBands = static_cast<int *>(CPLMalloc(sizeof(int) * std::size_t(count)));
    options.padfSrcNoDataReal = static_cast<double *>(CPLMalloc(sizeof(double) * std::size_t(count)));
    options.padfDstNoDataReal = static_cast<double *>(CPLMalloc(sizeof(double) * std::size_t(count)));
    options.eWorkingDataType = source.GetRasterBand(1)->GetRasterDataType();
    for (int i = 0; i < count; ++i) {
        GDALRasterBand &band = *source.GetRasterBand(i + 1);
        options.panSrcBands[i] = i + 1;
        options.panDstBands[i] = i + 1;
        options.padfSrcNoDataReal[i] = nodataOf(band);
        options.padfDstNoDataReal[i] = nodataOf(band);
        options.eWorkingDataType = GDALDataTypeUnion(options.eWorkingDataType, band.GetRasterDataType());
    }
    options.nDstAlphaBand = count + 1;
}

/// GDAL works this ratio out for each piece it warps, so that a pixel would depend on the piece it is in.
void setReduction(GDALWarpOptions &options, const CellSize &reduction)
{
    constexpr double widestKernel = 2;
    const double most = std::max({reduction.x, reduction.y, 1.0});
    const auto set = [&](const char *name, const char *value) {
        options.papszWarpOptions = CSLSetNameValue(options.papszWarpOptions, name, value);
    };
    set("XSCALE", CPLSPrintf("%.17g", 1 / std::max(reduction.x, 1.0)));
    set("YSCALE", CPLSPrintf("%.17g", 1 / std::max(reduction.y, 1.0)));
    set("SOURCE_EXTRA", CPLSPrintf("%d", int(std::min(std::ceil(widestKernel * most), 1e6)) + 2));
}

std::unique_ptr<GDALWarpOptions, WarpOptionsDeleter> optionsFor(GDALDataset &source, const WarpedPlace &place)
{
    constexpr double memoryBytes = 48e6;
    std::unique_ptr<GDALWarpOptions, WarpOptionsDeleter> options(GDALCreateWarpOptions());
    options->hSrcDS = GDALDataset::ToHandle(&source);
    options->eResampleAlg = algorithmOf(place.resampling);
    options->dfWarpMemoryLimit = memoryBytes;
    setBands(*options, source);
    setReduction(*options, place.reduction);
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "INIT_DEST", "NO_DATA");
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "UNIFIED_SRC_NODATA", "NO");
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "DST_ALPHA_MAX", "255");
    return options;
}

std::unique_ptr<void, TransformerDeleter> transformerFor(GDALDataset &source, const WarpedPlace &place,
                                                         const GdalErrors &errors)
{
    CPLStringList options;
    if (place.crs) {
        char *wkt = nullptr;
        const char *const format[] = {"FORMAT=WKT2_2019", nullptr};
        place.crs->exportToWkt(&wkt, format);
        options.SetNameValue("DST_SRS", wkt);
        CPLFree(wkt);
    }
    double transform[6];
    if (source.GetGeoTransform(transform) != CE_None && source.GetGCPCount() == 0)
        options.SetNameValue("SRC_METHOD", "NO_GEOTRANSFORM");
    std::unique_ptr<void, TransformerDeleter> transformer(
        GDALCreateGenImgProjTransformer2(GDALDataset::ToHandle(&source), nullptr, options.List()));
    if (!transformer)
        throwReason(errors);
    GDALSetGenImgProjTransformerDstGeoTransform(transformer.get(), place.geoTransform.c.data());
    return transformer;
}

/// GDAL reads all that a block of the view is made of at once, whatever the limit it is given.
Size blockFor(const GDALWarpOptions &options, const WarpedPlace &place)
{
    Size block{512, 128};
    const double bytesPerCell = double(GDALGetDataTypeSizeBytes(options.eWorkingDataType)) * options.nBandCount *
                                std::max(place.reduction.x, 1.0) * std::max(place.reduction.y, 1.0);
    while (bytesPerCell * double(block.area()) > options.dfWarpMemoryLimit && block.area() > 1)
        (block.width > block.height ? block.width : block.height) /= 2;
    return {std::min(block.width, place.size.width), std::min(block.height, place.size.height)};
}

/// GDAL gives all bands the type that it works in, and blocks of one size whatever they cost.
QByteArray corrected(const QByteArray &text, GDALDataset &source, const Size &block, const GdalErrors &errors)
{
    const std::unique_ptr<CPLXMLNode, XmlDeleter> xml(CPLParseXMLString(text.constData()));
    CPLXMLNode *root = xml ? CPLGetXMLNode(xml.get(), "=VRTDataset") : nullptr;
    if (!root)
        throwReason(errors);
    for (CPLXMLNode *node = root->psChild; node; node = node->psNext) {
        if (node->eType != CXT_Element || !EQUAL(node->pszValue, "VRTRasterBand"))
            continue;
        const int band = atoi(CPLGetXMLValue(node, "band", "0"));
        const bool isAdded = band > source.GetRasterCount();
        const GDALDataType type = isAdded ? GDT_Byte : source.GetRasterBand(band)->GetRasterDataType();
        CPLSetXMLValue(node, "#dataType", GDALGetDataTypeName(type));
    }
    CPLSetXMLValue(root, "BlockXSize", CPLSPrintf("%d", block.width));
    CPLSetXMLValue(root, "BlockYSize", CPLSPrintf("%d", block.height));
    const std::unique_ptr<char, CplDeleter> changed(CPLSerializeXMLTree(xml.get()));
    return changed.get();
}

} // namespace

QByteArray warpedView(const QString &path, std::span<const int> dataBands, const WarpedPlace &place)
{
    const Dataset source = openWarpSource(path, dataBands);
    GdalErrors errors;
    const auto options = optionsFor(*source, place);
    auto transformer = transformerFor(*source, place, errors);
    options->pfnTransformer = GDALGenImgProjTransform;
    options->pTransformerArg = transformer.get();
    std::array<double, 6> transform = place.geoTransform.c;
    const Dataset view(GDALDataset::FromHandle(GDALCreateWarpedVRT(
        GDALDataset::ToHandle(source.get()), place.size.width, place.size.height, transform.data(), options.get())));
    if (!view)
        throwReason(errors);
    // It belongs to the view now.
    static_cast<void>(transformer.release());
    const OGRSpatialReference *crs = place.crs ? place.crs : source->GetSpatialRef();
    if (crs && view->SetSpatialRef(crs) != CE_None)
        throwReason(errors);
    return corrected(vrtText(*view, errors), *source, blockFor(*options, place), errors);
}

Dataset openDefinition(const QString &definition, const QString &path)
{
    registerGdal();
    QString reason;
    {
        GdalErrors errors;
        Dataset dataset(GDALDataset::Open(definition.toUtf8().constData(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
        if (dataset)
            return dataset;
        reason = withoutPath(errors.lastMessage(), path);
    }
    // What is shown lies below `path` where that is a folder or an archive of bands, and no raster itself.
    const bool isOfSeveral = definition.contains(pathFromAnywhere(path).toHtmlEscaped() + u'/');
    if (!isOfSeveral)
        openDataset(path);
    if (!definition.contains("VRTWarpedDataset"_L1))
        throw Error(u"%1 cannot be opened as one raster (%2); check that all of its files are still there."_s.arg(
            path, reason));
    throw Error(u"%1 cannot be seen on the grid asked for (%2); check the file, or leave out the output's coordinate "
                "system, cell size and snap raster."_s.arg(path, reason));
}

} // namespace pixelscape
