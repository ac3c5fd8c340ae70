#include "core/model/free_memory.h"
#include "core/run/memory_limit.h"

#include <QtTest>

#include <sys/mman.h>
#include <sys/resource.h>

using namespace pixelscape;

class TestMemoryLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void moreThanThereIsIsRefused();
};

/// What is mapped and never touched costs nothing, so more than the computer has can be asked for here.
void TestMemoryLimit::moreThanThereIsIsRefused()
{
    const std::optional<qint64> free = freeMemory();
    if (!free)
        QSKIP("this system does not say how much memory is free");
    const auto canHave = [](std::size_t bytes) {
        void *memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory != MAP_FAILED)
            munmap(memory, bytes);
        return memory != MAP_FAILED;
    };
    const std::size_t tooMuch = std::size_t(*free) + (std::size_t(2) << 30);
    QVERIFY(canHave(tooMuch));
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_DATA, &before), 0);
    limitMemoryToWhatIsFree();
    const bool canHaveTooMuch = canHave(tooMuch);
    const bool canHaveSome = canHave(64 << 20);
    QCOMPARE(setrlimit(RLIMIT_DATA, &before), 0);
    QVERIFY(!canHaveTooMuch);
    QVERIFY(canHaveSome);
}

QTEST_GUILESS_MAIN(TestMemoryLimit)
#include "tst_memory_limit.moc"
