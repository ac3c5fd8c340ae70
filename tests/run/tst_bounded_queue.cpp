#include "core/run/bounded_queue.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

using namespace pixelscape;
using namespace std::chrono_literals;

namespace {

/// Long enough that a thread which need not wait would have gone on.
constexpr auto aWhile = 50ms;

} // namespace

/// Threads are std::thread and the values plain numbers: this test runs under the thread sanitizer.
class TestBoundedQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void holdsTheFirstBackWhenFull();
    void popWaitsForAValue();
    void closedQueueGivesWhatIsLeft();
    void closedQueueTakesNothing();
    void closeWakesTheOneWhoPushes();
    void closeWakesTheOneWhoPops();
    void valuesAreMoved();
    void everyValueArrivesOnce();
};

void TestBoundedQueue::keepsTheOrder()
{
    BoundedQueue<int> queue(3);
    std::thread writer([&] {
        for (int i = 0; i < 1000; ++i)
            queue.push(i);
        queue.close();
    });
    std::vector<int> received;
    while (const std::optional<int> value = queue.pop())
        received.push_back(*value);
    writer.join();
    std::vector<int> expected(1000);
    std::iota(expected.begin(), expected.end(), 0);
    QVERIFY(received == expected);
}

void TestBoundedQueue::holdsTheFirstBackWhenFull()
{
    BoundedQueue<int> queue(2);
    std::atomic<int> pushed = 0;
    std::thread writer([&] {
        for (int i = 0; i < 5; ++i) {
            queue.push(i);
            ++pushed;
        }
    });
    while (pushed < 2)
        std::this_thread::yield();
    std::this_thread::sleep_for(aWhile);
    QCOMPARE(pushed.load(), 2);
    QCOMPARE(queue.pop().value(), 0);
    while (pushed < 3)
        std::this_thread::yield();
    std::this_thread::sleep_for(aWhile);
    QCOMPARE(pushed.load(), 3);
    for (int i = 1; i < 5; ++i)
        QCOMPARE(queue.pop().value(), i);
    writer.join();
}

void TestBoundedQueue::popWaitsForAValue()
{
    BoundedQueue<int> queue(1);
    std::atomic<int> received = -1;
    std::thread reader([&] { received = queue.pop().value_or(-2); });
    std::this_thread::sleep_for(aWhile);
    QCOMPARE(received.load(), -1);
    queue.push(7);
    reader.join();
    QCOMPARE(received.load(), 7);
}

void TestBoundedQueue::closedQueueGivesWhatIsLeft()
{
    BoundedQueue<int> queue(4);
    queue.push(1);
    queue.push(2);
    queue.close();
    QCOMPARE(queue.pop().value(), 1);
    QCOMPARE(queue.pop().value(), 2);
    QVERIFY(!queue.pop());
    QVERIFY(!queue.pop());
}

void TestBoundedQueue::closedQueueTakesNothing()
{
    BoundedQueue<int> queue(4);
    QVERIFY(queue.push(1));
    queue.close();
    QVERIFY(!queue.push(2));
    QCOMPARE(queue.pop().value(), 1);
    QVERIFY(!queue.pop());
}

void TestBoundedQueue::closeWakesTheOneWhoPushes()
{
    BoundedQueue<int> queue(1);
    queue.push(1);
    std::atomic<bool> wasTaken = true;
    std::thread writer([&] { wasTaken = queue.push(2); });
    std::this_thread::sleep_for(aWhile);
    queue.close();
    writer.join();
    QVERIFY(!wasTaken);
}

void TestBoundedQueue::closeWakesTheOneWhoPops()
{
    BoundedQueue<int> queue(1);
    std::atomic<bool> received = true;
    std::thread reader([&] { received = queue.pop().has_value(); });
    std::this_thread::sleep_for(aWhile);
    queue.close();
    reader.join();
    QVERIFY(!received);
}

void TestBoundedQueue::valuesAreMoved()
{
    BoundedQueue<std::unique_ptr<int>> queue(1);
    auto value = std::make_unique<int>(3);
    const int *address = value.get();
    queue.push(std::move(value));
    QCOMPARE(queue.pop().value().get(), address);
}

void TestBoundedQueue::everyValueArrivesOnce()
{
    constexpr int writers = 4;
    constexpr int each = 2000;
    BoundedQueue<int> queue(3);
    std::vector<std::thread> threads;
    std::atomic<int> writing = writers;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < each; ++i)
                queue.push(writer * each + i);
            if (--writing == 0)
                queue.close();
        });
    }
    std::vector<std::vector<int>> received(3);
    for (std::vector<int> &values : received) {
        threads.emplace_back([&queue, &values] {
            while (const std::optional<int> value = queue.pop())
                values.push_back(*value);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    std::vector<int> times(writers * each);
    for (const std::vector<int> &values : received)
        for (const int value : values)
            ++times[std::size_t(value)];
    QCOMPARE(std::ranges::count(times, 1), std::ptrdiff_t(times.size()));
}

QTEST_GUILESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
