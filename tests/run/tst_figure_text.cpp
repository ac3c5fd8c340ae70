#include "core/run/figure_text.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestFigureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rates();
    void timeLeft_data();
    void timeLeft();
    void durations_data();
    void durations();
    void areas_data();
    void areas();
    void bytes_data();
    void bytes();
    void shares();
    void counts();
};

void TestFigureText::rates()
{
    QCOMPARE(rateText(1'250'000), u"1.25 Mpixel/s"_s);
    QCOMPARE(rateText(0), u"0.00 Mpixel/s"_s);
}

void TestFigureText::timeLeft_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("unknown") << -1.0 << u"time left unknown"_s;
    QTest::newRow("now") << 0.0 << u"0 s left"_s;
    QTest::newRow("rounded up") << 39.2 << u"40 s left"_s;
    QTest::newRow("never 60 s") << 59.5 << u"1 min 0 s left"_s;
    QTest::newRow("minutes") << 185.0 << u"3 min 5 s left"_s;
    QTest::newRow("hours") << 4830.0 << u"1 h 20 min left"_s;
}

void TestFigureText::timeLeft()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(timeLeftText(seconds), text);
}

void TestFigureText::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("never nothing") << 0.01 << u"0.1 s"_s;
    QTest::newRow("short") << 0.42 << u"0.4 s"_s;
    QTest::newRow("below ten") << 9.94 << u"9.9 s"_s;
    QTest::newRow("ten") << 9.96 << u"10 s"_s;
    QTest::newRow("seconds") << 12.4 << u"12 s"_s;
    QTest::newRow("never 60 s") << 59.6 << u"1 min 0 s"_s;
    QTest::newRow("minutes") << 185.0 << u"3 min 5 s"_s;
    QTest::newRow("never 60 min") << 3599.7 << u"1 h 0 min"_s;
    QTest::newRow("hours") << 4830.0 << u"1 h 20 min"_s;
}

void TestFigureText::durations()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QCOMPARE(durationText(seconds), text);
}

void TestFigureText::areas_data()
{
    QTest::addColumn<double>("squareMetres");
    QTest::addColumn<QString>("text");
    QTest::newRow("none of it") << 0.0 << u"0 m²"_s;
    QTest::newRow("square metres") << 850.4 << u"850 m²"_s;
    QTest::newRow("hectares") << 123'800.0 << u"12.4 ha"_s;
    QTest::newRow("nearly a square kilometre") << 999'900.0 << u"100 ha"_s;
    QTest::newRow("square kilometres") << 3'712'000.0 << u"3.71 km²"_s;
    QTest::newRow("many") << 12'345'600'000.0 << u"12\u202F346 km²"_s;
}

void TestFigureText::areas()
{
    QFETCH(double, squareMetres);
    QFETCH(QString, text);
    QCOMPARE(areaText(squareMetres), text);
    QCOMPARE(areaText(std::nullopt), u"—"_s);
}

void TestFigureText::bytes_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("few") << qint64(12) << u"12 bytes"_s;
    QTest::newRow("kilobytes") << qint64(12'400) << u"12 kB"_s;
    QTest::newRow("megabytes") << qint64(128'300'000) << u"128 MB"_s;
    QTest::newRow("gigabytes") << qint64(600'000'000) << u"0.6 GB"_s;
    QTest::newRow("many gigabytes") << qint64(123'400'000'000) << u"123 GB"_s;
}

void TestFigureText::bytes()
{
    QFETCH(qint64, number);
    QFETCH(QString, text);
    QCOMPARE(bytesText(number), text);
}

void TestFigureText::shares()
{
    QCOMPARE(shareText(314, 1000), u"31.4 %"_s);
    QCOMPARE(shareText(0, 1000), u"0.0 %"_s);
    QCOMPARE(shareText(1, 1'000'000), u"< 0.1 %"_s);
    QCOMPARE(shareText(5, 5), u"100.0 %"_s);
    QCOMPARE(shareText(0, 0), u"0.0 %"_s);
}

void TestFigureText::counts()
{
    QCOMPARE(countText(7), u"7"_s);
    QCOMPARE(countText(999), u"999"_s);
    QCOMPARE(countText(1000), u"1\u202F000"_s);
    QCOMPARE(countText(1'234'567), u"1\u202F234\u202F567"_s);
    QCOMPARE(countText(-123), u"-123"_s);
    QCOMPARE(countText(-1234), u"-1\u202F234"_s);
}

QTEST_GUILESS_MAIN(TestFigureText)
#include "tst_figure_text.moc"
