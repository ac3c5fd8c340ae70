#pragma once

#include "core/base/error.h"
#include "core/base/go_on.h"
#include "core/base/json.h"
#include "core/raster/analysis_grid.h"
#include "core/raster/block_parts.h"
#include "core/raster/result_overviews.h"

#include <QString>

#include <cpl_string.h>
#include <gdal_priv.h>

#include <functional>
#include <optional>

namespace pixelscape {

/// What a result file is made with, whatever its pixels mean.
struct TiffLayout
{
    AnalysisGrid grid;
    GDALDataType type = GDT_Byte;
    double nodata = 255;
    CPLStringList creationOptions;
    Json recipe;
    Halving halving; ///< of the overviews
};

/// A GeoTIFF of one band with its overviews, written from top to bottom, every block once and in raster order, in a
/// folder where it does not look finished. Blocks without data take no room in it. One thread only.
class ResultTiff
{
public:
    /// Creates the file with everything but its pixels; `describeBand` adds what is special about the band. Throws
    /// Error, before anything is written when a creation option is wrong. `finalPath` is for the sentences.
    ResultTiff(const QString &path, const QString &finalPath, const TiffLayout &layout,
               const std::function<void(GDALRasterBand &)> &describeBand);
    ~ResultTiff();
    ResultTiff(const ResultTiff &) = delete;
    ResultTiff &operator=(const ResultTiff &) = delete;

    const QString &path() const { return m_path; }
    /// Until finish().
    GDALRasterBand &band() { return *m_dataset->GetRasterBand(1); }

    /// Parts go from left to right and from top to bottom: so many rows high, and as wide as whole blocks, or as all
    /// that is left.
    int rowsOfPart() const { return m_writer->rowsOfPart(); }
    int blockWidth() const { return m_writer->blockWidth(); }
    /// In the band's type and native byte order. Throws Error.
    void appendPart(std::span<const std::byte> values, int columns);
    /// All of the next rows is NoData; at no cost.
    void appendNodata();

    /// Throws Error unless all rows are there and the file was not finished before.
    void requireComplete() const;
    /// Closes the file, puts it in the order of a Cloud Optimized GeoTIFF where its creation options leave that, and
    /// reads its last pixels. Throws Error and Cancelled.
    void finish(const GoOn &mayGoOn);

private:
    void requireRoom() const;
    void requireReadable() const;

    QString m_path;
    QString m_finalPath;
    Size m_size;
    std::vector<std::byte> m_nodataPixel;
    GDALDatasetUniquePtr m_dataset; ///< empty once finished
    std::optional<OverviewWriter> m_overviews;
    std::optional<BlockPartWriter> m_writer;
};

/// Closes a dataset and reports what GDAL could not write while closing. Throws Error.
void closeResult(GDALDatasetUniquePtr dataset, const QString &finalPath);

/// The sentence for a result that cannot be written, from GDAL's reason.
Error resultNotWritten(const QString &finalPath, const QString &reason);

} // namespace pixelscape
