#include "core/raster/result_sink.h"

#include "core/base/error.h"
#include "core/raster/attribute_dbf.h"
#include "core/raster/attribute_table.h"
#include "core/raster/block_rows.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/qgis_style.h"
#include "core/raster/result_files.h"
#include "core/raster/result_tiff.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace pixelscape {

using namespace Qt::StringLiterals;

struct ResultSink::Private
{
    QString tiffPath;
    QString finalPath;
    ResultDescription description;
    GDALDatasetUniquePtr dataset; ///< empty once committed
    std::optional<BlockRowWriter> writer;

    std::size_t rowBytes() const
    {
        return std::size_t(description.grid.size().width) * std::size_t(description.format.bytesPerPixel());
    }
    void checkComplete(const ClassCounts &counts) const;
    void checkReadable() const;
    void writeSidecars(const ClassCounts &counts) const;
};

namespace {

/// Control characters in a class name would make the XML sidecars unreadable.
ClassLegend printable(ClassLegend legend)
{
    for (ClassEntry &entry : legend)
        for (QChar &character : entry.name)
            if (character.category() == QChar::Other_Control || character.isNull())
                character = u' ';
    return legend;
}

bool lastPixelReads(GDALRasterBand *band)
{
    double value = 0;
    return band != nullptr && band->RasterIO(GF_Read, band->GetXSize() - 1, band->GetYSize() - 1, 1, 1, &value, 1, 1,
                                             GDT_Float64, 0, 0, nullptr) == CE_None;
}

} // namespace

ResultSink::ResultSink(const QString &folder, const QString &finalPath, const ResultDescription &description)
    : d(std::make_unique<Private>())
{
    registerGdal();
    d->tiffPath = QDir(folder).filePath(QFileInfo(finalPath).fileName());
    d->finalPath = finalPath;
    d->description = description;
    d->description.legend = printable(description.legend);
    d->dataset = createResultTiff(d->tiffPath, finalPath, d->description);
    d->writer.emplace(d->dataset->GetRasterBand(1), pixelBytes(description.format, description.format.nodata));
}

ResultSink::~ResultSink()
{
    const GdalErrors unheard; // an abandoned file may be as broken as it likes
    d->dataset.reset();
}

void ResultSink::appendRows(std::span<const std::byte> values, int rows)
{
    const int height = d->description.grid.size().height;
    if (rows < 0 || rows > height - rowsWritten() || values.size() != std::size_t(rows) * d->rowBytes())
        throw Error(u"%1 rows in %2 bytes do not fit the result %3, which lacks %4 rows of %5 bytes."_s.arg(rows)
                        .arg(values.size())
                        .arg(d->finalPath)
                        .arg(height - rowsWritten())
                        .arg(d->rowBytes()));
    GdalErrors errors;
    if (!d->writer->append(values, rows) || errors.failed())
        throw resultNotWritten(d->finalPath, errors.lastMessage());
}

int ResultSink::rowsWritten() const
{
    return d->writer->rowsAppended();
}

void ResultSink::commit(const ClassCounts &counts, const GoOn &mayGoOn)
{
    d->checkComplete(counts);
    closeResult(std::move(d->dataset), d->finalPath);
    addOverviews(d->tiffPath, d->finalPath, d->description.format, mayGoOn);
    d->checkReadable();
    d->writeSidecars(counts);
    moveResult(d->tiffPath, d->finalPath);
}

void ResultSink::Private::checkComplete(const ClassCounts &counts) const
{
    const Size size = description.grid.size();
    if (!dataset || writer->rowsAppended() != size.height)
        throw Error(u"The result %1 is not complete: %2 of its %3 rows are there."_s.arg(finalPath)
                        .arg(writer->rowsAppended())
                        .arg(size.height));
    std::int64_t counted = counts.nodata;
    for (const auto &[value, count] : counts.pixels)
        counted += count;
    if (counted != size.area())
        throw Error(u"The classes of the result %1 count %2 pixels, but it has %3."_s.arg(finalPath).arg(counted).arg(
            size.area()));
}

/// A file that lost its end when the disk filled up while closing cannot give its last blocks.
void ResultSink::Private::checkReadable() const
{
    GdalErrors errors;
    const GDALDatasetUniquePtr reopened(GDALDataset::Open(tiffPath.toUtf8().constData(), GDAL_OF_RASTER));
    GDALRasterBand *band = reopened ? reopened->GetRasterBand(1) : nullptr;
    bool reads = lastPixelReads(band);
    for (int level = 0; reads && level < band->GetOverviewCount(); ++level)
        reads = lastPixelReads(band->GetOverview(level));
    if (!reads)
        throw resultNotWritten(finalPath, errors.lastMessage());
}

void ResultSink::Private::writeSidecars(const ClassCounts &counts) const
{
    const ResultFiles files = resultFiles(tiffPath);
    writeAuxiliaryTables(tiffPath, finalPath, description.legend, counts);
    writeAttributeDbf(files.attributeDbf, finalPath, description.legend, counts);
    writeQgisStyle(files.style, finalPath, description.legend);
}

} // namespace pixelscape
