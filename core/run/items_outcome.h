#pragma once

#include <QString>

namespace pixelscape {

/// What came of the rasters of a collection, each counted once.
struct ItemsOutcome
{
    qsizetype all = 0;
    qsizetype made = 0;    ///< classified now
    qsizetype present = 0; ///< have a class map that the same request made before
    qsizetype foreign = 0; ///< have a class map of something else, which was left as it is
    qsizetype outside = 0; ///< not met by extent or mask
    qsizetype failed = 0;

    /// Neither done nor tried: the run was cancelled before.
    qsizetype left() const { return all - made - present - foreign - outside - failed; }
    bool isComplete() const { return made + present + outside == all; }
};

/// "8 of 12 rasters were classified; 3 had their class maps already; 1 failed: the same request tries it again."
QString itemsSentence(const ItemsOutcome &outcome);

} // namespace pixelscape
