#include "core/run/worker_noise.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// What is kept of what a worker says, and when it is too much.
class TestWorkerNoise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheLastLine();
    void longLinesAreShortened();
    void onlySilenceBetweenAnswersIsEndless();
};

void TestWorkerNoise::keepsTheLastLine()
{
    WorkerNoise noise;
    QCOMPARE(noise.lastLine(), QString());
    noise.add("one line\nand ano");
    noise.add("ther\n\n");
    QCOMPARE(noise.lastLine(), u"and another"_s);
    noise.add(QByteArray(1'000'000, ' '));
    noise.add("\nthe end");
    QCOMPARE(noise.lastLine(), u"the end"_s);
}

void TestWorkerNoise::longLinesAreShortened()
{
    WorkerNoise noise;
    noise.add(QByteArray(100'000, 'x'));
    QCOMPARE(noise.lastLine(), QString(300, u'x') + u'…');
}

void TestWorkerNoise::onlySilenceBetweenAnswersIsEndless()
{
    const QByteArray megabyte(1'000'000, 'n');
    WorkerNoise noise;
    for (int answer = 0; answer < 4; ++answer) {
        for (int count = 0; count < 60; ++count)
            noise.add(megabyte);
        QVERIFY(!noise.isFlood());
        noise.onAnswer();
    }
    for (int count = 0; count < 64; ++count)
        noise.add(megabyte);
    QVERIFY(!noise.isFlood());
    noise.add("!");
    QVERIFY(noise.isFlood());
}

QTEST_GUILESS_MAIN(TestWorkerNoise)
#include "tst_worker_noise.moc"
