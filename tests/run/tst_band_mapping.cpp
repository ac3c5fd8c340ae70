#include "core/run/band_mapping.h"
#include "tests/support/caught_sentence.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

using Bands = std::vector<int>;

RasterInfo rasterWith(const QStringList &bandNames)
{
    RasterInfo raster;
    raster.path = u"/data/ortho.tif"_s;
    for (const QString &name : bandNames)
        raster.bands.push_back({name, u"Byte"_s, 8, false, false, {}});
    return raster;
}

Bands mapped(const std::vector<BandReference> &references, const QStringList &bandNames)
{
    ModelDefinition definition;
    definition.extractBands = references;
    return mapBands(definition, rasterWith(bandNames), u"/models/cloud.dlpk"_s);
}

const QStringList unnamed(4, QString());

Bands asked(const QString &text, const QStringList &bandNames, const std::vector<BandReference> &references = {0, 1, 2})
{
    ModelDefinition definition;
    definition.extractBands = references;
    return mapAskedBands(definition, rasterWith(bandNames), u"/models/cloud.dlpk"_s, text);
}

Bands positions(const std::optional<std::vector<BandReference>> &references, const QStringList &bandNames)
{
    ModelDefinition definition;
    definition.extractBands = references;
    return statisticsPositions(definition, rasterWith(bandNames), references ? references->size() : 3);
}

} // namespace

class TestBandMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allBandsWhereTheModelNamesNone();
    void numbersInTheModelsOrder();
    void namesWhateverTheirCase();
    void sensorNumbersHoweverTheyAreWritten();
    void firstOfTwoBandsOfOneName();
    void tooFewBands();
    void oneBandTooFew();
    void nameThatTheRasterLacks();
    void askedBandsCountFromOne();
    void askedBandsByName();
    void askedBandsThatTheRasterLacks_data();
    void askedBandsThatTheRasterLacks();
    void askedBandsOfAnotherNumber();
    void statisticsBelongToTheModelsOwnBands();
};

void TestBandMapping::allBandsWhereTheModelNamesNone()
{
    QCOMPARE(mapBands({}, rasterWith({u"a"_s, u"b"_s, u"c"_s}), u"m.emd"_s), (Bands{0, 1, 2}));
}

void TestBandMapping::numbersInTheModelsOrder()
{
    QCOMPARE(mapped({3, 1, 0}, {{}, {}, {}, {}}), (Bands{3, 1, 0}));
    QCOMPARE(mapped({1, 1}, {{}, {}}), (Bands{1, 1}));
}

void TestBandMapping::namesWhateverTheirCase()
{
    QCOMPARE(mapped({u"nir"_s, 0, u"Grün"_s}, {u"Red"_s, u"GRÜN"_s, u"NIR"_s}), (Bands{2, 0, 1}));
}

void TestBandMapping::sensorNumbersHoweverTheyAreWritten()
{
    const QStringList files{u"T33_2020_B02"_s, u"T33_2020_B08"_s, u"T33_2020_B8A"_s, u"T33_2020_B12"_s};
    QCOMPARE(mapped({u"B8A"_s, u"B2"_s, u"b08"_s, u"B12"_s}, files), (Bands{2, 0, 1, 3}));
    QCOMPARE(mapped({u"B02"_s, u"SR_B4"_s}, {u"b2"_s, u"B4"_s}), (Bands{0, 1}));
    QCOMPARE(mapped({u"B5"_s, u"B8A"_s}, {u"T33UUP_2026_B8A_20m"_s, u"T33UUP_2026_B05_20m"_s}), (Bands{1, 0}));
    const QStringList landsat{u"LC08_L2SP_02_T1_SR_B5"_s, u"LC08_L2SP_02_T1_SR_B4"_s, u"LC08_L2SP_02_T1_ST_B10"_s};
    QCOMPARE(mapped({u"B04"_s, u"B05"_s, u"B10"_s}, landsat), (Bands{1, 0, 2}));
    QCOMPARE(mapped({u"8a"_s, u"B8"_s}, files), (Bands{2, 1}));
    QCOMPARE(asked(u"8A,2,b02"_s, files), (Bands{2, 1, 0})); // a bare number that is asked for is a place in the file
    // A raster's band that is called by a bare number says nothing of a sensor.
    QVERIFY(!caughtSentence([] { mapped({u"B2"_s}, {u"1"_s, u"2"_s}); }).isEmpty());
    // The name itself goes first; of two bands of one number none is meant.
    QCOMPARE(mapped({u"B2"_s}, {u"x_B2"_s, u"B2"_s}), Bands{1});
    QVERIFY(!caughtSentence([] { mapped({u"B2"_s}, {u"x_B2"_s, u"y_B2"_s}); }).isEmpty());
    // Where a band stands in its file is no number of a sensor.
    QVERIFY(!caughtSentence([] { mapped({u"B11"_s}, {u"Band 11"_s, u"Band_11"_s}); }).isEmpty());
    QVERIFY(!caughtSentence([] { mapped({u"B1"_s}, {u"B11"_s, u"RGB1"_s, u"B1x"_s}); }).isEmpty());
}

void TestBandMapping::firstOfTwoBandsOfOneName()
{
    QCOMPARE(mapped({u"b"_s}, {u"a"_s, u"b"_s, u"b"_s}), Bands{1});
}

void TestBandMapping::tooFewBands()
{
    const QString sentence = caughtSentence([] { mapped({0, 5, 2}, {{}, {}, {}}); });
    QVERIFY2(sentence.startsWith(u"cloud.dlpk needs 6 bands"_s), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"ortho.tif has 3 bands"_s), qPrintable(sentence));
}

void TestBandMapping::oneBandTooFew()
{
    QVERIFY(!caughtSentence([] { mapped({1}, {{}}); }).isEmpty());
    QCOMPARE(mapped({1}, {{}, {}}), Bands{1});
}

void TestBandMapping::nameThatTheRasterLacks()
{
    const QString sentence = caughtSentence([] { mapped({u"nir"_s}, {u"red"_s, {}}); });
    QVERIFY2(sentence.contains(u"nir"_s), qPrintable(sentence));
    QVERIFY2(sentence.contains(u"ortho.tif has red, (unnamed)"_s), qPrintable(sentence));
    QStringList hundred;
    for (int i = 1; i <= 100; ++i)
        hundred << u"b%1"_s.arg(i);
    const QString many = caughtSentence([&] { mapped({u"nir"_s}, hundred); });
    QVERIFY2(many.contains(u"has b1, b2,"_s) && many.contains(u", b12 and 88 more."_s), qPrintable(many));
}

void TestBandMapping::askedBandsCountFromOne()
{
    QCOMPARE(asked(u"4,3,2"_s, unnamed), (Bands{3, 2, 1}));
    QCOMPARE(asked(u" 1, 1 ,4"_s, unnamed), (Bands{0, 0, 3}));
}

void TestBandMapping::askedBandsByName()
{
    QCOMPARE(asked(u"nir,Grün,1"_s, {u"Red"_s, u"GRÜN"_s, u"NIR"_s}), (Bands{2, 1, 0}));
}

void TestBandMapping::askedBandsThatTheRasterLacks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("beyond the last") << u"1,2,5"_s << u"5 is no band of ortho.tif, which has 4 bands"_s;
    QTest::newRow("zero") << u"0,1,2"_s << u"0 is no band of ortho.tif"_s;
    QTest::newRow("negative") << u"-1,1,2"_s << u"-1 is no band"_s;
    QTest::newRow("huge") << u"99999999999,1,2"_s << u"99999999999 is no band"_s;
    QTest::newRow("a name") << u"nir,1,2"_s << u"nir is no band of ortho.tif, which has 4 bands without names"_s;
    QTest::newRow("empty") << u"1,,2"_s << u"An empty name is no band"_s;
}

void TestBandMapping::askedBandsThatTheRasterLacks()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const QString sentence = caughtSentence([&] { asked(text, unnamed); });
    QVERIFY2(sentence.contains(words) && sentence.contains(u"the first being 1"_s), qPrintable(sentence));
}

void TestBandMapping::askedBandsOfAnotherNumber()
{
    const QString sentence = caughtSentence([] { asked(u"4,3"_s, unnamed); });
    QVERIFY2(sentence.startsWith(u"4,3 names 2 bands, but cloud.dlpk takes 3 bands"_s), qPrintable(sentence));
    ModelDefinition anyNumber;
    QCOMPARE(mapAskedBands(anyNumber, rasterWith(unnamed), u"m.emd"_s, u"2"_s), Bands{1});
}

void TestBandMapping::statisticsBelongToTheModelsOwnBands()
{
    QCOMPARE(positions({{7, 3, 1}}, unnamed), (Bands{7, 3, 1}));
    QCOMPARE(positions(std::nullopt, unnamed), (Bands{0, 1, 2}));
    QCOMPARE(positions({{u"nir"_s, 0}}, {u"red"_s, u"nir"_s}), (Bands{1, 0}));
    const QString sentence = caughtSentence([] { positions({{u"nir"_s}}, unnamed); });
    QVERIFY2(sentence.contains(u"ortho.tif has no band called nir"_s), qPrintable(sentence));
}

QTEST_GUILESS_MAIN(TestBandMapping)
#include "tst_band_mapping.moc"
