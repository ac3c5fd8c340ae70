#include "core/base/error.h"
#include "core/inference/output_map.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

using Shape = std::vector<int>;
using Shapes = std::vector<std::vector<int>>;

Q_DECLARE_METATYPE(Shapes)
Q_DECLARE_METATYPE(pixelscape::OutputMap)

namespace {

/// The likeliest map of that size for one tile.
std::optional<OutputMap> likeliestMap(const std::vector<TensorView> &outputs, Size size, int classCount)
{
    const std::vector<OutputMap> maps = findOutputMaps(outputs, {1, size, classCount});
    return maps.empty() ? std::nullopt : std::optional(maps.front());
}

/// Outputs of these shapes; where the scores stand does not depend on the scores.
std::vector<TensorView> outputsOf(const Shapes &shapes)
{
    std::vector<TensorView> outputs;
    for (const Shape &shape : shapes)
        outputs.push_back({shape, {}});
    return outputs;
}

} // namespace

class TestOutputMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheMap_data()
    {
        QTest::addColumn<Shapes>("shapes");
        QTest::addColumn<OutputMap>("map");
        // The tile is 10 wide and 8 high, the model has 3 classes.
        const Size tile{10, 8};
        QTest::newRow("channels first") << Shapes{{1, 3, 8, 10}} << OutputMap{0, 3, tile, 80, 1};
        QTest::newRow("channels last") << Shapes{{1, 8, 10, 3}} << OutputMap{0, 3, tile, 1, 3};
        QTest::newRow("channels first, no batch") << Shapes{{4, 8, 10}} << OutputMap{0, 4, tile, 80, 1};
        QTest::newRow("channels last, no batch") << Shapes{{8, 10, 4}} << OutputMap{0, 4, tile, 1, 4};
        QTest::newRow("a count of channels that fits no rule")
            << Shapes{{1, 17, 8, 10}} << OutputMap{0, 17, tile, 80, 1};
        QTest::newRow("one channel first") << Shapes{{1, 1, 8, 10}} << OutputMap{0, 1, tile, 80, 1};
        QTest::newRow("one channel last") << Shapes{{1, 8, 10, 1}} << OutputMap{0, 1, tile, 1, 1};
        QTest::newRow("no channel axis") << Shapes{{1, 8, 10}} << OutputMap{0, 1, tile, 80, 1};
        QTest::newRow("no batch, no channel axis") << Shapes{{8, 10}} << OutputMap{0, 1, tile, 80, 1};
        QTest::newRow("as many channels as rows") << Shapes{{1, 8, 8, 10}} << OutputMap{0, 8, tile, 80, 1};
        QTest::newRow("the second output") << Shapes{{1, 10}, {1, 3, 8, 10}} << OutputMap{1, 3, tile, 80, 1};
        QTest::newRow("a small map, then the map")
            << Shapes{{1, 3, 4, 5}, {1, 8, 10, 3}} << OutputMap{1, 3, tile, 1, 3};
        QTest::newRow("the first of two that fit")
            << Shapes{{1, 4, 8, 10}, {1, 3, 8, 10}} << OutputMap{0, 4, tile, 80, 1};
        QTest::newRow("the first of two that do not fit")
            << Shapes{{1, 7, 8, 10}, {1, 2, 8, 10}} << OutputMap{0, 7, tile, 80, 1};
        QTest::newRow("features before the map")
            << Shapes{{1, 64, 8, 10}, {1, 3, 8, 10}} << OutputMap{1, 3, tile, 80, 1};
        QTest::newRow("all pixels in one row") << Shapes{{1, 80, 3}} << OutputMap{0, 3, tile, 1, 3};
        QTest::newRow("all pixels in one row, channels first") << Shapes{{1, 3, 80}} << OutputMap{0, 3, tile, 80, 1};
        QTest::newRow("another axis of one") << Shapes{{1, 1, 3, 8, 10}} << OutputMap{0, 3, tile, 80, 1};
    }

    void findsTheMap()
    {
        QFETCH(Shapes, shapes);
        QFETCH(OutputMap, map);
        QCOMPARE(likeliestMap(outputsOf(shapes), {10, 8}, 3), std::optional(map));
    }

    void nothingElseIsAMap_data()
    {
        QTest::addColumn<Shapes>("shapes");
        QTest::newRow("no output") << Shapes{};
        QTest::newRow("a classifier") << Shapes{{1, 10}};
        QTest::newRow("a detector") << Shapes{{1, 8400, 85}};
        QTest::newRow("width and height swapped") << Shapes{{1, 3, 10, 8}};
        QTest::newRow("one row less") << Shapes{{1, 3, 7, 10}};
        QTest::newRow("one column less, channels last") << Shapes{{1, 8, 9, 3}};
        QTest::newRow("a batch of two") << Shapes{{2, 3, 8, 10}};
        QTest::newRow("boxes of anchors") << Shapes{{1, 3, 8, 10, 85}};
        QTest::newRow("one number") << Shapes{{1}};
    }

    void nothingElseIsAMap()
    {
        QFETCH(Shapes, shapes);
        QVERIFY(!likeliestMap(outputsOf(shapes), {10, 8}, 3));
    }

    void classesDecideWhereTheShapeLeavesTheAxisOpen()
    {
        const std::vector<TensorView> cube = outputsOf({{1, 8, 8, 8}});
        const OutputMap first{0, 8, {8, 8}, 64, 1};
        const OutputMap last{0, 8, {8, 8}, 1, 8};
        QCOMPARE(likeliestMap(cube, {8, 8}, 8), std::optional(first));
        QCOMPARE(likeliestMap(cube, {8, 8}, 7), std::optional(first));
        QCOMPARE(likeliestMap(cube, {8, 8}, 3), std::optional(last));
    }

    void sizeOfAMapThatDoesNotFit_data()
    {
        QTest::addColumn<Shapes>("shapes");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("channels first") << Shapes{{1, 3, 96, 100}} << 100 << 96;
        QTest::newRow("channels last") << Shapes{{1, 96, 100, 3}} << 100 << 96;
        QTest::newRow("channels last, square") << Shapes{{1, 100, 100, 3}} << 100 << 100;
        QTest::newRow("many channels of a small map") << Shapes{{1, 512, 8, 8}} << 8 << 8;
        QTest::newRow("small map, many channels last") << Shapes{{1, 8, 8, 512}} << 8 << 8;
        QTest::newRow("one channel") << Shapes{{1, 1, 100, 100}} << 100 << 100;
        QTest::newRow("beside a classifier") << Shapes{{1, 10}, {2, 50, 40}} << 40 << 50;
    }

    void sizeOfAMapThatDoesNotFit()
    {
        QFETCH(Shapes, shapes);
        QFETCH(int, width);
        QFETCH(int, height);
        QCOMPARE(mapSizes(outputsOf(shapes), 1), std::vector{(Size{width, height})});
    }

    void noMapOfAnySize()
    {
        QVERIFY(mapSizes(outputsOf({{1, 10}, {1, 8400, 85}, {1, 1000, 1, 1}}), 1).empty());
        QVERIFY(mapSizes({}, 1).empty());
    }

    void mapsOfABatch()
    {
        const std::vector<OutputMap> maps = findOutputMaps(outputsOf({{4, 3, 8, 10}, {4, 8, 10}}), {4, {10, 8}, 3});
        QCOMPARE(maps, (std::vector<OutputMap>{{0, 3, {10, 8}, 80, 1}, {1, 1, {10, 8}, 80, 1}}));
        QVERIFY(findOutputMaps(outputsOf({{2, 3, 8, 10}}), {4, {10, 8}, 3}).empty());
    }

    void scoresOfEachTile()
    {
        const std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        const std::vector<TensorView> outputs{{{2, 3, 1, 2}, values}};
        const OutputMap map{0, 3, {2, 1}, 2, 1};
        const ScoreMap second = scoresOfTile(outputs, map, 2, 1);
        QCOMPARE(second.values.front(), 7.0F);
        QCOMPARE(second.at(1, 0)[2 * second.channelStride], 12.0F);
        QVERIFY_THROWS_EXCEPTION(Error, scoresOfTile(outputs, map, 3, 0));
        QVERIFY_THROWS_EXCEPTION(Error, scoresOfTile({}, map, 2, 0));
    }

    void shapesAsText()
    {
        QCOMPARE(shapesText(outputsOf({{1, 9, 256, 256}, {1, 10}})), u"1x9x256x256, 1x10"_s);
        QCOMPARE(shapesText({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestOutputMap)
#include "tst_output_map.moc"
