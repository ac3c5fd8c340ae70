#include "core/run/process_memory.h"

#include <QProcess>
#include <QtTest>

#include <vector>

using namespace pixelscape;
using namespace Qt::StringLiterals;

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
    void processesThatAreGoneCountNothing();
};

void TestProcessMemory::growsWithWhatIsUsed()
{
    constexpr std::size_t size = 64 << 20;
    const std::int64_t before = proportionalMemoryBytes({});
    QVERIFY(before > 0);
    const std::vector<char> used(size, 'x');
    const std::int64_t grown = proportionalMemoryBytes({}) - before;
    QVERIFY2(grown > 60 << 20 && grown < 96 << 20, qPrintable(QString::number(grown)));
    QCOMPARE(used.back(), 'x');
}

void TestProcessMemory::otherProcessesAreAdded()
{
    QProcess other;
    other.start(u"sleep"_s, {u"60"_s});
    QVERIFY(other.waitForStarted());
    const std::int64_t alone = proportionalMemoryBytes({});
    const std::int64_t both = proportionalMemoryBytes({other.processId()});
    QVERIFY(both > alone);
    QVERIFY(both - alone < 64 << 20);
    other.kill();
    other.waitForFinished();
}

void TestProcessMemory::processesThatAreGoneCountNothing()
{
    QProcess other;
    other.start(u"true"_s, QStringList());
    const qint64 id = other.processId();
    QVERIFY(other.waitForFinished());
    const std::int64_t alone = proportionalMemoryBytes({});
    QVERIFY(qAbs(proportionalMemoryBytes({id}) - alone) < 1 << 20);
}

QTEST_GUILESS_MAIN(TestProcessMemory)
#include "tst_process_memory.moc"
