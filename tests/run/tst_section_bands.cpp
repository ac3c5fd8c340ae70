#include "core/run/section_bands.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

QByteArray counted(int size)
{
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes += char(i * 7 % 251);
    return bytes;
}

} // namespace

class TestSectionBands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bandsHave128Rows()
    {
        const QByteArray rows = counted(3 * 300); // 300 rows of 3 bytes
        const std::vector<QByteArray> bands = bandsOf(packBands(rows, 3));
        QCOMPARE(bands.size(), std::size_t(3));
        QCOMPARE(qUncompress(bands[0]), rows.first(384));
        QCOMPARE(qUncompress(bands[1]), rows.sliced(384, 384));
        QCOMPARE(qUncompress(bands[2]), rows.sliced(768));
    }

    void allRows()
    {
        const QByteArray rows = counted(5 * 300);
        QCOMPARE(unpackBands(packBands(rows, 5)), rows);
        QCOMPARE(unpackedSize(packBands(rows, 5)), 1500);
        QVERIFY(bandsOf({}).empty());
        QCOMPARE(unpackedSize({}), -1);
    }

    void damagedBands_data()
    {
        QTest::addColumn<QByteArray>("packed");
        const QByteArray whole = packBands(counted(100), 10);
        QTest::newRow("cut off") << whole.chopped(1);
        QTest::newRow("half a length") << whole + "\1\0"_ba;
        QTest::newRow("no room for a size") << "\3\0\0\0abc"_ba;
        QTest::newRow("longer than all there is") << "\xff\xff\xff\xff"_ba + counted(20);
    }

    void damagedBands()
    {
        QFETCH(QByteArray, packed);
        QCOMPARE(unpackedSize(packed), -1);
        QVERIFY(!caughtSentence([&] { bandsOf(packed); }).isEmpty());
        QVERIFY(!caughtSentence([&] { unpackBands(packed); }).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSectionBands)
#include "tst_section_bands.moc"
