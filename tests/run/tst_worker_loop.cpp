#include "tests/run/worker_world.h"

#include <QtTest>

#include <set>
#include <thread>

using namespace pixelscape;

namespace {

const QString nine = u"1 2 3 / 4 5 6 / 7 8 9"_s;
/// Sums of 3x3 pixels of `nine`, mirrored at its edge without repeating the edge row: at the upper left
/// 5+4+5 + 2+1+2 + 5+4+5.
const QString nineSums = u"33 36 39 / 42 45 48 / 51 54 57"_s;

} // namespace

/// The reading thread is a std::thread and nothing here crosses Qt's event loop: this test runs under the thread
/// sanitizer.
class TestWorkerLoop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edgeIsReflected();
    void edgeIsZero();
    void tileAndSectionSizeDoNotCount_data();
    void tileAndSectionSizeDoNotCount();
    void pixelsWithoutDataGetNoClass();
    void tilesWithoutDataAreSkipped();
    void sectionsWithoutDataHaveNoPixels();
    void networkThatCropsItsOwnMap();
    void bandsGoInInTheJobsOrder();
    void valuesAreScaled();
    void channelsLast();
    void windowInsideTheRaster();
    void answersComeInOrder();
    void secondsAreMeasured();
    void contractIsFoundOut();
    void rasterStaysInTheReadingThread();
};

void TestWorkerLoop::edgeIsReflected()
{
    QCOMPARE(mapOf(neighbourSumWorld(nine, 3)), nineSums);
}

void TestWorkerLoop::edgeIsZero()
{
    World world = neighbourSumWorld(nine, 3);
    world.job.edge = EdgeRule::Zero;
    QCOMPARE(mapOf(world), u"12 21 16 / 27 45 33 / 24 39 28"_s);
}

void TestWorkerLoop::tileAndSectionSizeDoNotCount_data()
{
    QTest::addColumn<int>("tile");
    QTest::addColumn<int>("tilesPerSection");
    for (const int tile : {3, 4, 5, 9})
        for (const int tilesPerSection : {1, 2, 9})
            QTest::addRow("tile %d, %d a section", tile, tilesPerSection) << tile << tilesPerSection;
}

void TestWorkerLoop::tileAndSectionSizeDoNotCount()
{
    QFETCH(int, tile);
    QFETCH(int, tilesPerSection);
    QCOMPARE(mapOf(neighbourSumWorld(nine, tile, tilesPerSection)), nineSums);
}

/// The pixel counts as 0 to its neighbours: 33 - 4*5, 36 - 2*5, and so on.
void TestWorkerLoop::pixelsWithoutDataGetNoClass()
{
    const World world = neighbourSumWorld(u"1 2 3 / 4 - 6 / 7 8 9"_s, 3);
    QCOMPARE(mapOf(world), u"13 26 19 / 32 - 38 / 31 44 37"_s);
    const std::vector<Frame> results = framesOf(FrameType::SectionResult, world.answers());
    int skipped = 0;
    for (const Frame &frame : results)
        skipped += resultFrom(frame).tilesSkipped;
    QCOMPARE(skipped, 1); // tiles of one pixel each: the middle one has nothing to write
}

void TestWorkerLoop::tilesWithoutDataAreSkipped()
{
    World world = labelWorld(u"1 2 - - 5 - / 7 8 - - - -"_s, 2, 0, 3);
    int calls = 0;
    world.network = [&calls](const TensorView &input) {
        ++calls;
        return identityNetwork()(input);
    };
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(mapText(world.plan, sent), u"1 2 - - 5 - / 7 8 - - - -"_s);
    QCOMPARE(calls, 2);
    const std::vector<Frame> results = framesOf(FrameType::SectionResult, sent);
    QCOMPARE(results.size(), std::size_t(1));
    QCOMPARE(resultFrom(results.front()).tilesSkipped, 1);
}

void TestWorkerLoop::sectionsWithoutDataHaveNoPixels()
{
    const World world = labelWorld(u"1 2 - - / 7 8 - -"_s, 2, 0, 1);
    const std::vector<Frame> results = framesOf(FrameType::SectionResult, world.answers());
    QCOMPARE(results.size(), std::size_t(2));
    QVERIFY(!resultFrom(results.front()).compressedValues.isEmpty());
    QVERIFY(resultFrom(results.back()).compressedValues.isEmpty());
    QCOMPARE(resultFrom(results.back()).tilesSkipped, 1);
}

void TestWorkerLoop::networkThatCropsItsOwnMap()
{
    World world = labelWorld(nine, 4, 0);
    world.network = croppedNeighbourSumNetwork();
    world.job.contract = labelContract({2, 2});
    world.job.contract->tile = world.job.tile;
    world.job.contract->reading.margin = 1;
    world.plan = TilePlan({0, 0, 3, 3}, {{4, 4}, 0, 1, 1, 0});
    QCOMPARE(mapOf(world), nineSums);
}

/// Of equal scores the lower channel wins.
void TestWorkerLoop::bandsGoInInTheJobsOrder()
{
    World world = labelWorld(u"5 1 3"_s, 4, 0);
    world.bands = QStringList{u"5 1 3"_s, u"9 9 9"_s, u"2 4 3"_s};
    world.definition = definitionWith({10, 20});
    world.job.contract = scoresContract({4, 4}, 2);
    world.job.bands = {0, 2};
    world.job.scaling = {{}, {}};
    QCOMPARE(mapOf(world), u"10 20 10"_s);
    world.job.bands = {2, 0};
    QCOMPARE(mapOf(world), u"20 10 10"_s);
}

/// (v - 10) / 2, then (s - 1) / 0.5: 12, 14, 20 become 0, 2, 8.
void TestWorkerLoop::valuesAreScaled()
{
    World world = labelWorld(u"12 14 20"_s, 4, 0);
    world.job.scaling = {{10, 12, 1, 0.5}};
    QCOMPARE(mapOf(world), u"0 2 8"_s);
}

void TestWorkerLoop::channelsLast()
{
    World world = labelWorld(u"5 1"_s, 2, 0);
    world.bands = QStringList{u"5 1"_s, u"2 4"_s};
    world.definition = definitionWith({10, 20});
    world.job.bands = {0, 1};
    world.job.scaling = {{}, {}};
    NetworkContract contract;
    contract.tile = world.job.tile;
    contract.inputLayout = TensorLayout::ChannelsLast;
    contract.reading.map = {0, 2, {2, 2}, 1, 2};
    contract.scores = {2, false, false};
    world.job.contract = contract;
    std::vector<int> shape;
    std::vector<float> values;
    world.network = [&](const TensorView &input) {
        shape = input.shape;
        values = {input.values.begin(), input.values.end()};
        return identityNetwork()(input);
    };
    QCOMPARE(mapOf(world), u"10 20"_s);
    QVERIFY((shape == std::vector<int>{1, 2, 2, 2}));
    // The second row is the mirror image of the only one.
    QVERIFY((values == std::vector<float>{5, 2, 1, 4, 5, 2, 1, 4}));
}

/// The network sees the pixels around the window, not a reflection at its edge.
void TestWorkerLoop::windowInsideTheRaster()
{
    World world = neighbourSumWorld(u"0 0 0 0 / 0 1 2 0 / 0 4 5 9 / 0 0 0 0"_s, 4);
    world.plan = TilePlan({1, 1, 2, 2}, {{4, 4}, 1, 0, 1, 0});
    QCOMPARE(mapOf(world), u"12 21 / 12 21"_s);
}

void TestWorkerLoop::answersComeInOrder()
{
    const World world = neighbourSumWorld(nine, 3, 1);
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(sent.size(), std::size_t(2 + 9));
    QVERIFY(sent[0].type == FrameType::Hello);
    QVERIFY(sent[1].type == FrameType::Ready);
    for (int id = 0; id < 9; ++id) {
        QVERIFY(sent[std::size_t(2 + id)].type == FrameType::SectionResult);
        QCOMPARE(resultFrom(sent[std::size_t(2 + id)]).id, id);
    }
    QCOMPARE(readyFrom(sent[1]).engine.name, u"fake"_s);
}

void TestWorkerLoop::secondsAreMeasured()
{
    World world = labelWorld(nine, 3, 0);
    world.network = [](const TensorView &input) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return identityNetwork()(input);
    };
    const std::vector<Frame> results = framesOf(FrameType::SectionResult, world.answers());
    QCOMPARE(results.size(), std::size_t(1));
    const WorkSeconds seconds = resultFrom(results.front()).seconds;
    QVERIFY(seconds.inference >= 0.02);
    QVERIFY(seconds.read > 0);
}

/// A ramp of 70 x 70 pixels, so that a shifted tile shows something else.
void TestWorkerLoop::contractIsFoundOut()
{
    QStringList rows;
    for (int y = 0; y < 70; ++y) {
        QStringList row;
        for (int x = 0; x < 70; ++x)
            row << QString::number((x * 7 + y * 13) % 50);
        rows << row.join(u' ');
    }
    World world = labelWorld(rows.join(u'/'), 64, 8);
    world.network = blockMeanNetwork(2, 25);
    world.definition = definitionWith({1, 2});
    world.job.contract.reset();
    world.plan = TilePlan();
    const std::vector<Frame> sent = world.answers({jobFrame(world.job)});
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(sent[1].type == FrameType::Ready);
    const NetworkContract contract = readyFrom(sent[1]).contract;
    QCOMPARE(contract.stride, 2);
    QCOMPARE(contract.margin(), 0);
    QCOMPARE(contract.scores.channels, 2);
    QVERIFY(!contract.scores.probabilities);
    QVERIFY(contract.reading.map.size == (Size{64, 64}));
    QVERIFY(contract.inputLayout == TensorLayout::ChannelsFirst);
}

/// GDAL's handles may not cross threads.
void TestWorkerLoop::rasterStaysInTheReadingThread()
{
    struct WatchedSource : MemoryRasterSource
    {
        WatchedSource(const QStringList &bands, std::vector<std::thread::id> &where)
            : MemoryRasterSource(bands), m_where(where)
        {
            m_where.push_back(std::this_thread::get_id());
        }
        ~WatchedSource() override { m_where.push_back(std::this_thread::get_id()); }
        Q_DISABLE_COPY_MOVE(WatchedSource)
        void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
                  std::span<std::uint8_t> valid) override
        {
            m_where.push_back(std::this_thread::get_id());
            MemoryRasterSource::read(window, bands, pixels, valid);
        }
        std::vector<std::thread::id> &m_where;
    };
    const World world = neighbourSumWorld(nine, 3, 1);
    std::vector<Frame> sent;
    std::vector<std::thread::id> where;
    WorkerTools tools = world.tools(world.orders(), sent);
    tools.openRaster = [&](const WorkerJob &) { return std::make_unique<WatchedSource>(world.bands, where); };
    runWorkerLoop(tools);
    QCOMPARE(where.size(), std::size_t(1 + 9 + 1)); // opened once, read nine times, closed once
    QCOMPARE(std::set(where.begin(), where.end()).size(), std::size_t(1));
    QVERIFY(where.front() != std::this_thread::get_id());
}

QTEST_GUILESS_MAIN(TestWorkerLoop)
#include "tst_worker_loop.moc"
