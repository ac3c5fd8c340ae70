#pragma once

#include "core/run/output_checks.h"

namespace pixelscape {

/// Where a run writes. In a bucket a file appears when it is whole: it is made on this computer first.
struct OutputPlace
{
    QString file;         ///< on this computer
    QString uploadFolder; ///< where it is put when it is whole; empty where it stays
};

/// Of a place that gdalPlace() gave. For a remote one, a file of the same name in a folder of our own, the same one
/// each time; makes that folder.
OutputPlace outputPlace(const QString &output);

/// As checkOutput(); of a remote output also that something can be put there, as far as a look tells, and that it is
/// not there yet. What lies at its place on this computer is ours to replace.
void checkOutputPlace(const RunRequest &request, const OutputPlace &place, const QStringList &modelFiles,
                      const OutputNeeds &needs, std::vector<Problem> &problems);

} // namespace pixelscape
