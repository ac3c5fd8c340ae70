#pragma once

#include "core/raster/result_sink.h"

namespace pixelscape {

/// What a probability raster holds where the class map holds NoData.
constexpr float noProbability = -1;

/// Writes the probability raster that goes with a classified raster: Float32, one band, the probability of each pixel's
/// class; in its overviews their means. Written as ResultSink writes, on the same grid and with the same recipe; needs
/// no file beside it. One thread only.
class ProbabilitySink
{
public:
    /// `folder` must exist; the file named after `finalPath` is created in it. Throws Error.
    ProbabilitySink(const QString &folder, const QString &finalPath, const ResultDescription &description);
    ~ProbabilitySink();

    /// Takes parts as ResultSink does.
    int rowsOfPart() const;
    int blockWidth() const;

    /// rowsOfPart() * columns values in 0..1 or noProbability, row by row. Throws Error.
    void appendPart(std::span<const float> values, int columns);

    /// None of the next rows has a probability; at no cost.
    void appendNodata();

    /// Closes the file and adds statistics. All parts must have been appended. Throws Error and Cancelled.
    void finish(const GoOn &mayGoOn = {});
    /// Moves the finished file to `finalPath`, replacing what is there. Throws Error.
    void moveToPlace();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace pixelscape
