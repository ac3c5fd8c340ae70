#include "core/run/process_memory.h"

#include <QProcess>
#include <QtTest>

#include <vector>

using namespace pixelscape;
using namespace Qt::StringLiterals;

/// Other programs of this computer share libraries with this process, so that its own part changes when they start and
/// end, by up to half of what it has mapped of files (40 MiB with the sanitizers): what is looked for is much larger.
class TestProcessMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!QFileInfo::exists(u"/proc/self/smaps_rollup"_s))
            QSKIP("this system does not tell the memory of a process");
    }
    void growsWithWhatIsUsed();
    void otherProcessesAreAdded();
    void whatAProcessHasWrittenIsItsOwn();
    void processesThatAreGoneCountNothing();
    void whatIsUsedShortlyIsSeen();
    void whatOtherProcessesTakeIsSeen();
};

void TestProcessMemory::growsWithWhatIsUsed()
{
    constexpr std::size_t size = 512 << 20;
    const std::int64_t before = proportionalMemoryBytes({});
    QVERIFY(before > 0);
    const std::vector<char> used(size, 'x');
    const std::int64_t grown = proportionalMemoryBytes({}) - before;
    QVERIFY2(grown > 416 << 20 && grown < 608 << 20, qPrintable(QString::number(grown)));
    QCOMPARE(used.back(), 'x');
}

void TestProcessMemory::otherProcessesAreAdded()
{
    QProcess other; // waits with its 256 MiB until somebody reads them
    other.start(u"dd"_s, {u"if=/dev/zero"_s, u"bs=256M"_s, u"count=1"_s});
    QVERIFY(other.waitForReadyRead());
    const std::int64_t alone = proportionalMemoryBytes({});
    const std::int64_t both = proportionalMemoryBytes({other.processId()});
    other.kill();
    other.waitForFinished();
    QVERIFY2(both - alone > 160 << 20 && both - alone < 352 << 20, qPrintable(QString::number(both - alone)));
}

void TestProcessMemory::whatAProcessHasWrittenIsItsOwn()
{
    QProcess other;
    other.start(u"dd"_s, {u"if=/dev/zero"_s, u"bs=256M"_s, u"count=1"_s});
    QVERIFY(other.waitForReadyRead());
    const std::int64_t written = writtenMemoryBytes(other.processId());
    other.kill();
    other.waitForFinished();
    QVERIFY2(written >= 256 << 20 && written < 288 << 20, qPrintable(QString::number(written)));
}

void TestProcessMemory::processesThatAreGoneCountNothing()
{
    QProcess other;
    other.start(u"dd"_s, {u"if=/dev/zero"_s, u"bs=256M"_s, u"count=1"_s, u"of=/dev/null"_s});
    const qint64 id = other.processId();
    QVERIFY(other.waitForFinished());
    const std::int64_t alone = proportionalMemoryBytes({});
    QVERIFY(qAbs(proportionalMemoryBytes({id}) - alone) < 96 << 20);
}

void TestProcessMemory::whatIsUsedShortlyIsSeen()
{
    constexpr std::size_t size = 512 << 20;
    MemoryWatch watch;
    const std::int64_t before = watch.bytes({});
    {
        const std::vector<char> used(size, 'x');
        const std::int64_t grown = watch.bytes({}) - before;
        QVERIFY2(grown > 416 << 20 && grown < 608 << 20, qPrintable(QString::number(grown)));
        QCOMPARE(used.back(), 'x');
    }
    QVERIFY(watch.bytes({}) - before < 96 << 20);
}

/// Also between two counts, as whoever watches asks.
void TestProcessMemory::whatOtherProcessesTakeIsSeen()
{
    MemoryWatch watch;
    watch.counted({});
    const std::int64_t alone = watch.bytes({});
    QProcess other; // waits with its 256 MiB until somebody reads them
    other.start(u"dd"_s, {u"if=/dev/zero"_s, u"bs=256M"_s, u"count=1"_s});
    QVERIFY(other.waitForReadyRead());
    const std::int64_t both = watch.bytes({other.processId()});
    const std::int64_t counted = watch.counted({other.processId()});
    other.kill();
    other.waitForFinished();
    QVERIFY2(both - alone > 160 << 20 && both - alone < 352 << 20, qPrintable(QString::number(both - alone)));
    QVERIFY2(qAbs(both - counted) < 96 << 20, qPrintable(QString::number(both - counted)));
}

QTEST_GUILESS_MAIN(TestProcessMemory)
#include "tst_process_memory.moc"
