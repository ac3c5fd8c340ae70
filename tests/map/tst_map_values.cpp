#include "tests/map/map_rasters.h"
#include "ui/map/value_text.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

using Values = std::vector<std::pair<QString, QString>>;

/// 2 x 1 pixels of three bands of real numbers; the second has no name, -9999 is no data.
QString writeMeasures(const QString &path)
{
    MadeRaster made{.width = 2, .height = 1, .bands = 3, .type = GDT_Float32, .values = {}};
    made.values = {0.1, -9999, 1234567.5, 3e-9, -2, 7};
    made.finish = [](GDALDataset &dataset) {
        dataset.GetRasterBand(1)->SetDescription("Red");
        dataset.GetRasterBand(3)->SetDescription("Height");
        for (int band = 1; band <= 3; ++band)
            dataset.GetRasterBand(band)->SetNoDataValue(-9999);
    };
    return writeRaster(path, made);
}

} // namespace

/// What Identify and the status bar are told.
class TestMapValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreAsExactAsTheirType_data()
    {
        QTest::addColumn<bool>("isReal");
        QTest::addColumn<int>("bits");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("byte") << false << 8 << 255.0 << u"255"_s;
        QTest::newRow("large integer") << false << 32 << 4294967295.0 << u"4294967295"_s;
        QTest::newRow("negative integer") << false << 16 << -32768.0 << u"-32768"_s;
        QTest::newRow("single") << true << 32 << double(0.1F) << u"0.1"_s;
        QTest::newRow("double") << true << 64 << double(0.1F) << u"0.10000000149011612"_s;
        QTest::newRow("small") << true << 32 << double(3e-9F) << u"3e-09"_s;
        QTest::newRow("whole") << true << 32 << 1234567.0 << u"1234567"_s;
    }

    void valuesAreAsExactAsTheirType()
    {
        QFETCH(const bool, isReal);
        QFETCH(const int, bits);
        QFETCH(const double, value);
        BandInfo band;
        band.isFloatingPoint = isReal;
        band.bits = bits;
        QTEST(valueText(band, value), "text");
        QCOMPARE(valueText(band, {}), u"no data"_s);
    }

    void clickTellsTheRawValues()
    {
        ShownMap map({200, 100});
        map.layers.add(sceneLayer(writeMeasures(m_folder.filePath(u"measures.tif"_s))));
        map.canvas.setTool(MapCanvas::Tool::Identify);
        QSignalSpy identified(&map.canvas, &MapCanvas::identified);
        clickOn(map, 0, 0);
        QTRY_COMPARE(identified.count(), 1);
        const auto left = identified.at(0).at(0).value<Identified>();
        QCOMPARE(left.column, 0);
        QCOMPARE(left.row, 0);
        QCOMPARE(left.layers.size(), std::size_t(1));
        QCOMPARE(left.layers.at(0).name, u"scene"_s);
        QCOMPARE(left.layers.at(0).values,
                 (Values{{u"Red"_s, u"0.1"_s}, {u"Band 2"_s, u"1234567.5"_s}, {u"Height"_s, u"-2"_s}}));
        clickOn(map, 1, 0);
        QTRY_COMPARE(identified.count(), 2);
        QCOMPARE(identified.at(1).at(0).value<Identified>().layers.at(0).values,
                 (Values{{u"Red"_s, u"no data"_s}, {u"Band 2"_s, u"3e-09"_s}, {u"Height"_s, u"7"_s}}));
    }

    void classesOfResultsFromTopToBottom()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(m_folder.filePath(u"ramp.tif"_s))));
        const auto value = [](int, int column, int) { return column < 20 ? 2 : column < 30 ? 5 : 0; };
        const QString path = writeBytes(m_folder.filePath(u"classes.tif"_s), {40, 40}, 1, value,
                                        [](GDALDataset &dataset) { dataset.GetRasterBand(1)->SetNoDataValue(0); });
        const int result = map.layers.add(resultLayer(path, twoClasses));
        map.canvas.setTool(MapCanvas::Tool::Identify);
        QSignalSpy identified(&map.canvas, &MapCanvas::identified);
        clickOn(map, 10, 30);
        QTRY_COMPARE(identified.count(), 1);
        const auto found = identified.at(0).at(0).value<Identified>();
        QCOMPARE(found.layers.size(), std::size_t(2));
        QCOMPARE(found.layers.at(0).layer, result);
        QCOMPARE(found.layers.at(0).values, (Values{{u"Class"_s, u"2 Forest"_s}}));
        QCOMPARE(found.layers.at(1).values.at(1), std::pair(u"Band 2"_s, QString::number(ramp(30))));
        clickOn(map, 25, 30);
        clickOn(map, 35, 30);
        QTRY_VERIFY(identified.count() >= 2);
        QTRY_COMPARE(identified.last().at(0).value<Identified>().column, 35);
        QCOMPARE(identified.last().at(0).value<Identified>().layers.at(0).values, (Values{{u"Class"_s, u"no data"_s}}));
        map.layers.setVisible(result, false);
        clickOn(map, 25, 30);
        QTRY_COMPARE(identified.last().at(0).value<Identified>().column, 25);
        QCOMPARE(identified.last().at(0).value<Identified>().layers.size(), std::size_t(1));
    }

    void valuesUnderThePointer()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(m_folder.filePath(u"under.tif"_s))));
        QSignalSpy read(&map.canvas, &MapCanvas::valuesRead);
        QSignalSpy identified(&map.canvas, &MapCanvas::identified);
        for (int x = 100; x <= 215; x += 5)
            map.movePointer({x, 105});
        QTRY_VERIFY(!read.isEmpty() && read.last().at(0).value<Identified>().column == 21);
        QCOMPARE(read.last().at(0).value<Identified>().row, 10);
        QCOMPARE(read.last().at(0).value<Identified>().layers.at(0).values.at(0).second, QString::number(ramp(21)));
        QCOMPARE(identified.count(), 0);
    }

    void enterIdentifiesTheMiddle()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(m_folder.filePath(u"middle.tif"_s))));
        map.canvas.setTool(MapCanvas::Tool::Identify);
        QSignalSpy identified(&map.canvas, &MapCanvas::identified);
        QTest::keyClick(&map.canvas, Qt::Key_Right);
        QTest::keyClick(&map.canvas, Qt::Key_Return);
        QTRY_COMPARE(identified.count(), 1);
        QCOMPARE(identified.at(0).at(0).value<Identified>().column, 24);
        QCOMPARE(identified.at(0).at(0).value<Identified>().row, 20);
    }

    void identifiedPixelIsMarked()
    {
        ShownMap map({400, 400});
        map.layers.add(sceneLayer(writeRampScene(m_folder.filePath(u"marked.tif"_s))));
        map.canvas.zoomIn(); // 20 screen pixels for one: columns 10 to 29
        const QImage before = map.picture();
        map.canvas.setTool(MapCanvas::Tool::Identify);
        clickOn(map, 15, 15);
        const QImage after = map.picture();
        const QPoint place = map.canvas.view().toScreen({15, 15}).toPoint();
        QVERIFY(after.pixelColor(place + QPoint(0, 10)) != before.pixelColor(place + QPoint(0, 10)));
        QCOMPARE(after.pixelColor(place + QPoint(10, 10)), before.pixelColor(place + QPoint(10, 10)));
        map.canvas.setTool(MapCanvas::Tool::Pan);
        QCOMPARE(map.picture().pixelColor(place + QPoint(0, 10)), before.pixelColor(place + QPoint(0, 10)));
    }

    void outsideOfEverything()
    {
        ShownMap map({400, 200});
        map.layers.add(sceneLayer(writeRampScene(m_folder.filePath(u"outside.tif"_s))));
        map.canvas.setTool(MapCanvas::Tool::Identify);
        QSignalSpy identified(&map.canvas, &MapCanvas::identified);
        QTest::mouseClick(&map.canvas, Qt::LeftButton, {}, {5, 100});
        QTRY_COMPARE(identified.count(), 1);
        QCOMPARE(identified.at(0).at(0).value<Identified>().column, -19);
        QVERIFY(identified.at(0).at(0).value<Identified>().layers.empty());
    }

private:
    static void clickOn(ShownMap &map, int column, int row)
    {
        const QPointF place = map.canvas.view().toScreen(QPointF(column + 0.5, row + 0.5));
        QTest::mouseClick(&map.canvas, Qt::LeftButton, {}, place.toPoint());
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(TestMapValues)
#include "tst_map_values.moc"
