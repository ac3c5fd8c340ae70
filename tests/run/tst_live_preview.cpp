#include "core/run/live_preview.h"
#include "tests/run/packed_section.h"
#include "tests/support/result_samples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

constexpr int width = 70;
constexpr int height = 50;
constexpr PixelRect window{3, 5, width, height};

/// Class value of a pixel of the input: of three classes, or no data.
std::int64_t valueAt(int x, int y)
{
    constexpr std::int64_t values[] = {7, 200, -3, 255};
    return values[(x * 5 + y * 3 + x * y / 7) % 4];
}

/// Place of a value in the legend below, or no data.
std::uint16_t codeAt(int x, int y)
{
    constexpr std::uint16_t codes[] = {2, 0, 1, LiveMap::nodata};
    return codes[(x * 5 + y * 3 + x * y / 7) % 4];
}

/// A run's output in a folder of its own, with a window that begins inside the input's tiles.
struct Run
{
    QTemporaryDir folder;
    TilePlan plan{window, {{16, 16}, 2, 0, 1, 2}};
    ResultDescription description;
    std::unique_ptr<RunOutput> output;

    Run()
    {
        description.grid = {window, {{500000, 10, 0, 5400000, 0, -10}}, true, {}};
        description.legend = {{200, u"Two hundred"_s, {}}, {-3, u"Minus three"_s, {}}, {7, u"Seven"_s, {}}};
        description.format = {ResultType::Int16, 255};
        open();
    }

    void open()
    {
        output.reset();
        output =
            std::make_unique<RunOutput>(folder.filePath(u"classes.tif"_s), plan, description, "identity"_ba, false);
    }

    QByteArray section(int id) const
    {
        const PixelRect write = plan.section(id).write;
        std::vector<std::int64_t> values;
        for (int y = write.y; y < write.bottom(); ++y)
            for (int x = write.x; x < write.right(); ++x)
                values.push_back(valueAt(x, y));
        return packedSection(values, description.format, write.width);
    }
};

/// The reduced map as somebody who looks on puts it together.
struct Picture
{
    LiveMap map;
    std::vector<std::uint16_t> codes;
    std::vector<ClassShare> classes;
    std::int64_t nodata = 0;
    bool overlaps = false;

    explicit Picture(const LiveMap &liveMap) : map(liveMap), codes(std::size_t(liveMap.size.area()), LiveMap::notYet) {}

    void take(const LiveUpdate &update)
    {
        for (const LivePiece &piece : update.pieces) {
            std::size_t from = 0;
            for (int y = piece.place.y; y < piece.place.bottom(); ++y)
                for (int x = piece.place.x; x < piece.place.right(); ++x) {
                    std::uint16_t &code = codes[std::size_t(y) * std::size_t(map.size.width) + std::size_t(x)];
                    overlaps = overlaps || code != LiveMap::notYet;
                    code = piece.codes[from++];
                }
        }
        classes = update.classes;
        nodata = update.nodataPixels;
    }
};

} // namespace

class TestLivePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reductionKeepsTheMapSmall_data();
    void reductionKeepsTheMapSmall();
    void mapIsOfTheGrid();
    void piecesMakeTheWholeMap_data();
    void piecesMakeTheWholeMap();
    void countsAllThatIsFinished();
    void sectionsOfAnEarlierRunAreTakenUp();
    void catchUpStopsWhenToldTo();
    void damagedSectionIsLeftOut();
    void updatesAreSparse();
};

void TestLivePreview::reductionKeepsTheMapSmall_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("reduction");
    QTest::newRow("one pixel") << 1 << 1 << 1;
    QTest::newRow("just small enough") << 5000 << 4000 << 1;
    QTest::newRow("just too large") << 5000 << 4001 << 2;
    QTest::newRow("20,000 x 20,000") << 20000 << 20000 << 5; // 4000 x 4000; at 4 it would be 25 million
    QTest::newRow("a strip") << 100'000'000 << 1 << 5;
}

void TestLivePreview::reductionKeepsTheMapSmall()
{
    QFETCH(int, columns);
    QFETCH(int, rows);
    QTEST(liveReduction({columns, rows}), "reduction");
}

void TestLivePreview::mapIsOfTheGrid()
{
    Run run;
    const LivePreview preview(run.plan, run.description, *run.output, 4);
    QCOMPARE(preview.map().reduction, 4);
    QCOMPARE(preview.map().size, (Size{18, 13}));
    QCOMPARE(preview.map().grid.window, window);
    QCOMPARE(preview.map().legend, run.description.legend);
    QCOMPARE(LivePreview(run.plan, run.description, *run.output).map().reduction, 1);
}

void TestLivePreview::piecesMakeTheWholeMap_data()
{
    QTest::addColumn<int>("reduction");
    for (const int reduction : {1, 2, 3, 5, 12, 13, 40, 70})
        QTest::addRow("%d", reduction) << reduction;
}

/// Section borders are at multiples of 12 of the input, the lattice of the reduction begins at (3, 5).
void TestLivePreview::piecesMakeTheWholeMap()
{
    QFETCH(int, reduction);
    Run run;
    LivePreview preview(run.plan, run.description, *run.output, reduction);
    Picture picture(preview.map());
    connect(&preview, &LivePreview::painted, this, [&](const LiveUpdate &update) { picture.take(update); });
    for (int id = run.plan.sectionCount() - 1; id >= 0; --id) // in any order
        preview.add(id, run.section(id));
    preview.finish(nullptr);
    QVERIFY(!picture.overlaps);
    std::size_t at = 0;
    for (int y = window.y; y < window.bottom(); y += reduction)
        for (int x = window.x; x < window.right(); x += reduction)
            QCOMPARE(picture.codes.at(at++), codeAt(x, y));
    QCOMPARE(at, picture.codes.size());
}

void TestLivePreview::countsAllThatIsFinished()
{
    Run run;
    LivePreview preview(run.plan, run.description, *run.output, 3);
    Picture picture(preview.map());
    connect(&preview, &LivePreview::painted, this, [&](const LiveUpdate &update) { picture.take(update); });
    std::map<std::int64_t, std::int64_t> expected;
    for (const int id : {7, 2, 11}) { // none of them ends a row of sections
        preview.add(id, run.section(id));
        const PixelRect write = run.plan.section(id).write;
        for (int y = write.y; y < write.bottom(); ++y)
            for (int x = write.x; x < write.right(); ++x)
                ++expected[valueAt(x, y)];
    }
    QTRY_COMPARE(picture.classes.size(), std::size_t(3));
    QCOMPARE(picture.classes[0].entry.name, u"Two hundred"_s);
    for (const ClassShare &share : picture.classes) {
        QCOMPARE(share.pixels, expected.at(share.entry.value));
        QVERIFY(!share.squareMetres); // no coordinate system
    }
    QCOMPARE(picture.nodata, expected.at(255));
}

void TestLivePreview::sectionsOfAnEarlierRunAreTakenUp()
{
    Run run;
    const std::vector<int> earlier{1, 2, 8};
    for (const int id : earlier)
        run.output->take(id, {run.section(id), {}}, {});
    run.open();
    LivePreview preview(run.plan, run.description, *run.output, 1);
    Picture picture(preview.map());
    connect(&preview, &LivePreview::painted, this, [&](const LiveUpdate &update) { picture.take(update); });
    preview.start();
    std::int64_t pixels = 0;
    for (const int id : earlier)
        pixels += run.plan.section(id).write.area();
    const auto painted = [&] {
        return std::ranges::count_if(picture.codes, [](auto c) { return c != LiveMap::notYet; });
    };
    QTRY_COMPARE(painted(), pixels);
    for (const int id : earlier) {
        const PixelRect write = run.plan.section(id).write;
        const auto at = std::size_t(write.y - window.y) * width + std::size_t(write.x - window.x);
        QCOMPARE(picture.codes[at], codeAt(write.x, write.y));
    }
}

void TestLivePreview::catchUpStopsWhenToldTo()
{
    Run run;
    for (int id = 0; id < run.plan.sectionCount(); ++id)
        run.output->take(id, {run.section(id), {}}, {});
    LivePreview preview(run.plan, run.description, *run.output, 1);
    preview.start();
    int asked = 0;
    QVERIFY_THROWS_EXCEPTION(Cancelled, preview.catchUp([&] { return ++asked < 4; }));
    QCOMPARE(asked, 4);
    Picture picture(preview.map());
    connect(&preview, &LivePreview::painted, this, [&](const LiveUpdate &update) { picture.take(update); });
    preview.finish(nullptr);
    QCOMPARE(std::ranges::count_if(picture.codes, [](auto code) { return code != LiveMap::notYet; }),
             run.plan.section(0).write.area() + run.plan.section(1).write.area() + run.plan.section(2).write.area());
    preview.catchUp({});
    preview.finish(nullptr);
    QVERIFY(std::ranges::find(picture.codes, LiveMap::notYet) == picture.codes.end());
}

void TestLivePreview::damagedSectionIsLeftOut()
{
    Run run;
    LivePreview preview(run.plan, run.description, *run.output, 1);
    QSignalSpy painted(&preview, &LivePreview::painted);
    preview.add(0, packBands("too short"_ba, 9));
    preview.finish(nullptr);
    QCOMPARE(painted.size(), 1);
    QVERIFY(painted[0][0].value<LiveUpdate>().pieces.empty());
}

void TestLivePreview::updatesAreSparse()
{
    Run run;
    LivePreview preview(run.plan, run.description, *run.output, 1);
    std::vector<double> times;
    std::size_t pieces = 0;
    Stopwatch watch;
    connect(&preview, &LivePreview::painted, this, [&](const LiveUpdate &update) {
        times.push_back(watch.seconds());
        pieces += update.pieces.size();
    });
    for (int id = 0; id < run.plan.sectionCount(); ++id) {
        preview.add(id, run.section(id));
        QTest::qWait(20);
    }
    QTRY_COMPARE(pieces, std::size_t(run.plan.sectionCount())); // the last one without another event
    QVERIFY(times.size() >= 2);
    for (std::size_t i = 1; i < times.size(); ++i)
        QVERIFY2(times[i] - times[i - 1] > 0.095, qPrintable(QString::number(times[i] - times[i - 1])));
}

QTEST_GUILESS_MAIN(TestLivePreview)
#include "tst_live_preview.moc"
