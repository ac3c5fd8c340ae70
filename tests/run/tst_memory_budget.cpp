#include "core/run/memory_budget.h"

#include <QTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestMemoryBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void amounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("a share") << u"50%"_s << qint64(4'000'000'000);
        QTest::newRow("with a space") << u" 25 % "_s << qint64(2'000'000'000);
        QTest::newRow("more than is free") << u"200%"_s << qint64(16'000'000'000);
        QTest::newRow("gigabytes") << u"6G"_s << qint64(6'442'450'944);
        QTest::newRow("a part of one") << u"1.5GB"_s << qint64(1'610'612'736);
        QTest::newRow("megabytes") << u"800m"_s << qint64(838'860'800);
        QTest::newRow("as the standard writes it") << u"2 GiB"_s << qint64(2'147'483'648);
    }

    void amounts()
    {
        QFETCH(QString, text);
        QFETCH(qint64, bytes);
        QCOMPARE(memoryBudget(text, 8'000'000'000).value_or(-1), bytes);
    }

    void nothingElse()
    {
        for (const auto &text : {u""_s, u"0%"_s, u"-5G"_s, u"6"_s, u"much"_s, u"6 G of it"_s, u"1e9G"_s, u"9999999T"_s})
            QVERIFY2(!memoryBudget(text, 8'000'000'000), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestMemoryBudget)
#include "tst_memory_budget.moc"
