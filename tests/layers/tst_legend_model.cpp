#include "tests/layers/made_layers.h"
#include "ui/layers/class_table_text.h"
#include "ui/layers/legend_model.h"

#include <QColor>
#include <QSignalSpy>
#include <QTest>

using namespace pixelscape;

namespace {

QString cell(const LegendModel &model, int row, int column)
{
    return model.data(model.index(row, column), Qt::DisplayRole).toString();
}

} // namespace

class TestLegendModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsEachClass();
    void sharesAreOfWhatGotAClass();
    void beforeAnythingIsCounted();
    void newFiguresChangeCellsOnly();
    void anotherLegendIsShownAnew();
    void hidingIsAskedFor();
    void withoutBoxesNothingCanBeHidden();
    void quietLines();
    void tabSeparated();
    void csvQuotes();
};

void TestLegendModel::showsEachClass()
{
    LegendModel model(true);
    model.setFigures(figuresOf(resultLayer(u"Result"_s)));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, LegendModel::ValueColumn), u"5"_s);
    QCOMPARE(cell(model, 2, LegendModel::NameColumn), u"Built-up"_s);
    QCOMPARE(cell(model, 2, LegendModel::AreaColumn), u"25.0 ha"_s);
    const QModelIndex value = model.index(1, LegendModel::ValueColumn);
    QCOMPARE(value.data(LegendModel::ColorRole).value<QColor>(), QColor(0, 120, 0));
    QCOMPARE(value.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(value.data(Qt::ToolTipRole).toString().contains(u"#007800"_s));
}

/// 1,000 of 9,500 and 6,000 of 9,500: the 500 without data are in neither.
void TestLegendModel::sharesAreOfWhatGotAClass()
{
    LegendModel model(true);
    model.setFigures(figuresOf(resultLayer(u"Result"_s)));
    QCOMPARE(cell(model, 0, LegendModel::ShareColumn), u"10.5 %"_s);
    QCOMPARE(cell(model, 1, LegendModel::ShareColumn), u"63.2 %"_s);
    model.setFigures(figuresOf(liveLayer(u"Result"_s)));
    QCOMPARE(cell(model, 0, LegendModel::ShareColumn), u"12.5 %"_s);
}

void TestLegendModel::beforeAnythingIsCounted()
{
    MapLayer layer = liveLayer(u"Result"_s);
    layer.classes.clear();
    layer.nodataPixels = 0;
    LegendModel model(true);
    model.setFigures(figuresOf(layer));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, LegendModel::NameColumn), u"Water"_s);
    QCOMPARE(cell(model, 0, LegendModel::ShareColumn), u"—"_s);
    QCOMPARE(model.figures().pendingPixels, 10000);
}

void TestLegendModel::newFiguresChangeCellsOnly()
{
    LegendModel model(true);
    model.setFigures(figuresOf(liveLayer(u"Result"_s)));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setFigures(figuresOf(resultLayer(u"Result"_s)));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(cell(model, 2, LegendModel::ShareColumn), u"26.3 %"_s);
}

void TestLegendModel::anotherLegendIsShownAnew()
{
    LegendModel model(true);
    model.setFigures(figuresOf(liveLayer(u"Result"_s)));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    MapLayer layer = resultLayer(u"Result"_s);
    layer.classes.pop_back();
    model.setFigures(figuresOf(layer));
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 2);
}

void TestLegendModel::hidingIsAskedFor()
{
    LegendModel model(true);
    model.setFigures(figuresOf(resultLayer(u"Result"_s)));
    std::set<std::int64_t> asked;
    connect(&model, &LegendModel::hideAsked, this, [&](const std::set<std::int64_t> &values) { asked = values; });
    const QModelIndex forest = model.index(1, LegendModel::ValueColumn);
    QVERIFY(model.setData(forest, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(asked, std::set<std::int64_t>{2});
    // It is the layer that decides.
    QCOMPARE(forest.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    model.setHidden({2, 5});
    QCOMPARE(forest.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(forest.data(Qt::AccessibleTextRole).toString(), u"2, hidden"_s);
    QVERIFY(model.setData(forest, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(asked, std::set<std::int64_t>{5});
}

void TestLegendModel::withoutBoxesNothingCanBeHidden()
{
    LegendModel model(false);
    model.setFigures(figuresOf(resultLayer(u"Result"_s)));
    const QModelIndex value = model.index(0, LegendModel::ValueColumn);
    QVERIFY(!value.data(Qt::CheckStateRole).isValid());
    QVERIFY(!model.setData(value, Qt::Unchecked, Qt::CheckStateRole));
}

void TestLegendModel::quietLines()
{
    // 10,000 pixels, of which 8,000 have a class and 500 no data.
    QCOMPARE(
        quietText(figuresOf(liveLayer(u"Result"_s))),
        u"Not yet classified: 15.0 % of the raster. The shares are of what is finished.\nNoData: 5.0 % of the raster."_s);
    QCOMPARE(quietText(figuresOf(resultLayer(u"Result"_s))), u"NoData: 5.0 % of the raster."_s);
    MapLayer layer = resultLayer(u"Result"_s);
    layer.nodataPixels = 0;
    QCOMPARE(quietText(figuresOf(layer)), QString());
}

void TestLegendModel::tabSeparated()
{
    MapLayer layer = resultLayer(u"Result"_s);
    layer.classes[0].entry.name = u"Open\twater"_s;
    QCOMPARE(asTabSeparated(figuresOf(layer)), u"Class\tName\tPixels\tShare (%)\tArea (m²)\n"
                                               "1\tOpen water\t1000\t10.5263\t100000.00\n"
                                               "2\tForest\t6000\t63.1579\t600000.00\n"
                                               "5\tBuilt-up\t2500\t26.3158\t250000.00\n"
                                               "\tNoData\t500\t\t\n"_s);
}

void TestLegendModel::csvQuotes()
{
    MapLayer layer = resultLayer(u"Result"_s);
    layer.classes.resize(1);
    layer.classes[0].entry.name = u"Water, \"open\""_s;
    layer.classes[0].squareMetres.reset();
    layer.nodataPixels = 0;
    QCOMPARE(asCsv(figuresOf(layer)),
             u"Class,Name,Pixels,Share (%),Area (m²)\r\n1,\"Water, \"\"open\"\"\",1000,100.0000,\r\n"_s);
}

QTEST_MAIN(TestLegendModel)
#include "tst_legend_model.moc"
