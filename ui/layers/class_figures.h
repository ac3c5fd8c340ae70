#pragma once

#include "ui/map/layer_stack.h"

namespace pixelscape {

/// What a legend or a class table shows: how many pixels there are of what.
struct ClassFigures
{
    std::vector<ClassShare> classes;
    std::int64_t nodataPixels = 0;
    std::int64_t pendingPixels = 0; ///< not yet classified

    /// What shares are shares of: pixels that got a class.
    std::int64_t classifiedPixels() const;
    std::int64_t allPixels() const { return classifiedPixels() + nodataPixels + pendingPixels; }
    bool hasAreas() const;
};

ClassFigures figuresOf(const MapLayer &layer);
ClassFigures figuresOf(const RunReport &report);

/// What cannot be a row of the table: how much is done so far, how much has no data. Empty where there is nothing to
/// say.
QString quietText(const ClassFigures &figures);

} // namespace pixelscape
