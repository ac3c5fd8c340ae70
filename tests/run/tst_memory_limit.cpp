#include "core/model/free_memory.h"
#include "core/run/memory_limit.h"

#include <QtTest>

#include <new>

#include <sys/resource.h>

using namespace pixelscape;

class TestMemoryLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moreThanThereIsIsRefused();
};

/// Memory that is reserved and never touched costs nothing, so more than the computer has can be asked for here.
void TestMemoryLimit::moreThanThereIsIsRefused()
{
    const std::optional<qint64> free = freeMemory();
    if (!free)
        QSKIP("this system does not say how much memory is free");
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_DATA, &before), 0);
    limitMemoryToWhatIsFree();
    const std::size_t tooMuch = std::size_t(*free) + (std::size_t(2) << 30);
    bool isRefused = false;
    try {
        ::operator delete(::operator new(tooMuch));
    } catch (const std::bad_alloc &) {
        isRefused = true;
    }
    std::vector<char> enough(64 << 20);
    enough.back() = 'x';
    QCOMPARE(setrlimit(RLIMIT_DATA, &before), 0);
    QVERIFY(isRefused);
    QCOMPARE(enough.back(), 'x');
}

QTEST_GUILESS_MAIN(TestMemoryLimit)
#include "tst_memory_limit.moc"
