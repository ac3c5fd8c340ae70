#pragma once

#include "core/raster/result_sink.h"

#include <QByteArray>
#include <QMap>

namespace pixelscape {

/// A classified raster before it is written: what the sink is told, and the values it should hold.
struct ResultSample
{
    ResultDescription description;
    std::vector<std::int64_t> values; ///< height x width, NoData among them
    ClassCounts counts;               ///< worked out from `values`
};

/// The legend's values scattered over the raster without a pattern that compresses, and some NoData.
ResultSample resultSample(Size size, const ClassLegend &legend);

/// Five classes with gaps between their values, one name with letters outside ASCII, not in the order of their values.
ClassLegend gappyLegend();

/// Appends the whole sample in parts of so many blocks.
void appendSample(ResultSink &sink, const ResultSample &sample, int blocksAtOnce);

/// Writes the whole sample through a folder "part" that it makes in `folder`, to the file `name` in `folder`.
/// Returns the file's path.
QString writeSample(const QString &folder, const QString &name, const ResultSample &sample, int blocksAtOnce = 2);

/// Writes a probability raster in the same way, with the grid and recipe of a sample of that size.
QString writeProbabilities(const QString &folder, const QString &name, Size size, const std::vector<float> &values,
                           const QStringList &creationOptions = {}, int blocksAtOnce = 2);

/// Name and content of every file (not folder) in a folder.
QMap<QString, QByteArray> filesIn(const QString &folder);

} // namespace pixelscape
