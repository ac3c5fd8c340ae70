#include "core/base/error.h"
#include "tests/run/worker_world.h"

#include <QtTest>

#include <new>

using namespace pixelscape;

namespace {

const QString nine = u"1 2 3 / 4 5 6 / 7 8 9"_s;

} // namespace

/// The reading thread is a std::thread and nothing here crosses Qt's event loop: this test runs under the thread
/// sanitizer.
class TestWorkerLoopFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedRasterFailsItsSection();
    void rasterThatCannotBeOpenedFailsEverySection();
    void engineFailureFailsItsSection();
    void memoryShortageFailsItsSection();
    void anotherShapeLaterFailsItsSection();
    void unknownLabelFailsItsSection();
    void refusedModel();
    void tooLittleMemoryForTheModel();
    void classesThatDoNotFitTheNetwork();
    void networkWithoutNumbersIsRefused();
    void endOfInputEndsIt();
    void damagedOrderEndsIt();
};

void TestWorkerLoopFailures::damagedRasterFailsItsSection()
{
    World world = labelWorld(u"1 2 3 4 / 5 6 7 8"_s, 2, 0, 1);
    world.plan = TilePlan({0, 0, 4, 2}, {{2, 1}, 0, 0, 1, 2});
    world.job.tile = {2, 1};
    world.job.contract = labelContract({2, 1});
    world.prepareRaster = [](MemoryRasterSource &source) {
        source.damage(2, 0, u"memory.tif cannot be read at row 1; copy it again."_s);
    };
    const std::vector<Frame> sent = world.answers();
    // The first tile of the first section was read, the second was not.
    QCOMPARE(mapText(world.plan, sent), u"? ? ? ? / 5 6 7 8"_s);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(1));
    const WorkerComplaint complaint = complaintFrom(failures.front());
    QCOMPARE(complaint.id, 0);
    QCOMPARE(complaint.field, u"inputRaster"_s);
    QCOMPARE(complaint.sentence, u"memory.tif cannot be read at row 1; copy it again."_s);
}

void TestWorkerLoopFailures::rasterThatCannotBeOpenedFailsEverySection()
{
    const World world = neighbourSumWorld(nine, 3, 3);
    std::vector<Frame> sent;
    WorkerTools tools = world.tools(world.orders(), sent);
    tools.openRaster = [](const WorkerJob &) -> std::unique_ptr<RasterSource> { throw Error(u"It is gone."_s); };
    runWorkerLoop(tools);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(3));
    for (int id = 0; id < 3; ++id) {
        QCOMPARE(complaintFrom(failures[std::size_t(id)]).id, id);
        QCOMPARE(complaintFrom(failures[std::size_t(id)]).sentence, u"It is gone."_s);
    }
}

void TestWorkerLoopFailures::engineFailureFailsItsSection()
{
    World world = labelWorld(u"1 2 99 4 5 6"_s, 1, 0, 2);
    world.network = [](const TensorView &input) {
        if (input.values.front() == 99)
            throw Error(u"The engine broke."_s);
        return identityNetwork()(input);
    };
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(mapText(world.plan, sent), u"1 2 ? ? 5 6"_s);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(1));
    QCOMPARE(complaintFrom(failures.front()).id, 1);
    QCOMPARE(complaintFrom(failures.front()).field, u"model"_s);
    QCOMPARE(complaintFrom(failures.front()).sentence, u"The engine broke."_s);
}

void TestWorkerLoopFailures::memoryShortageFailsItsSection()
{
    World world = labelWorld(u"1 2 99 4"_s, 1, 0, 2);
    world.network = [](const TensorView &input) -> FakeOutput {
        if (input.values.front() == 99)
            throw std::bad_alloc();
        return identityNetwork()(input);
    };
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(mapText(world.plan, sent), u"1 2 ? ?"_s);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(1));
    QVERIFY(complaintFrom(failures.front()).sentence.contains(u"memory"_s));
}

void TestWorkerLoopFailures::anotherShapeLaterFailsItsSection()
{
    World world = labelWorld(u"1 2 3 4"_s, 2, 0, 1);
    world.network = shrinkingNetwork(identityNetwork(), 1);
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(mapText(world.plan, sent), u"1 2 ? ?"_s);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(1));
    QVERIFY(complaintFrom(failures.front()).sentence.contains(u"1x1x1x2"_s));
}

void TestWorkerLoopFailures::unknownLabelFailsItsSection()
{
    World world = labelWorld(u"1 2 7 2"_s, 2, 0, 1);
    world.definition = definitionWith({1, 2});
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(mapText(world.plan, sent), u"1 2 ? ?"_s);
    const std::vector<Frame> failures = framesOf(FrameType::SectionFailed, sent);
    QCOMPARE(failures.size(), std::size_t(1));
    QVERIFY(complaintFrom(failures.front()).sentence.contains(u"class value 7"_s));
}

void TestWorkerLoopFailures::refusedModel()
{
    const World world = neighbourSumWorld(nine, 3);
    std::vector<Frame> sent;
    WorkerTools tools = world.tools(world.orders(), sent);
    tools.openNetwork = [](const WorkerJob &) -> OpenedNetwork { throw Error(u"fake.onnx is damaged."_s); };
    runWorkerLoop(tools);
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(sent[1].type == FrameType::Refused);
    QCOMPARE(complaintFrom(sent[1]).id, -1);
    QCOMPARE(complaintFrom(sent[1]).field, u"model"_s);
    QCOMPARE(complaintFrom(sent[1]).sentence, u"fake.onnx is damaged."_s);
}

void TestWorkerLoopFailures::tooLittleMemoryForTheModel()
{
    World world = neighbourSumWorld(nine, 3);
    world.job.model = u"cloud.dlpk"_s;
    std::vector<Frame> sent;
    WorkerTools tools = world.tools(world.orders(), sent);
    tools.openNetwork = [](const WorkerJob &) -> OpenedNetwork { throw std::bad_alloc(); };
    runWorkerLoop(tools);
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(sent[1].type == FrameType::Refused);
    const QString sentence = complaintFrom(sent[1]).sentence;
    QVERIFY2(sentence.contains(u"cloud.dlpk"_s) && sentence.contains(u"3x3"_s), qPrintable(sentence));
}

void TestWorkerLoopFailures::classesThatDoNotFitTheNetwork()
{
    World world = labelWorld(nine, 3, 0);
    world.definition = definitionWith({1, 2, 3, 4, 5});
    world.job.contract = scoresContract({3, 3}, 3);
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(sent[1].type == FrameType::Refused);
    QVERIFY(complaintFrom(sent[1]).sentence.contains(u"3 channels"_s));
    QVERIFY(complaintFrom(sent[1]).sentence.contains(u"5 classes"_s));
}

void TestWorkerLoopFailures::networkWithoutNumbersIsRefused()
{
    World world = labelWorld(nine, 8, 0);
    world.network = notANumberNetwork();
    world.definition = definitionWith({1, 2});
    world.job.contract.reset();
    const std::vector<Frame> sent = world.answers();
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(sent[1].type == FrameType::Refused);
    QVERIFY(complaintFrom(sent[1]).sentence.contains(u"not finite"_s));
}

void TestWorkerLoopFailures::endOfInputEndsIt()
{
    const World world = neighbourSumWorld(nine, 3);
    const std::vector<Frame> unasked = world.answers({});
    QCOMPARE(unasked.size(), std::size_t(1));
    QVERIFY(unasked[0].type == FrameType::Hello);
    QCOMPARE(protocolVersionFrom(unasked[0]), protocolVersion);
    const std::vector<Frame> unused = world.answers({jobFrame(world.job)});
    QCOMPARE(unused.size(), std::size_t(2));
    QVERIFY(unused[1].type == FrameType::Ready);
}

void TestWorkerLoopFailures::damagedOrderEndsIt()
{
    const World world = neighbourSumWorld(nine, 3, 9);
    const std::vector<Frame> sent = world.answers({jobFrame(world.job),
                                                   orderFrame(world.plan.section(0)),
                                                   {FrameType::SectionOrder, "{}"_ba},
                                                   orderFrame(world.plan.section(1))});
    QCOMPARE(framesOf(FrameType::SectionResult, sent).size(), std::size_t(1));
    QVERIFY(sent.back().type == FrameType::SectionResult);
}

QTEST_GUILESS_MAIN(TestWorkerLoopFailures)
#include "tst_worker_loop_failures.moc"
