#include "core/raster/gdal_raster_source.h"

#include "core/base/error.h"
#include "core/raster/content_fingerprint.h"
#include "core/raster/gdal_dataset.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/image_service.h"
#include "core/raster/never_written.h"
#include "core/raster/nodata_values.h"
#include "core/raster/remote_access.h"
#include "core/raster/warped_view.h"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Which pixels are asked for, and at what size they are wanted.
struct Place
{
    PixelRect window;
    Size size;
    Reduction reduction = Reduction::Nearest;
    GoOn mayGoOn = {};
};

bool isFull(const Place &place)
{
    return place.size == Size{place.window.width, place.window.height};
}

/// GDAL asks it between blocks, or rows of what it makes.
int goesOn(double, const char *, void *mayGoOn)
{
    return (*static_cast<const GoOn *>(mayGoOn))() ? TRUE : FALSE;
}

GDALRasterIOExtraArg argumentFor(const Place &place, Reduction reduction)
{
    GDALRasterIOExtraArg argument;
    INIT_RASTERIO_EXTRA_ARG(argument);
    argument.eResampleAlg = reduction == Reduction::Average ? GRIORA_Average : GRIORA_NearestNeighbour;
    if (place.mayGoOn) {
        argument.pfnProgress = goesOn;
        argument.pProgressData = const_cast<GoOn *>(&place.mayGoOn);
    }
    return argument;
}

QStringList filesOf(GDALDataset &dataset)
{
    const CPLStringList list(dataset.GetFileList());
    QStringList files;
    for (int i = 0; i < list.size(); ++i)
        files << QString::fromUtf8(list[i]);
    return files;
}

} // namespace

struct GdalRasterSource::Private
{
    Dataset dataset;
    RasterInfo info;
    std::vector<std::uint8_t> mask;
    std::vector<float> scratch; ///< pixels that are looked at and not handed out

    void readPixels(const Place &place, std::vector<int> &gdalBands, std::span<float> pixels) const;
    void readExactly(const Place &place, int band, std::span<double> values) const;
    void clearNodata(const Place &place, int band, std::span<float> pixels, std::span<std::uint8_t> valid) const;
    void applyMasks(const Place &place, std::span<const int> bands, std::span<float> pixels,
                    std::span<std::uint8_t> valid);
    void clearWhereMasked(GDALRasterBand &maskBand, const Place &place, std::span<float> pixels,
                          std::span<std::uint8_t> valid);
    void read(const Place &place, std::span<const int> bands, std::span<float> pixels, std::span<std::uint8_t> valid);
    bool isEmpty(const PixelRect &window, std::span<const int> bands) const;
    bool isNodataByValue(int band, const Place &place) const;
    bool hasOnlyNodata(const PixelRect &window, int band);
    bool isWorthLooks(std::span<const int> bands) const;
    bool hasDataAt(const PixelRect &window, std::span<const int> bands);
    bool knowsItsBlocks() const { return info.driver == "GTiff"_L1; }
    std::span<const int> bandsOfOwnBlocks(std::span<const int> bands) const;
    [[noreturn]] void failReading(const Place &place, const QString &reason) const;
};

void GdalRasterSource::Private::failReading(const Place &place, const QString &reason) const
{
    throwIfStopped(place.mayGoOn);
    const PixelRect &window = place.window;
    const QString where =
        u"columns %1-%2, rows %3-%4"_s.arg(window.x).arg(window.right() - 1).arg(window.y).arg(window.bottom() - 1);
    if (info.path.startsWith("http"_L1))
        throw Error(u"%1 cannot be read at %2 (%3); check the service and the network, then try again."_s.arg(
            info.path.section(u'?', 0, 0), where, imageServiceReason(reason)));
    if (isOnServer(info.path)) {
        const QString defect = remoteDefect(info.path, reason);
        if (!defect.isEmpty())
            throw Error(defect);
        throw Error(u"%1 cannot be read at %2 (%3); check the network and try again, or make the file again where it "
                    "is damaged."_s.arg(addressShown(info.path), where,
                                        reason.isEmpty() ? u"GDAL gave no reason"_s : withoutPath(reason, info.path)));
    }
    throw Error(u"%1 cannot be read at %2 (%3); the file seems damaged: make or fetch it again."_s.arg(
        info.path, where, reason.isEmpty() ? u"GDAL gave no reason"_s : withoutPath(reason, info.path)));
}

void GdalRasterSource::Private::readPixels(const Place &place, std::vector<int> &gdalBands,
                                           std::span<float> pixels) const
{
    const PixelRect &window = place.window;
    GDALRasterIOExtraArg argument = argumentFor(place, place.reduction);
    GdalErrors errors;
    const CPLErr result =
        dataset->RasterIO(GF_Read, window.x, window.y, window.width, window.height, pixels.data(), place.size.width,
                          place.size.height, GDT_Float32, int(gdalBands.size()), gdalBands.data(), 0, 0, 0, &argument);
    if (result != CE_None || errors.failed())
        failReading(place, errors.lastMessage());
    const std::size_t area = pixels.size() / gdalBands.size();
    for (std::size_t channel = 0; channel < gdalBands.size(); ++channel)
        if (info.bands[std::size_t(gdalBands[channel] - 1)].isSignedByte)
            makeSigned(pixels.subspan(channel * area, area));
}

void GdalRasterSource::Private::readExactly(const Place &place, int band, std::span<double> values) const
{
    const PixelRect &window = place.window;
    GDALRasterIOExtraArg argument = argumentFor(place, Reduction::Nearest);
    GdalErrors errors;
    const CPLErr result = dataset->GetRasterBand(band + 1)->RasterIO(GF_Read, window.x, window.y, window.width,
                                                                     window.height, values.data(), place.size.width,
                                                                     place.size.height, GDT_Float64, 0, 0, &argument);
    if (result != CE_None || errors.failed())
        failReading(place, errors.lastMessage());
    if (info.bands[std::size_t(band)].isSignedByte)
        makeSigned(values);
}

/// By the values of a band that declares one; `pixels` are those of the band.
void GdalRasterSource::Private::clearNodata(const Place &place, int band, std::span<float> pixels,
                                            std::span<std::uint8_t> valid) const
{
    const BandInfo &bandInfo = info.bands[std::size_t(band)];
    if (!needsExactNodata(bandInfo)) {
        clearValue(float(*bandInfo.nodata), pixels, pixels, valid);
        return;
    }
    std::vector<double> values(pixels.size());
    readExactly(place, band, values);
    clearValue(*bandInfo.nodata, values, pixels, valid);
}

/// Where a mask (or alpha) band is 0, the pixel is not valid and its values in `pixels` (of one or more bands)
/// are 0.
void GdalRasterSource::Private::clearWhereMasked(GDALRasterBand &maskBand, const Place &place, std::span<float> pixels,
                                                 std::span<std::uint8_t> valid)
{
    const PixelRect &window = place.window;
    GDALRasterIOExtraArg argument = argumentFor(place, Reduction::Nearest);
    GdalErrors errors;
    mask.resize(valid.size());
    if (maskBand.RasterIO(GF_Read, window.x, window.y, window.width, window.height, mask.data(), place.size.width,
                          place.size.height, GDT_Byte, 0, 0, &argument) != CE_None)
        failReading(place, errors.lastMessage());
    for (std::size_t i = 0; i < mask.size(); ++i) {
        if (mask[i] != 0)
            continue;
        valid[i] = 0;
        for (std::size_t j = i; j < pixels.size(); j += valid.size())
            pixels[j] = 0;
    }
}

/// Where GDAL's mask of a band would tell nothing that its values do not.
bool GdalRasterSource::Private::isNodataByValue(int band, const Place &place) const
{
    const BandInfo &bandInfo = info.bands[std::size_t(band)];
    const int flags = dataset->GetRasterBand(band + 1)->GetMaskFlags();
    return bandInfo.nodata && (flags & (GMF_ALL_VALID | GMF_PER_DATASET) ||
                               (flags & GMF_NODATA && showsItsNodata(bandInfo) && isFull(place)));
}

/// By the middle pixel where that has data, else a few rows at a time until one has.
bool GdalRasterSource::Private::hasOnlyNodata(const PixelRect &window, int band)
{
    if (!knowsItsBlocks() || !isNodataByValue(band, {window, {window.width, window.height}}) ||
        needsExactNodata(info.bands[std::size_t(band)]))
        return false;
    const auto isNodata = [this, band](const PixelRect &part) {
        std::vector<int> gdalBand{band + 1};
        scratch.resize(std::size_t(part.area()));
        readPixels({part, {part.width, part.height}}, gdalBand, scratch);
        const auto nodata = float(*info.bands[std::size_t(band)].nodata);
        return std::ranges::all_of(scratch, [nodata](float pixel) { return pixel == nodata; });
    };
    if (!isNodata({window.x + window.width / 2, window.y + window.height / 2, 1, 1}))
        return false;
    constexpr int pixelsAtOnce = 1 << 16; // so few stay in the processor's own memory
    const int rows = std::max(1, pixelsAtOnce / window.width);
    for (int y = window.y; y < window.bottom(); y += rows)
        if (!isNodata({window.x, y, window.width, std::min(rows, window.bottom() - y)}))
            return false;
    return true;
}

/// GDAL tells one kind of mask for a band, but a file can have several: each of them says where data is missing.
void GdalRasterSource::Private::applyMasks(const Place &place, std::span<const int> bands, std::span<float> pixels,
                                           std::span<std::uint8_t> valid)
{
    const auto isAlpha = [this](int band) { return info.bands[std::size_t(band)].isAlpha; };
    const bool alphaIsData = std::ranges::any_of(bands, isAlpha);
    bool datasetMaskDone = false;
    for (std::size_t channel = 0; channel < bands.size(); ++channel) {
        const std::span<float> bandPixels = pixels.subspan(channel * valid.size(), valid.size());
        GDALRasterBand &band = *dataset->GetRasterBand(bands[channel] + 1);
        const int flags = band.GetMaskFlags();
        const bool perDataset = flags & GMF_PER_DATASET;
        if (isNodataByValue(bands[channel], place))
            clearNodata(place, bands[channel], bandPixels, valid);
        else if (!(flags & GMF_ALL_VALID) && !perDataset)
            clearWhereMasked(*band.GetMaskBand(), place, bandPixels, valid);
        if (perDataset && !datasetMaskDone && !((flags & GMF_ALPHA) && alphaIsData)) {
            clearWhereMasked(*band.GetMaskBand(), place, pixels, valid);
            datasetMaskDone = true;
        }
    }
    if (datasetMaskDone || alphaIsData)
        return;
    for (std::size_t band = 0; band < info.bands.size(); ++band)
        if (info.bands[band].isAlpha)
            clearWhereMasked(*dataset->GetRasterBand(int(band) + 1), place, pixels, valid);
}

void GdalRasterSource::Private::read(const Place &place, std::span<const int> bands, std::span<float> pixels,
                                     std::span<std::uint8_t> valid)
{
    if (isEmpty(place.window, bands)) {
        std::ranges::fill(pixels, 0.0F);
        std::ranges::fill(valid, std::uint8_t(0));
        return;
    }
    std::vector<int> gdalBands;
    for (const int band : bands)
        gdalBands.push_back(band + 1);
    readPixels(place, gdalBands, pixels);
    std::ranges::fill(valid, std::uint8_t(1));
    if (knowsItsBlocks())
        for (const int band : bandsOfOwnBlocks(bands))
            clearNeverWritten(*dataset->GetRasterBand(band + 1), place.window, place.size, valid);
    applyMasks(place, bands, pixels, valid);
    for (std::size_t channel = 0; channel < bands.size(); ++channel)
        if (info.bands[std::size_t(bands[channel])].isFloatingPoint)
            clearNotFinite(pixels.subspan(channel * valid.size(), valid.size()), valid);
}

/// Whether a block was written is asked of the system for each, and of one-row blocks for each row: of one band where
/// all lie in the same blocks.
std::span<const int> GdalRasterSource::Private::bandsOfOwnBlocks(std::span<const int> bands) const
{
    return info.isPixelInterleaved ? bands.first(1) : bands;
}

bool GdalRasterSource::Private::isEmpty(const PixelRect &window, std::span<const int> bands) const
{
    return knowsItsBlocks() && std::ranges::any_of(bandsOfOwnBlocks(bands), [&](int band) {
               return isNeverWritten(*dataset->GetRasterBand(band + 1), window);
           });
}

/// Where a look can find no data, and does not decode a block that is most of the raster.
bool GdalRasterSource::Private::isWorthLooks(std::span<const int> bands) const
{
    constexpr std::int64_t largeBlock = 16 << 20;
    const auto mayLackData = [this](int band) {
        return info.bands[std::size_t(band)].isFloatingPoint ||
               dataset->GetRasterBand(band + 1)->GetMaskFlags() != GMF_ALL_VALID;
    };
    return info.block.area() < largeBlock &&
           (std::ranges::any_of(bands, mayLackData) || std::ranges::any_of(info.bands, &BandInfo::isAlpha));
}

bool GdalRasterSource::Private::hasDataAt(const PixelRect &window, std::span<const int> bands)
{
    std::vector<float> pixels(std::size_t(window.area()) * bands.size());
    std::vector<std::uint8_t> valid(std::size_t(window.area()));
    read({window, {window.width, window.height}}, bands, pixels, valid);
    return std::ranges::find(valid, std::uint8_t(1)) != valid.end();
}

GdalRasterSource::GdalRasterSource(const QString &path) : GdalRasterSource(path, {}) {}

GdalRasterSource::GdalRasterSource(const QString &path, const QString &definition, Facts facts)
    : d(std::make_unique<Private>())
{
    d->dataset = definition.isEmpty() ? openDataset(path) : openDefinition(definition, path);
    d->info = describe(*d->dataset, path, facts);
}

GdalRasterSource::~GdalRasterSource() = default;

const RasterInfo &GdalRasterSource::info() const
{
    return d->info;
}

void GdalRasterSource::read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                            std::span<std::uint8_t> valid)
{
    d->read({window, {window.width, window.height}}, bands, pixels, valid);
}

bool GdalRasterSource::isEmpty(const PixelRect &window, std::span<const int> bands)
{
    return d->isEmpty(window, bands);
}

bool GdalRasterSource::hasOnlyNodata(const PixelRect &window, std::span<const int> bands)
{
    return d->isEmpty(window, bands) || d->hasOnlyNodata(window, bands.front());
}

bool GdalRasterSource::isElsewhere() const
{
    return d->info.path.startsWith("http"_L1) || std::ranges::any_of(filesOf(*d->dataset), isOnServer);
}

void GdalRasterSource::clearEmpty(const CellGrid &grid, std::span<const int> bands, const LookLimits &limits,
                                  std::span<std::uint8_t> hasData)
{
    if (isElsewhere())
        return;
    clearCells(grid, hasData, [&](const PixelRect &cell) { return d->isEmpty(cell, bands); });
    if (d->isWorthLooks(bands))
        lookAround(grid, limits, hasData, [&](const PixelRect &place) { return d->hasDataAt(place, bands); });
}

void GdalRasterSource::readReduced(const PixelRect &window, Size size, std::span<const int> bands, Reduction reduction,
                                   std::span<float> pixels, std::span<std::uint8_t> valid, const GoOn &mayGoOn)
{
    throwIfStopped(mayGoOn);
    d->read({window, size, reduction, mayGoOn}, bands, pixels, valid);
}

void GdalRasterSource::readValues(const PixelRect &window, Size size, int band, std::span<double> values,
                                  const GoOn &mayGoOn)
{
    throwIfStopped(mayGoOn);
    d->readExactly({window, size, Reduction::Nearest, mayGoOn}, band, values);
}

std::vector<Size> GdalRasterSource::overviewSizes() const
{
    std::vector<Size> sizes;
    GDALRasterBand &band = *d->dataset->GetRasterBand(1);
    for (int i = 0; i < band.GetOverviewCount(); ++i)
        if (GDALRasterBand *overview = band.GetOverview(i))
            sizes.push_back({overview->GetXSize(), overview->GetYSize()});
    return sizes;
}

std::pair<double, double> GdalRasterSource::valueRange(std::span<const int> bands)
{
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const int number : bands) {
        GdalErrors errors;
        GDALRasterBand &band = *d->dataset->GetRasterBand(number + 1);
        double range[2] = {0, 0};
        double mean = 0;
        double deviation = 0;
        const bool stored = band.GetStatistics(TRUE, FALSE, &range[0], &range[1], &mean, &deviation) == CE_None;
        if (!stored && band.ComputeRasterMinMax(TRUE, range) != CE_None) {
            if (!errors.lastMessage().contains("no valid pixels"_L1))
                d->failReading({{0, 0, d->info.size.width, d->info.size.height}, d->info.size}, errors.lastMessage());
            continue;
        }
        lowest = std::min(lowest, range[0]);
        highest = std::max(highest, range[1]);
    }
    return lowest <= highest ? std::pair(lowest, highest) : std::pair(0.0, 1.0);
}

QString GdalRasterSource::fingerprint() const
{
    return contentFingerprint(*d->dataset, d->info.path);
}

QStringList GdalRasterSource::files() const
{
    const GdalErrors errors;
    QStringList files = filesOf(*d->dataset);
    for (qsizetype i = 0; i < files.size(); ++i) {
        if (!files[i].endsWith(".vrt"_L1, Qt::CaseInsensitive))
            continue;
        const std::unique_ptr<GDALDataset, DatasetCloser> inner(
            GDALDataset::Open(files[i].toUtf8().constData(), GDAL_OF_RASTER));
        for (const QString &file : inner ? filesOf(*inner) : QStringList())
            if (!files.contains(file))
                files << file;
    }
    return files;
}

void setBlockCacheBytes(std::int64_t bytes)
{
    GDALSetCacheMax64(bytes);
}

QString gdalVersion()
{
    return QString::fromLatin1(GDALVersionInfo("RELEASE_NAME"));
}

} // namespace pixelscape
