#pragma once

#include <QMetaType>

#include <cstdint>

namespace pixelscape {

/// How far a run is. A value: it crosses threads as a copy.
struct Progress
{
    std::int64_t pixelsDone = 0;
    std::int64_t pixelsTotal = 0;
    double pixelsPerSecond = 0; ///< over this run, without what an earlier run left
    double secondsLeft = -1;    ///< negative while nobody can tell

    bool operator==(const Progress &) const = default;
    double share() const { return pixelsTotal > 0 ? double(pixelsDone) / double(pixelsTotal) : 0; }
};

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::Progress)
