#include "core/raster/gdal_raster_source.h"
#include "core/raster/masked_raster.h"
#include "tests/raster/placed_raster.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

bool hasData(const DataSketch &sketch, const PixelRect &part)
{
    return sketch.hasData(sketch.columns(part), sketch.rows(part));
}

using Cells = std::vector<std::uint8_t>;

constexpr LookLimits plenty{4096, 60};

/// Cells in rows, '#' where there is data.
QString shown(const Cells &cells, int width)
{
    QString text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0 && i % std::size_t(width) == 0)
            text += u'/';
        text += cells[i] ? u'#' : u'.';
    }
    return text;
}

} // namespace

class TestDataSketch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsDivideTheWindow()
    {
        const CellGrid grid{{100, 7, 10, 4}, {3, 2}};
        QCOMPARE(grid.cell(0, 0), (PixelRect{100, 7, 3, 2}));
        QCOMPARE(grid.cell(1, 0), (PixelRect{103, 7, 3, 2}));
        QCOMPARE(grid.cell(2, 1), (PixelRect{106, 9, 4, 2}));
    }

    void partsTouchCells()
    {
        const CellGrid grid{{100, 0, 10, 4}, {3, 2}};
        const DataSketch sketch(grid, Cells{0, 0, 1, 0, 1, 0});
        QCOMPARE(sketch.share(), 2.0 / 6);
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 3; ++column)
                QCOMPARE(hasData(sketch, grid.cell(column, row)), (column == 2) != (row == 1) && column > 0);
        QVERIFY(!hasData(sketch, {100, 0, 6, 2}));
        QVERIFY(hasData(sketch, {100, 0, 7, 2}));
        QVERIFY(hasData(sketch, {100, 1, 4, 2}));
        QVERIFY(!hasData(sketch, {100, 0, 3, 4}));
        QVERIFY(hasData(DataSketch(), {0, 0, 1, 1}));
        QCOMPARE(DataSketch().share(), 1.0);
    }

    void aFewLooksDoWhereAllHaveData()
    {
        int looks = 0;
        Cells cells(64, 1);
        lookAround({{0, 0, 800, 800}, {8, 8}}, plenty, cells, [&looks](const PixelRect &) { return ++looks > 0; });
        QCOMPARE(looks, 16);
        QCOMPARE(cells, Cells(64, 1));
    }

    void looksAreNoMoreThanAllowed()
    {
        int looks = 0;
        Cells cells(64, 1);
        lookAround({{0, 0, 800, 800}, {8, 8}}, {100, 60}, cells, [&looks](const PixelRect &) { return ++looks < 0; });
        QCOMPARE(looks, 16 + 100);
        QCOMPARE(cells, Cells(64, 0));
    }

    /// Data from column 290 to 499: of cells of 100, the third to the fifth touch it; the look at column 300 finds it.
    void cellsBetweenLooksWithoutDataAreCleared()
    {
        Cells cells(64, 1);
        const CellGrid grid{{0, 0, 800, 800}, {8, 8}};
        const auto hasDataAt = [](const PixelRect &place) { return place.intersected({290, 0, 210, 800}).area() > 0; };
        lookAround(grid, {81, 60}, cells, hasDataAt);
        QCOMPARE(shown(cells, 8).left(8), u"..###..."_s);
        QCOMPARE(shown({cells.begin() + 56, cells.end()}, 8), u"..###..."_s);
    }

    void slowLooksTellNothing()
    {
        int looks = 0;
        Cells cells(16, 1);
        lookAround({{0, 0, 400, 400}, {4, 4}}, {256, 0.01}, cells, [&looks](const PixelRect &) {
            QThread::msleep(50);
            ++looks;
            return false;
        });
        QCOMPARE(looks, 1);
        QCOMPARE(cells, Cells(16, 1));
    }

    void knownCellsAreNotLookedAt()
    {
        Cells cells(16, 0);
        lookAround({{0, 0, 40, 40}, {4, 4}}, plenty, cells, [](const PixelRect &) {
            qFatal("looked");
            return true;
        });
        QCOMPARE(cells, Cells(16, 0));
    }

    void placesLieInTheWindow()
    {
        const PixelRect window{3, 5, 6, 700};
        Cells cells(4, 1);
        bool areInside = true;
        lookAround({window, {1, 4}}, plenty, cells, [&](const PixelRect &place) {
            areInside = areInside && window.contains(place) && place.area() > 0;
            return false;
        });
        QVERIFY(areInside);
    }

    /// Data in the upper left quarter alone, by each of the ways in which rasters say so.
    void rasters_data()
    {
        QTest::addColumn<MadeRaster>("made");
        std::vector<double> quarter;
        for (int y = 0; y < 512; ++y)
            for (int x = 0; x < 512; ++x)
                quarter.push_back(x < 256 && y < 256 ? 9 : 0);
        std::vector<double> notANumber = quarter;
        std::ranges::replace(notANumber, 0.0, std::nan(""));
        const auto declare = [](GDALDataset &dataset) { dataset.GetRasterBand(1)->SetNoDataValue(0); };
        const std::vector<const char *> tiled{"TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"};
        std::vector<const char *> sparse = tiled;
        sparse.push_back("SPARSE_OK=TRUE");
        QTest::newRow("NoData") << MadeRaster{512, 512, 1, GDT_Byte, quarter, tiled, declare};
        QTest::newRow("strips") << MadeRaster{512, 512, 1, GDT_UInt16, quarter, {}, declare};
        QTest::newRow("NaN") << MadeRaster{512, 512, 1, GDT_Float32, notANumber, tiled};
        QTest::newRow("never written") << MadeRaster{512, 512, 1, GDT_Byte, quarter, sparse};
    }

    void rasters()
    {
        QFETCH(MadeRaster, made);
        const QString path =
            writeRaster(m_folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + u".tif"_s), made);
        GdalRasterSource source(path);
        Cells cells(16, 1);
        const std::vector<int> bands{0};
        source.clearEmpty({{0, 0, 512, 512}, {4, 4}}, bands, {81, 60}, cells);
        QCOMPARE(shown(cells, 4), u"##../##../..../...."_s);
    }

    void datalessCornersDoNotHideARasterThatDeclaresNone()
    {
        const std::vector<double> zeros(512 * 512, 0);
        GdalRasterSource source(writeRaster(m_folder.filePath(u"zeros.tif"_s), {512, 512, 1, GDT_Byte, zeros}));
        Cells cells(16, 1);
        const std::vector<int> bands{0};
        source.clearEmpty({{0, 0, 512, 512}, {4, 4}}, bands, {81, 60}, cells);
        QCOMPARE(cells, Cells(16, 1));
    }

    /// A polygon, or a raster, of the second column of cells.
    void masks_data()
    {
        QTest::addColumn<bool>("ofPolygons");
        QTest::newRow("polygons") << true;
        QTest::newRow("raster") << false;
    }

    void masks()
    {
        QFETCH(bool, ofPolygons);
        const RasterPlace place{{1000, 2, 0, 5000, 0, -2}, u"EPSG:32633"_s};
        const auto put = [&place](GDALDataset &dataset) { putOn(dataset, place); };
        const std::vector<double> nines(512 * 512, 9);
        const QString input = writeRaster(m_folder.filePath(u"input.tif"_s), {512, 512, 1, GDT_Byte, nines, {}, put});
        QString mask = m_folder.filePath(u"mask.geojson"_s);
        std::vector<double> column;
        for (int i = 0; i < 512 * 512; ++i)
            column.push_back(i % 512 >= 140 && i % 512 < 250 ? 1 : 0);
        if (ofPolygons)
            changeFile(mask, [](QByteArray &text) {
                text =
                    R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32633"}},"features":[
                    {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":
                    [[[1280,5000],[1500,5000],[1500,3976],[1280,3976],[1280,5000]]]}}]})";
            });
        else
            mask = writeRaster(m_folder.filePath(u"mask.tif"_s), {512, 512, 1, GDT_Byte, column, {}, put});
        MaskedRaster raster(std::make_unique<GdalRasterSource>(input), mask);
        Cells cells(16, 1);
        const std::vector<int> bands{0};
        raster.clearEmpty({{0, 0, 512, 512}, {4, 4}}, bands, plenty, cells);
        QCOMPARE(shown(cells, 4), u".#../.#../.#../.#.."_s);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestDataSketch)
#include "tst_data_sketch.moc"
