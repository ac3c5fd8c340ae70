#include "core/run/band_mapping.h"
#include "tests/model/caught_sentence.h"

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

} // namespace

class TestBandMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allBandsWhereTheModelNamesNone();
    void numbersInTheModelsOrder();
    void namesWhateverTheirCase();
    void firstOfTwoBandsOfOneName();
    void tooFewBands();
    void oneBandTooFew();
    void nameThatTheRasterLacks();
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
}

QTEST_GUILESS_MAIN(TestBandMapping)
#include "tst_band_mapping.moc"
