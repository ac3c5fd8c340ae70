#include "core/run/frame.h"

#include "core/base/error.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

const Frame first{FrameType::SectionOrder, "seven b"_ba};
const Frame second{FrameType::Hello, {}};

/// The stream as the protocol has it, spelled out byte by byte.
QByteArray bytesOfFirst()
{
    return QByteArray("PSXP\x05\x00\x00\x00\x07\x00\x00\x00seven b", 19);
}

QByteArray header(const char *magic, quint32 type, quint32 length)
{
    QByteArray bytes(magic, 4);
    for (const quint32 number : {type, length})
        for (int shift = 0; shift < 32; shift += 8)
            bytes.append(char(number >> shift & 255));
    return bytes;
}

} // namespace

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAsTheProtocolHasIt();
    void wholeFrame();
    void splitAtEveryByte();
    void twoInOnePiece();
    void manyFramesByteByByte();
    void bytesThatAreNotAMessage_data();
    void bytesThatAreNotAMessage();
    void largestLengthIsWaitedFor();
    void tooLargeToSend();
};

void TestFrame::isWrittenAsTheProtocolHasIt()
{
    QCOMPARE(encodeFrame(first), bytesOfFirst());
    QCOMPARE(encodeFrame(second), QByteArray("PSXP\x01\x00\x00\x00\x00\x00\x00\x00", 12));
}

void TestFrame::wholeFrame()
{
    FrameDecoder decoder;
    QVERIFY(!decoder.next());
    decoder.append(bytesOfFirst());
    QVERIFY(decoder.next() == first);
    QVERIFY(!decoder.next());
}

void TestFrame::splitAtEveryByte()
{
    const QByteArray bytes = bytesOfFirst();
    for (qsizetype split = 1; split < bytes.size(); ++split) {
        FrameDecoder decoder;
        decoder.append(bytes.first(split));
        QVERIFY(!decoder.next());
        decoder.append(bytes.sliced(split));
        QVERIFY(decoder.next() == first);
        QVERIFY(!decoder.next());
    }
}

void TestFrame::twoInOnePiece()
{
    FrameDecoder decoder;
    decoder.append(bytesOfFirst() + encodeFrame(second) + bytesOfFirst().first(5));
    QVERIFY(decoder.next() == first);
    QVERIFY(decoder.next() == second);
    QVERIFY(!decoder.next());
    decoder.append(bytesOfFirst().sliced(5));
    QVERIFY(decoder.next() == first);
}

void TestFrame::manyFramesByteByByte()
{
    QByteArray stream;
    for (int i = 0; i < 50; ++i)
        stream += encodeFrame({FrameType::SectionResult, QByteArray(i * 7, char(i))});
    FrameDecoder decoder;
    int received = 0;
    for (const char byte : stream) {
        decoder.append(QByteArrayView(&byte, 1));
        while (const std::optional<Frame> frame = decoder.next()) {
            QVERIFY(frame->type == FrameType::SectionResult);
            QCOMPARE(frame->payload, QByteArray(received * 7, char(received)));
            ++received;
        }
    }
    QCOMPARE(received, 50);
}

void TestFrame::bytesThatAreNotAMessage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a library's warning") << "Warning 1: something about a TIFF tag\n"_ba;
    QTest::newRow("type 0") << header("PSXP", 0, 0);
    QTest::newRow("a type of another version") << header("PSXP", 99, 0);
    QTest::newRow("a type beyond a byte") << header("PSXP", 257, 0);
    QTest::newRow("longer than any message") << header("PSXP", 1, largestPayload + 1);
    QTest::newRow("longest length") << header("PSXP", 1, 0xffffffffU);
    QTest::newRow("almost our sign") << header("PSXQ", 1, 0);
    QTest::newRow("behind a good frame") << encodeFrame(first) + "printed by a driver"_ba;
}

void TestFrame::bytesThatAreNotAMessage()
{
    QFETCH(QByteArray, bytes);
    FrameDecoder decoder;
    decoder.append(bytes);
    if (bytes.startsWith(encodeFrame(first)))
        QVERIFY(decoder.next() == first);
    QVERIFY_EXCEPTION_THROWN(decoder.next(), Error);
}

void TestFrame::largestLengthIsWaitedFor()
{
    FrameDecoder decoder;
    decoder.append(header("PSXP", 6, largestPayload));
    QVERIFY(!decoder.next());
}

void TestFrame::tooLargeToSend()
{
    const Frame frame{FrameType::SectionResult, QByteArray(qsizetype(largestPayload) + 1, Qt::Uninitialized)};
    QVERIFY_EXCEPTION_THROWN(encodeFrame(frame), Error);
}

QTEST_GUILESS_MAIN(TestFrame)
#include "tst_frame.moc"
