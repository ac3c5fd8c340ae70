#pragma once

#include "core/base/go_on.h"
#include "core/base/json.h"
#include "core/raster/analysis_grid.h"
#include "core/raster/result_format.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace pixelscape {

/// Everything that decides the bytes of the output file.
struct ResultDescription
{
    AnalysisGrid grid;
    ClassLegend legend; ///< in file order; with the background's row where the network has one
    ResultFormat format;
    QStringList creationOptions; ///< NAME=VALUE, win over our own
    Json recipe;                 ///< hashes of model and input, arguments, grid, tile, engine: what decides the pixels
    bool hasProbabilities = false; ///< a ProbabilitySink writes a second file
};

/// Pixels of each class value, in the order of the legend, then NoData.
struct ClassCounts
{
    std::map<std::int64_t, std::int64_t> pixels; ///< class value -> count; NoData not among them
    std::int64_t nodata = 0;
};

/// Throws Error on creation options that a result cannot be written with.
void checkCreationOptions(const QStringList &userOptions);

/// Writes the classified GeoTIFF and its overviews into a folder of its own, from top to bottom, every block once and
/// in raster order. Nothing that looks finished exists before moveToPlace(). One thread only.
class ResultSink
{
public:
    /// `folder` must exist; files named after `finalPath` are created in it. Throws Error.
    ResultSink(const QString &folder, const QString &finalPath, const ResultDescription &description);
    ~ResultSink();

    /// The raster is handed over in parts, from left to right and from top to bottom: so many rows high, and as wide as
    /// whole blocks, or as all that is left. At the end it is 0 rows high.
    int rowsOfPart() const;
    int blockWidth() const;

    /// `values` holds rowsOfPart() * columns class values in the format's type (native byte order), row by row. Throws
    /// Error (a full disk, for one).
    void appendPart(std::span<const std::byte> values, int columns);

    /// All of the next rows is NoData; at no cost.
    void appendNodata();

    /// Closes the file, adds statistics, attribute table and sidecars. All parts must have been appended and `counts`
    /// must account for every pixel. Throws Error and Cancelled.
    void finish(const ClassCounts &counts, const GoOn &mayGoOn = {});
    /// Moves the finished sidecars and, last, the TIFF to `finalPath`, replacing what is there. Throws Error.
    void moveToPlace();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
