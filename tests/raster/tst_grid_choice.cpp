#include "core/raster/grid_choice.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

Q_DECLARE_METATYPE(pixelscape::GroundBox)
Q_DECLARE_METATYPE(pixelscape::PixelRect)

namespace {

/// 10 columns and 8 rows of 30 m, upper left corner (500000, 9000000): x ends at 500300, y at 8999760.
RasterInfo northUp()
{
    RasterInfo raster;
    raster.path = u"scene.tif"_s;
    raster.size = {10, 8};
    raster.geoTransform.c = {500000, 30, 0, 9000000, 0, -30};
    raster.hasGeoTransform = true;
    raster.crsWkt = u"PROJCRS[\"somewhere\"]"_s;
    return raster;
}

RasterInfo withTransform(const std::array<double, 6> &coefficients)
{
    RasterInfo raster = northUp();
    raster.geoTransform.c = coefficients;
    return raster;
}

/// The box in cells of the north-up raster: columns and rows instead of metres.
GroundBox cells(double left, double top, double right, double bottom)
{
    return {500000 + 30 * left, 9000000 - 30 * bottom, 500000 + 30 * right, 9000000 - 30 * top};
}

} // namespace

class TestGridChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRasterKeepsItsGrid()
    {
        const AnalysisGrid grid = wholeGrid(northUp());
        QCOMPARE(grid.window, (PixelRect{0, 0, 10, 8}));
        QCOMPARE(grid.size(), (Size{10, 8}));
        QCOMPARE(grid.geoTransform, (GeoTransform{{500000, 30, 0, 9000000, 0, -30}}));
        QVERIFY(grid.hasGeoTransform);
        QCOMPARE(grid.crsWkt, u"PROJCRS[\"somewhere\"]"_s);
    }

    void boxTouchesCells_data()
    {
        QTest::addColumn<GroundBox>("box");
        QTest::addColumn<PixelRect>("window");
        QTest::newRow("aligned") << cells(2, 1, 5, 7) << PixelRect{2, 1, 3, 6};
        QTest::newRow("aligned, one cell") << cells(9, 7, 10, 8) << PixelRect{9, 7, 1, 1};
        QTest::newRow("unaligned") << cells(2.5, 1.1, 4.2, 6.9) << PixelRect{2, 1, 3, 6};
        QTest::newRow("inside one cell") << cells(3.2, 4.2, 3.8, 4.8) << PixelRect{3, 4, 1, 1};
        QTest::newRow("the raster itself") << cells(0, 0, 10, 8) << PixelRect{0, 0, 10, 8};
        QTest::newRow("partly outside, upper left") << cells(-50, -3.5, 2.5, 1) << PixelRect{0, 0, 3, 1};
        QTest::newRow("partly outside, lower right") << cells(8, 6.5, 11.5, 900) << PixelRect{8, 6, 2, 2};
        QTest::newRow("all around") << cells(-1e12, -1e12, 1e12, 1e12) << PixelRect{0, 0, 10, 8};
        QTest::newRow("half a millionth within the next cells")
            << cells(1.9999995, 0.9999995, 5.0000005, 7.0000005) << PixelRect{2, 1, 3, 6};
        QTest::newRow("half a millionth short of the border")
            << cells(2.0000005, 1.0000005, 4.9999995, 6.9999995) << PixelRect{2, 1, 3, 6};
        QTest::newRow("ten millionths within the next cells")
            << cells(1.99999, 0.99999, 5.00001, 7.00001) << PixelRect{1, 0, 5, 8};
    }

    void boxTouchesCells()
    {
        QFETCH(GroundBox, box);
        QFETCH(PixelRect, window);
        const AnalysisGrid grid = gridInBox(northUp(), box);
        QCOMPARE(grid.window, window);
        QCOMPARE(grid.geoTransform,
                 (GeoTransform{{500000.0 + 30 * window.x, 30, 0, 9000000.0 - 30 * window.y, 0, -30}}));
        QVERIFY(grid.hasGeoTransform);
        QCOMPARE(grid.crsWkt, northUp().crsWkt);
    }

    void boxWithoutCellsIsRefused_data()
    {
        QTest::addColumn<GroundBox>("box");
        QTest::newRow("left") << cells(-5, 0, -1, 8);
        QTest::newRow("right") << cells(11, 0, 12, 8);
        QTest::newRow("above") << cells(0, -9, 10, -1);
        QTest::newRow("below") << cells(0, 9, 10, 1e9);
        QTest::newRow("touches the left edge only") << cells(-5, 0, 0, 8);
        QTest::newRow("touches the lower edge only") << cells(0, 8, 10, 9);
    }

    void boxWithoutCellsIsRefused()
    {
        QFETCH(GroundBox, box);
        const QString sentence = caughtSentence([&] { gridInBox(northUp(), box); });
        QVERIFY2(sentence.contains(u"scene.tif"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"500000,8999760,500300,9000000"_s), qPrintable(sentence));
    }

    void emptyBoxIsRefused_data()
    {
        QTest::addColumn<GroundBox>("box");
        constexpr double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("no width") << GroundBox{500030, 8999800, 500030, 8999900};
        QTest::newRow("no height") << GroundBox{500030, 8999800, 500060, 8999800};
        QTest::newRow("x swapped") << GroundBox{500060, 8999800, 500030, 8999900};
        QTest::newRow("y swapped") << GroundBox{500030, 8999900, 500060, 8999800};
        QTest::newRow("not a number") << GroundBox{nan, 8999800, 500060, 8999900};
    }

    void emptyBoxIsRefused()
    {
        QFETCH(GroundBox, box);
        const QString sentence = caughtSentence([&] { gridInBox(northUp(), box); });
        QVERIFY2(sentence.contains(u"is empty"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"XMIN,YMIN,XMAX,YMAX"_s), qPrintable(sentence));
    }

    void southUpRowsGrowWithY()
    {
        const AnalysisGrid grid = gridInBox(withTransform({100, 2, 0, 200, 0, 2}), {104, 203, 107, 206});
        // x 104..107 is columns 2..3.5, y 203..206 is rows 1.5..3.
        QCOMPARE(grid.window, (PixelRect{2, 1, 2, 2}));
        QCOMPARE(grid.geoTransform, (GeoTransform{{104, 2, 0, 202, 0, 2}}));
    }

    void withoutGeoTransformTheBoxIsInPixels()
    {
        RasterInfo raster;
        raster.path = u"picture.png"_s;
        raster.size = {10, 8};
        const AnalysisGrid grid = gridInBox(raster, {2, 3, 4.5, 8});
        QCOMPARE(grid.window, (PixelRect{2, 3, 3, 5}));
        QVERIFY(!grid.hasGeoTransform);
        QVERIFY(grid.crsWkt.isEmpty());
    }

    /// The 3-4-5 triangle: columns run along (4, 3), rows along (3, -4), cells of 5 m.
    void rotatedTakesTheSmallestWindowThatHoldsTheBox()
    {
        const RasterInfo raster = withTransform({0, 4, 3, 0, 3, -4});
        // The box (20, 0)-(30, 10): column = (4x + 3y)/25, row = (3x - 4y)/25, so columns 3.2..6, rows 0.8..3.6.
        const AnalysisGrid grid = gridInBox(raster, {20, 0, 30, 10});
        QCOMPARE(grid.window, (PixelRect{3, 0, 3, 4}));
        QCOMPARE(grid.geoTransform, (GeoTransform{{12, 4, 3, 9, 3, -4}}));
    }

    void quarterTurnSwapsColumnsAndRows()
    {
        // x grows with the row, y with the column.
        const RasterInfo raster = withTransform({1000, 0, 10, 2000, 10, 0});
        const AnalysisGrid grid = gridInBox(raster, {1020, 2030, 1040, 2090});
        QCOMPARE(grid.window, (PixelRect{3, 2, 6, 2}));
    }
};

QTEST_GUILESS_MAIN(TestGridChoice)
#include "tst_grid_choice.moc"
