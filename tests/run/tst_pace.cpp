#include "core/run/pace.h"

#include <QTest>

using namespace pixelscape;

class TestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownBeforeTheFirstAnswer()
    {
        Pace pace;
        QCOMPARE(pace.pixelsPerSecond(), 0.0);
        pace.began(1, 5);
        QCOMPARE(pace.pixelsPerSecond(), 0.0);
        QCOMPARE(pace.pixelsInWork(7), 0.0);
    }

    /// 100 pixels take one worker 10 seconds; the second began 5 seconds later.
    void whatIsInWorkCounts()
    {
        Pace pace;
        pace.began(1, 0);
        pace.began(2, 5);
        pace.answered(1, 100, 10);
        QCOMPARE(pace.pixelsPerSecond(), 20.0);
        QCOMPARE(pace.pixelsInWork(10), 50.0);
        pace.answered(2, 100, 15);
        QCOMPARE(pace.pixelsPerSecond(), 20.0);
        QCOMPARE(pace.pixelsInWork(15), 50.0);
        QCOMPARE(pace.pixelsInWork(18), 110.0);
    }

    void workersThatLeaveAreForgotten()
    {
        Pace pace;
        pace.began(1, 0);
        pace.began(2, 0);
        pace.answered(1, 100, 10);
        pace.answered(2, 300, 10);
        QCOMPARE(pace.pixelsPerSecond(), 40.0);
        pace.left(2);
        QCOMPARE(pace.pixelsPerSecond(), 10.0);
        pace.answered(2, 300, 20);
        QCOMPARE(pace.pixelsPerSecond(), 10.0);
    }

    void moreWorkDoesNotBeginAnew()
    {
        Pace pace;
        pace.began(1, 0);
        pace.answered(1, 100, 10);
        pace.began(1, 10);
        pace.answered(1, 100, 20);
        QCOMPARE(pace.pixelsPerSecond(), 10.0);
    }
};

QTEST_APPLESS_MAIN(TestPace)
#include "tst_pace.moc"
