#pragma once

#include "core/raster/data_sketch.h"

#include <vector>

namespace pixelscape {

/// One inference: the network reads tile x tile pixels from (readX, readY), which may leave the raster; of its answer
/// `write` is kept, or blended with that of other tiles. Both in pixels of the input.
struct TileWindow
{
    int readX = 0;
    int readY = 0;
    PixelRect write;
};

/// What one worker gets at a time: neighbouring cells of the lattice, with all tiles that they are made from.
struct Section
{
    int id = 0;
    PixelRect write; ///< in pixels of the input; covered by its tiles' write windows
    std::vector<TileWindow> tiles;
};

/// The numbers that a plan follows from.
struct TilePlanSettings
{
    Size tile;
    int padding = 0;         ///< asked for, cropped from each side
    int margin = 0;          ///< cropped by the network itself; then padding is 0
    int stride = 1;          ///< of the network
    int tilesPerSection = 0; ///< 0 chooses: one each in a small run, then some 192 sections while that keeps them small
    bool isBlended = false;  ///< every tile that sees a pixel has a part in it, not only the one around it
    int channels = 1;        ///< of the scores that a section keeps while it is blended
    Size raster = {};        ///< of the input, where tiles are blended: none lies wholly outside
    int batch = 1;           ///< tiles that the network takes at once
    Size inferred = {};      ///< a larger tile, by whole strides, that is inferred for several; else empty
    bool operator==(const TilePlanSettings &) const = default;
};

/// The whole geometry of a run, as numbers. The lattice of tiles is anchored at the input's pixel (0,0), whatever
/// window of it is classified, so a run on an extent equals a crop of the whole run. Larger tiles that are inferred for
/// several, since they answer the same, begin at the window, in the same phase of the network's stride. Sections are
/// disjoint and cover every pixel of the window once; where tiles are not blended, so do their write windows. Sections
/// are numbered in raster order; all sections of a row have the same rows.
class TilePlan
{
public:
    TilePlan() = default;
    TilePlan(const PixelRect &window, const TilePlanSettings &settings);

    const PixelRect &window() const { return m_window; }
    /// What one inference is given.
    Size tile() const { return m_tile; }
    /// Pixels read around what is written: the padding rounded up to the network's stride, or the network's own margin.
    int halo() const { return m_halo; }
    Size step() const { return m_step; }
    int stride() const { return m_settings.stride; }
    /// Columns and rows of lattice cells that make a section.
    Size cellsPerSection() const { return m_cells; }
    int sectionRows() const { return m_sectionRows; }
    int sectionsInRow() const { return m_sectionsInRow; }
    int sectionCount() const { return m_sectionRows * m_sectionsInRow; }
    /// Inferences of the whole run; where tiles are blended, neighbouring sections infer those between them twice.
    std::int64_t tileCount() const { return m_tileCount; }
    /// Those of them that write where there is data; where tiles are blended, about.
    std::int64_t tilesWithData(const DataSketch &sketch) const;
    int tilesOfLargestSection() const;
    /// What the tiles of the largest section read from left to right, in pixels.
    int columnsRead() const;

    Section section(int id) const;
    /// The rows of the input that the sections of a row write.
    PixelRect rowWindow(int row) const;

private:
    /// Cells of the lattice along one axis, both ends included.
    struct CellRange
    {
        int first = 0;
        int last = 0;
        int count() const { return last - first + 1; }
    };

    void settleLattice();
    PixelRect cellWindow(int column, int row, Size cells) const;
    Size chooseCells() const;
    std::int64_t countTiles() const;
    Size mostTilesOfSection() const;
    CellRange columnsSeeing(const PixelRect &write) const;
    CellRange rowsSeeing(const PixelRect &write) const;
    CellRange cellsSeeing(int from, int end, int tile, int step, int raster) const;
    std::vector<TileWindow> cropped(const PixelRect &cells) const;
    std::vector<TileWindow> overlapping(const PixelRect &write) const;

    PixelRect m_window;
    TilePlanSettings m_settings;
    Size m_tile;
    int m_halo = 0;
    Size m_step{1, 1};
    int m_left = 0; ///< where the lattice's first cell begins that meets the window
    int m_top = 0;
    int m_columns = 0;
    int m_rows = 0;
    Size m_cells{1, 1}; ///< of a section
    int m_sectionRows = 0;
    int m_sectionsInRow = 0;
    std::int64_t m_tileCount = 0;
};

} // namespace pixelscape
