#pragma once

#include "core/base/geometry.h"

#include <vector>

namespace pixelscape {

/// One inference: the network reads tile x tile pixels from (readX, readY), which may leave the raster; of its answer
/// `write` is kept. Both in pixels of the input.
struct TileWindow
{
    int readX = 0;
    int readY = 0;
    PixelRect write;
};

/// What one worker gets at a time: neighbouring tiles of one lattice row.
struct Section
{
    int id = 0;
    PixelRect write; ///< the union of its tiles' write windows, in pixels of the input
    std::vector<TileWindow> tiles;
};

/// The numbers that a plan follows from.
struct TilePlanSettings
{
    Size tile;
    int padding = 0;         ///< asked for, cropped from each side
    int margin = 0;          ///< cropped by the network itself; then padding is 0
    int stride = 1;          ///< of the network
    int tilesPerSection = 0; ///< 0 chooses: a few dozen sections in a small run, 12 tiles each in a large one
    bool operator==(const TilePlanSettings &) const = default;
};

/// The whole geometry of a run, as numbers. The lattice of tiles is anchored at the input's pixel (0,0), whatever
/// window of it is classified, so a run on an extent equals a crop of the whole run. Write windows are disjoint and
/// cover every pixel of the window once. Sections are numbered in raster order; all sections of a row have the same
/// rows.
class TilePlan
{
public:
    TilePlan() = default;
    TilePlan(const PixelRect &window, const TilePlanSettings &settings);

    const PixelRect &window() const { return m_window; }
    Size tile() const { return m_settings.tile; }
    /// Pixels read around what is written: the padding rounded up to the network's stride, or the network's own margin.
    int halo() const { return m_halo; }
    Size step() const { return m_step; }
    int stride() const { return m_settings.stride; }
    int tilesPerSection() const { return m_settings.tilesPerSection; }
    int sectionRows() const { return m_rows; }
    int sectionsInRow() const { return m_sectionsInRow; }
    int sectionCount() const { return m_rows * m_sectionsInRow; }
    std::int64_t tileCount() const { return std::int64_t(m_columns) * m_rows; }

    Section section(int id) const;
    /// The rows of the input that the sections of a row write.
    PixelRect rowWindow(int row) const;

private:
    PixelRect m_window;
    TilePlanSettings m_settings;
    int m_halo = 0;
    Size m_step{1, 1};
    int m_firstColumn = 0; ///< lattice column of the window's left edge
    int m_firstRow = 0;
    int m_columns = 0;
    int m_rows = 0;
    int m_sectionsInRow = 0;
};

} // namespace pixelscape
