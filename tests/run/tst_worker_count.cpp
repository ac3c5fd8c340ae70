#include "core/run/worker_count.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestWorkerCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void meaning_data();
    void meaning();
    void textWithoutMeaning_data();
    void textWithoutMeaning();
};

/// A share is max(1, round(share x cores / 100)), as the contract of the command line has it.
void TestWorkerCount::meaning_data()
{
    QTest::addColumn<QString>("factor");
    QTest::addColumn<int>("cores");
    QTest::addColumn<int>("expected");
    QTest::newRow("auto") << u"auto"_s << 6 << 6;
    QTest::newRow("auto, written otherwise") << u" Auto "_s << 6 << 6;
    QTest::newRow("nothing") << u""_s << 6 << 1;
    QTest::newRow("blanks") << u"  "_s << 6 << 1;
    QTest::newRow("0") << u"0"_s << 6 << 1;
    QTest::newRow("1") << u"1"_s << 6 << 1;
    QTest::newRow("more than there are cores") << u"12"_s << 2 << 12;
    QTest::newRow("the most") << u"1024"_s << 2 << 1024;
    QTest::newRow("half") << u"50%"_s << 8 << 4;
    QTest::newRow("rounded down") << u"30%"_s << 8 << 2;   // 2.4
    QTest::newRow("rounded up") << u"70%"_s << 8 << 6;     // 5.6
    QTest::newRow("half a core") << u"25%"_s << 2 << 1;    // 0.5
    QTest::newRow("one and a half") << u"75%"_s << 2 << 2; // 1.5
    QTest::newRow("almost nothing") << u"1%"_s << 4 << 1;
    QTest::newRow("0%") << u"0%"_s << 4 << 1;
    QTest::newRow("all") << u"100%"_s << 4 << 4;
    // The operation's own default and others, on the computers there are.
    const std::tuple<const char *, int, int> shares[] = {
        {"80%", 1, 1},  {"80%", 2, 2}, {"80%", 3, 2}, {"80%", 16, 13}, {"50%", 1, 1},  {"50%", 2, 1}, {"50%", 3, 2},
        {"50%", 16, 8}, {"10%", 1, 1}, {"10%", 2, 1}, {"10%", 3, 1},   {"10%", 16, 2}, {"3", 1, 3},   {"3", 16, 3}};
    for (const auto &[share, cores, workers] : shares)
        QTest::addRow("%s on %d cores", share, cores) << QString::fromLatin1(share) << cores << workers;
    QTest::newRow("twice over") << u"200%"_s << 4 << 8;
}

void TestWorkerCount::meaning()
{
    QFETCH(QString, factor);
    QFETCH(int, cores);
    QFETCH(int, expected);
    const std::optional<int> count = workerCount(factor, cores);
    QVERIFY(count.has_value());
    QCOMPARE(*count, expected);
}

void TestWorkerCount::textWithoutMeaning_data()
{
    QTest::addColumn<QString>("factor");
    for (const char *text : {"-1", "-50%", "two", "2.5", "%", "50 percent", "1e3", "1025", "99999999999", "2%%", "0x4"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestWorkerCount::textWithoutMeaning()
{
    QFETCH(QString, factor);
    QVERIFY(!workerCount(factor, 4).has_value());
}

QTEST_GUILESS_MAIN(TestWorkerCount)
#include "tst_worker_count.moc"
