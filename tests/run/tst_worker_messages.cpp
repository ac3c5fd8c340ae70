#include "core/run/worker_messages.h"

#include "core/base/error.h"

#include <QtTest>

#include <functional>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

NetworkContract someContract()
{
    NetworkContract contract;
    contract.inputLayout = TensorLayout::ChannelsLast;
    contract.reading.map = {2, 9, {300, 200}, 1, 9};
    contract.reading.margin = 46;
    contract.stride = 32;
    contract.scores = {9, true, false};
    contract.tileSeconds = 0.375;
    return contract;
}

void compareContracts(const NetworkContract &actual, const NetworkContract &expected)
{
    QVERIFY(actual.inputLayout == expected.inputLayout);
    QVERIFY(actual.reading == expected.reading);
    QCOMPARE(actual.margin(), expected.margin());
    QCOMPARE(actual.stride, expected.stride);
    QCOMPARE(actual.scores.channels, expected.scores.channels);
    QCOMPARE(actual.scores.probabilities, expected.scores.probabilities);
    QCOMPARE(actual.scores.integral, expected.scores.integral);
    QCOMPARE(actual.tileSeconds, expected.tileSeconds);
}

WorkerJob fullJob()
{
    WorkerJob job;
    job.inputRaster = u"/vsizip/Überflug \"7\".zip/ortho.tif"_s;
    job.model = u"models\\cloud.dlpk"_s;
    job.modelRoot = u"/models/für alle"_s;
    job.modelFingerprint = u"9f86d081"_s;
    job.ground = u"1b4f0e98/"_s;
    job.engine = u"opencv"_s;
    job.device = Device::Gpu;
    job.bands = {3, 0, 2};
    job.scaling = {{0, 255, 0.485, 0.229}, {-5.5, 1e6, 0, 1}, {}};
    job.tile = {512, 256};
    job.padding = 128;
    job.tilesPerSection = 17;
    job.edge = EdgeRule::Zero;
    job.decision = {true, 0.1};
    job.batchSize = 4;
    job.augmentation = {true, MergePolicy::Minimum, ImageSpace::Pixel};
    job.blend = Blend::Hann;
    job.probabilityRaster = true;
    job.mostCacheBytes = std::int64_t(5) << 32;
    job.window = {-7, 12, 512, 256};
    job.growth = TileGrowth{3, std::int64_t(7) << 32, 2.5, {2304, 1280}};
    job.contract = someContract();
    return job;
}

const SectionResult someResult{
    7, 3, {0.5, 0.25, 2, 0.125, 1}, QByteArray("\x00\x7b\xff{", 4), QByteArray("\x00}\x01", 3)};
const Section someSection{41, {100, 200, 64, 32}, {{92, 192, {100, 200, 32, 32}}, {124, -8, {132, 200, 32, 32}}}};

struct Reader
{
    const char *name;
    Frame frame;
    std::function<void(const Frame &)> read;
};

std::vector<Reader> readers()
{
    return {
        {"hello", helloFrame(), [](const Frame &frame) { protocolVersionFrom(frame); }},
        {"job", jobFrame(fullJob()), [](const Frame &frame) { jobFrom(frame); }},
        {"ready", readyFrame({{u"opencv"_s, u"4.6"_s, u"CPU"_s, u"f32"_s}, someContract(), {}}),
         [](const Frame &frame) { readyFrom(frame); }},
        {"order", orderFrame(someSection), [](const Frame &frame) { orderFrom(frame); }},
        {"result", resultFrame(someResult), [](const Frame &frame) { resultFrom(frame); }},
        {"complaint", failedFrame({3, u"model"_s, u"It broke."_s}), [](const Frame &frame) { complaintFrom(frame); }}};
}

/// Whether the payload was read or refused with Error; anything else that is thrown ends the test.
bool isRefused(const Reader &reader, const QByteArray &payload)
{
    try {
        reader.read({reader.frame.type, payload});
    } catch (const Error &) {
        return true;
    }
    return false;
}

} // namespace

class TestWorkerMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hello();
    void job();
    void jobWithoutOptionalMembers();
    void oneOfTwoDecisions();
    void ready();
    void order();
    void result();
    void resultWithoutValues();
    void complaints();
    void cutPayloadsAreRefused();
    void changedPayloadsAreReadOrRefused();
    void foreignPayloadsAreRefused();
    void resultWhoseLengthLies();
    void secondsAdd();
};

void TestWorkerMessages::hello()
{
    QVERIFY(helloFrame().type == FrameType::Hello);
    QCOMPARE(protocolVersionFrom(helloFrame()), protocolVersion);
    QCOMPARE(protocolVersionFrom({FrameType::Hello, "{\"protocol\": 99}"_ba}), 99);
}

void TestWorkerMessages::job()
{
    const Frame frame = jobFrame(fullJob());
    QVERIFY(frame.type == FrameType::Job);
    const WorkerJob job = jobFrom(frame);
    const WorkerJob expected = fullJob();
    QCOMPARE(job.inputRaster, expected.inputRaster);
    QCOMPARE(job.model, expected.model);
    QCOMPARE(job.modelRoot, expected.modelRoot);
    QCOMPARE(job.modelFingerprint, expected.modelFingerprint);
    QCOMPARE(job.ground, expected.ground);
    QCOMPARE(job.engine, expected.engine);
    QVERIFY(job.device == Device::Gpu);
    QVERIFY(job.bands == expected.bands);
    QVERIFY(job.scaling == expected.scaling);
    QVERIFY(job.tile == expected.tile);
    QCOMPARE(job.padding, 128);
    QCOMPARE(job.tilesPerSection, 17);
    QVERIFY(job.edge == EdgeRule::Zero);
    QCOMPARE(job.decision.predictBackground.value(), true);
    QCOMPARE(job.decision.threshold.value(), 0.1);
    QCOMPARE(job.batchSize, 4);
    QVERIFY(job.augmentation == expected.augmentation);
    QVERIFY(job.blend == Blend::Hann);
    QVERIFY(job.probabilityRaster);
    QCOMPARE(job.mostCacheBytes, expected.mostCacheBytes);
    QVERIFY(job.window == expected.window);
    QVERIFY(job.growth.has_value());
    QCOMPARE(job.growth->workers, 3);
    QCOMPARE(job.growth->memoryBytes, expected.growth->memoryBytes);
    QCOMPARE(job.growth->tileSeconds, 2.5);
    QVERIFY(job.growth->tile == expected.growth->tile);
    QVERIFY(job.contract.has_value());
    compareContracts(*job.contract, *expected.contract);
}

void TestWorkerMessages::jobWithoutOptionalMembers()
{
    WorkerJob expected = fullJob();
    expected.device = Device::Cpu;
    expected.edge = EdgeRule::Reflect;
    expected.decision = {};
    expected.growth.reset();
    expected.contract.reset();
    const WorkerJob job = jobFrom(jobFrame(expected));
    QVERIFY(job.device == Device::Cpu);
    QVERIFY(job.edge == EdgeRule::Reflect);
    QVERIFY(!job.decision.predictBackground);
    QVERIFY(!job.decision.threshold);
    QVERIFY(!job.contract);
}

void TestWorkerMessages::oneOfTwoDecisions()
{
    WorkerJob expected = fullJob();
    expected.decision = {false, {}};
    const WorkerJob job = jobFrom(jobFrame(expected));
    QCOMPARE(job.decision.predictBackground.value(), false);
    QVERIFY(!job.decision.threshold);
}

void TestWorkerMessages::ready()
{
    const EngineDescription engine{u"opencv"_s, u"4.6.0"_s, u"CPU"_s, u"f32"_s};
    const std::vector<Message> messages{{MessageType::Warning, u"Größe \"2\""_s}, {MessageType::Informative, {}}};
    const Frame frame = readyFrame({engine, someContract(), messages, 0.25});
    QVERIFY(frame.type == FrameType::Ready);
    const ReadyReport report = readyFrom(frame);
    QVERIFY(report.engine == engine);
    compareContracts(report.contract, someContract());
    QVERIFY(report.messages == messages);
    QCOMPARE(report.shareWithData, 0.25);
}

void TestWorkerMessages::order()
{
    const Frame frame = orderFrame(someSection);
    QVERIFY(frame.type == FrameType::SectionOrder);
    const Section section = orderFrom(frame);
    QCOMPARE(section.id, 41);
    QVERIFY(section.write == someSection.write);
    QCOMPARE(section.tiles.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE(section.tiles[i].readX, someSection.tiles[i].readX);
        QCOMPARE(section.tiles[i].readY, someSection.tiles[i].readY);
        QVERIFY(section.tiles[i].write == someSection.tiles[i].write);
    }
}

void TestWorkerMessages::result()
{
    const Frame frame = resultFrame(someResult);
    QVERIFY(frame.type == FrameType::SectionResult);
    const SectionResult result = resultFrom(frame);
    QCOMPARE(result.id, 7);
    QCOMPARE(result.tilesSkipped, 3);
    QCOMPARE(result.seconds.read, 0.5);
    QCOMPARE(result.seconds.prepare, 0.25);
    QCOMPARE(result.seconds.inference, 2.0);
    QCOMPARE(result.seconds.decide, 0.125);
    QCOMPARE(result.seconds.write, 1.0);
    QCOMPARE(result.compressedValues, someResult.compressedValues);
    QCOMPARE(result.compressedProbabilities, someResult.compressedProbabilities);
}

void TestWorkerMessages::resultWithoutValues()
{
    QCOMPARE(resultFrom(resultFrame({1, 0, {}, {}, {}})).compressedValues.size(), qsizetype(0));
}

void TestWorkerMessages::complaints()
{
    const WorkerComplaint complaint{-1, u"inputRaster"_s, u"größe.tif is \"damaged\";\nread it again."_s};
    for (const Frame &frame : {refusedFrame(complaint), failedFrame(complaint)}) {
        const WorkerComplaint read = complaintFrom(frame);
        QCOMPARE(read.id, -1);
        QCOMPARE(read.field, complaint.field);
        QCOMPARE(read.sentence, complaint.sentence);
    }
    QVERIFY(refusedFrame(complaint).type == FrameType::Refused);
    QVERIFY(failedFrame(complaint).type == FrameType::SectionFailed);
}

void TestWorkerMessages::cutPayloadsAreRefused()
{
    for (const Reader &reader : readers()) {
        // The values behind the JSON of a result may be cut anywhere: their own length is checked later.
        const qsizetype end = reader.frame.payload.size() - (reader.frame.type == FrameType::SectionResult ? 4 : 0);
        for (qsizetype length = 0; length < end; ++length)
            QVERIFY2(isRefused(reader, reader.frame.payload.first(length)), reader.name);
    }
}

void TestWorkerMessages::changedPayloadsAreReadOrRefused()
{
    for (const Reader &reader : readers()) {
        int refused = 0;
        for (qsizetype i = 0; i < reader.frame.payload.size(); ++i) {
            for (const char flip : {'\x01', '\x10', '\x80'}) {
                QByteArray payload = reader.frame.payload;
                payload[i] = char(payload[i] ^ flip);
                refused += isRefused(reader, payload);
            }
        }
        QVERIFY2(refused > 0, reader.name);
    }
}

void TestWorkerMessages::foreignPayloadsAreRefused()
{
    const std::vector<QByteArray> foreign{"null"_ba,
                                          "[]"_ba,
                                          "{}"_ba,
                                          "17"_ba,
                                          "\"\""_ba,
                                          "[[[[[[["_ba,
                                          "\xff"_ba,
                                          QByteArray(1000, '['),
                                          "{\"id\": {}, \"field\": 1, \"sentence\": [], \"protocol\": \"1\"}"_ba,
                                          "{\"id\": 1, \"write\": [1, 2], \"tiles\": [[1]], \"engine\": [\"a\"]}"_ba};
    for (const Reader &reader : readers()) {
        for (const QByteArray &payload : foreign) {
            QVERIFY2(isRefused(reader, payload), reader.name);
            const QByteArray framed = QByteArray(1, char(payload.size() & 255)) +
                                      QByteArray(1, char(payload.size() >> 8)) + QByteArray(2, '\0') + payload;
            if (reader.frame.type == FrameType::SectionResult)
                QVERIFY(isRefused(reader, framed));
        }
    }
}

void TestWorkerMessages::resultWhoseLengthLies()
{
    for (const QByteArray &length : {QByteArray("\xff\xff\xff\xff", 4), QByteArray("\xff\xff\xff\x7f", 4)}) {
        QByteArray payload = resultFrame(someResult).payload;
        payload.replace(0, 4, length);
        QVERIFY_EXCEPTION_THROWN(resultFrom({FrameType::SectionResult, payload}), Error);
    }
}

void TestWorkerMessages::secondsAdd()
{
    WorkSeconds sum{1, 2, 3, 4, 5};
    sum += {0.5, 0.25, 10, 100, 1000};
    QCOMPARE(sum.read, 1.5);
    QCOMPARE(sum.prepare, 2.25);
    QCOMPARE(sum.inference, 13.0);
    QCOMPARE(sum.decide, 104.0);
    QCOMPARE(sum.write, 1005.0);
}

QTEST_GUILESS_MAIN(TestWorkerMessages)
#include "tst_worker_messages.moc"
