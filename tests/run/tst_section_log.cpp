#include "core/run/section_log.h"

#include "core/base/error.h"
#include "tests/support/small_disk.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

const QByteArray identity = "{\"recipe\":1}"_ba;
constexpr qint64 headBytes = 8 + 4 + 12;
constexpr qint64 recordHeadBytes = 4 + 4 + 4 + 32;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
}

SectionBytes valuesOnly(const QByteArray &values)
{
    return {values, {}};
}

} // namespace

class TestSectionLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sectionsComeBackAsTheyWereGiven();
    void fileIsAsDescribed();
    void reopeningContinues();
    void tornTailIsCutAtEveryByte();
    void anotherIdentityIsReplaced_data();
    void anotherIdentityIsReplaced();
    void tornHeadIsReplaced();
    void emptyFileIsFresh();
    void flippedByteStopsThere();
    void lengthBeyondTheFileStopsThere();
    void damageWhileOpenIsNoticed();
    void fullDiskLosesNothing();
    void fullDiskAtTheStart();
    void placeThatCannotBeWritten();

private:
    /// A log with sections 4 ("water"), 0 (no bytes) and 2 (100 bytes and 200).
    void writeThree();

    QTemporaryDir m_folder;
    QString m_path;
};

void TestSectionLog::init()
{
    m_path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u".log"_s);
    QFile::remove(m_path);
}

void TestSectionLog::writeThree()
{
    SectionLog log(m_path, identity);
    log.append(4, {"water"_ba, {}});
    log.append(0, {});
    log.append(2, {QByteArray(100, 'x'), QByteArray(200, 'p')});
}

void TestSectionLog::sectionsComeBackAsTheyWereGiven()
{
    SectionLog log(m_path, identity);
    QVERIFY(log.start() == SectionLog::Start::Fresh);
    QCOMPARE(log.count(), 0);
    QVERIFY(!log.has(4));
    log.append(4, {"water"_ba, {}});
    log.append(0, {});
    QVERIFY(log.has(4));
    QVERIFY(log.has(0));
    QVERIFY(!log.has(1));
    QCOMPARE(log.read(4), valuesOnly("water"_ba));
    log.append(2, {QByteArray(100, 'x'), QByteArray(200, 'p')});
    QCOMPARE(log.read(0), SectionBytes());
    QCOMPARE(log.read(2), (SectionBytes{QByteArray(100, 'x'), QByteArray(200, 'p')}));
    QCOMPARE(log.read(4), valuesOnly("water"_ba));
    QCOMPARE(log.count(), 3);
}

void TestSectionLog::fileIsAsDescribed()
{
    {
        SectionLog log(m_path, identity);
        log.append(258, {"a"_ba, "bc"_ba});
    }
    // printf abc | b2sum -l 256
    const QByteArray digest = QByteArray::fromHex("bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    const QByteArray expected = "PXSLOG5\n"_ba + QByteArray("\x0c\x00\x00\x00", 4) + identity +
                                QByteArray("\x02\x01\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00", 12) + digest + "abc"_ba;
    QCOMPARE(contentOf(m_path), expected);
}

void TestSectionLog::reopeningContinues()
{
    writeThree();
    {
        SectionLog log(m_path, identity);
        QVERIFY(log.start() == SectionLog::Start::Continued);
        QCOMPARE(log.count(), 3);
        QCOMPARE(log.read(4), valuesOnly("water"_ba));
        QCOMPARE(log.read(2), (SectionBytes{QByteArray(100, 'x'), QByteArray(200, 'p')}));
        log.append(7, {"forest"_ba, {}});
    }
    SectionLog log(m_path, identity);
    QCOMPARE(log.count(), 4);
    QCOMPARE(log.read(7), valuesOnly("forest"_ba));
    QCOMPARE(log.read(0), SectionBytes());
}

void TestSectionLog::tornTailIsCutAtEveryByte()
{
    {
        SectionLog log(m_path, identity);
        log.append(0, {"first"_ba, {}});
        log.append(1, {"the second"_ba, " record"_ba});
    }
    const QByteArray whole = contentOf(m_path);
    const qint64 lastStart = headBytes + recordHeadBytes + 5;
    QCOMPARE(whole.size(), lastStart + recordHeadBytes + 17);
    for (qint64 end = lastStart; end < whole.size(); ++end) {
        write(m_path, whole.first(end));
        {
            SectionLog log(m_path, identity);
            QVERIFY(log.start() == SectionLog::Start::Continued);
            QCOMPARE(log.count(), 1);
            QCOMPARE(log.read(0), valuesOnly("first"_ba));
        }
        QCOMPARE(contentOf(m_path), whole.first(lastStart));
        SectionLog log(m_path, identity);
        log.append(1, {"the second"_ba, " record"_ba});
        QCOMPARE(contentOf(m_path), whole);
    }
}

void TestSectionLog::anotherIdentityIsReplaced_data()
{
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("of the same length") << "{\"recipe\":2}"_ba;
    QTest::newRow("longer") << identity + ' ';
    QTest::newRow("shorter") << identity.chopped(1);
    QTest::newRow("none") << QByteArray();
}

void TestSectionLog::anotherIdentityIsReplaced()
{
    QFETCH(QByteArray, other);
    writeThree();
    {
        SectionLog log(m_path, other);
        QVERIFY(log.start() == SectionLog::Start::Replaced);
        QCOMPARE(log.count(), 0);
        QVERIFY(!log.has(4));
        log.append(9, {"new"_ba, {}});
    }
    SectionLog log(m_path, other);
    QVERIFY(log.start() == SectionLog::Start::Continued);
    QCOMPARE(log.count(), 1);
    QCOMPARE(log.read(9), valuesOnly("new"_ba));
}

void TestSectionLog::tornHeadIsReplaced()
{
    writeThree();
    const QByteArray whole = contentOf(m_path);
    for (qint64 end = 1; end < headBytes; ++end) {
        write(m_path, whole.first(end));
        SectionLog log(m_path, identity);
        QVERIFY(log.start() == SectionLog::Start::Replaced);
        QCOMPARE(contentOf(m_path), whole.first(headBytes));
    }
}

void TestSectionLog::emptyFileIsFresh()
{
    write(m_path, {});
    const SectionLog log(m_path, identity);
    QVERIFY(log.start() == SectionLog::Start::Fresh);
}

void TestSectionLog::flippedByteStopsThere()
{
    writeThree();
    const QByteArray whole = contentOf(m_path);
    // In the digest and in the bytes of the first record; then in the digest of the second.
    const qint64 second = headBytes + recordHeadBytes + 5;
    const std::vector<std::pair<qint64, int>> flips{
        {headBytes + 12, 0}, {headBytes + recordHeadBytes, 0}, {second - 1, 0}, {second + 20, 1}};
    for (const auto &[at, left] : flips) {
        QByteArray damaged = whole;
        damaged[at] = char(damaged[at] ^ 1);
        write(m_path, damaged);
        SectionLog log(m_path, identity);
        QVERIFY(log.start() == SectionLog::Start::Continued);
        QCOMPARE(log.count(), left);
        QVERIFY(!log.has(2));
        if (left == 1)
            QCOMPARE(log.read(4), valuesOnly("water"_ba));
    }
}

void TestSectionLog::lengthBeyondTheFileStopsThere()
{
    writeThree();
    QByteArray damaged = contentOf(m_path);
    damaged[headBytes + 7] = '\xff';
    write(m_path, damaged);
    const SectionLog log(m_path, identity);
    QCOMPARE(log.count(), 0);
    QCOMPARE(QFileInfo(m_path).size(), headBytes);
}

void TestSectionLog::damageWhileOpenIsNoticed()
{
    SectionLog log(m_path, identity);
    log.append(4, {"water"_ba, {}});
    QByteArray damaged = contentOf(m_path);
    damaged.back() = 'R';
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(damaged);
    file.close();
    QVERIFY_EXCEPTION_THROWN(log.read(4), Error);
}

void TestSectionLog::fullDiskLosesNothing()
{
    SectionLog log(m_path, identity);
    log.append(1, {"kept"_ba, {}});
    const QByteArray before = contentOf(m_path);
    {
        // Room for the head of the record and a part of its bytes.
        const SmallDisk disk(rlim_t(before.size()) + 100);
        try {
            log.append(2, {QByteArray(200, 'y'), {}});
            QFAIL("more was written than there was room for");
        } catch (const Error &error) {
            QVERIFY2(error.sentence().contains(m_path), qPrintable(error.sentence()));
            QVERIFY2(error.sentence().contains(u"make room"_s), qPrintable(error.sentence()));
        }
        QVERIFY(!log.has(2));
        QCOMPARE(log.read(1), valuesOnly("kept"_ba));
        QCOMPARE(contentOf(m_path), before);
    }
    log.append(2, {QByteArray(200, 'y'), {}});
    QCOMPARE(log.read(2), valuesOnly(QByteArray(200, 'y')));
}

void TestSectionLog::fullDiskAtTheStart()
{
    const SmallDisk disk(10);
    QVERIFY_EXCEPTION_THROWN(SectionLog(m_path, identity), Error);
}

void TestSectionLog::placeThatCannotBeWritten()
{
    QVERIFY_EXCEPTION_THROWN(SectionLog(m_folder.filePath(u"missing/sections.log"_s), identity), Error);
    QVERIFY_EXCEPTION_THROWN(SectionLog(m_folder.path(), identity), Error);
}

QTEST_GUILESS_MAIN(TestSectionLog)
#include "tst_section_log.moc"
