#include "core/model/channel_scaling.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

ModelDefinition arcgisLearn()
{
    ModelDefinition definition;
    definition.framework = u"arcgis.learn.models._inferencing"_s;
    return definition;
}

ModelDefinition withRange(double minimum, double maximum)
{
    ModelDefinition definition;
    definition.dataRange = {minimum, maximum};
    return definition;
}

/// Four bands of the raster, each with numbers of its own.
ModelDefinition withStatistics()
{
    ModelDefinition definition;
    definition.modelName = u"Land cover"_s;
    definition.normalization =
        NormalizationStats{{0, 100, 200, 1000}, {10, 300, 1000, 5000}, {0.5, 0.25, 0.125, 0}, {0.5, 2, 0.25, 1}};
    return definition;
}

float scaled(const ModelDefinition &definition, const RasterValues &raster, float value)
{
    return channelScaling(definition, raster).front().apply(value);
}

} // namespace

class TestChannelScaling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rawWhereNothingIsStated()
    {
        const std::vector<ChannelScaling> scaling = channelScaling({}, {{0, 1, 2}, true, {}});
        QCOMPARE(scaling.size(), std::size_t(3));
        for (const ChannelScaling &channel : scaling)
            QVERIFY(channel.isIdentity());
        QCOMPARE(scaled({}, {{3}, false, {0, 9}}, 4095.5F), 4095.5F);
    }

    void dataRangeOfEightBits()
    {
        const RasterValues raster{{0}, true, {17, 90}};
        QCOMPARE(scaled(withRange(0, 1), raster, 0), 0.0F);
        QCOMPARE(scaled(withRange(0, 1), raster, 51), 0.2F);
        QCOMPARE(scaled(withRange(0, 1), raster, 255), 1.0F);
        QCOMPARE(scaled(withRange(-1, 1), raster, 0), -1.0F);
        QCOMPARE(scaled(withRange(-1, 1), raster, 255), 1.0F);
        QCOMPARE(scaled(withRange(-1, 1), raster, 51), -0.6F);
        QCOMPARE(scaled(withRange(0, 255), raster, 93), 93.0F);
        QVERIFY(!needsActualRange(withRange(0, 1), true));
    }

    void dataRangeOfOtherTypes()
    {
        const RasterValues raster{{0}, false, {1000, 5000}};
        QCOMPARE(scaled(withRange(0, 1), raster, 1000), 0.0F);
        QCOMPARE(scaled(withRange(0, 1), raster, 2000), 0.25F);
        QCOMPARE(scaled(withRange(0, 1), raster, 5000), 1.0F);
        QCOMPARE(scaled(withRange(-1, 3), raster, 2000), 0.0F);
        // Not clipped.
        QCOMPARE(scaled(withRange(0, 1), raster, 7000), 1.5F);
        QCOMPARE(scaled(withRange(0, 1), raster, 0), -0.25F);
        QVERIFY(needsActualRange(withRange(0, 1), false));
    }

    void rasterOfOneValueOnlyIsNotDividedByNothing()
    {
        QCOMPARE(scaled(withRange(0, 1), {{0}, false, {40, 40}}, 40), 0.0F);
        QCOMPARE(scaled(withRange(2, 3), {{0}, false, {40, 40}}, 40), 2.0F);
    }

    void everyChannelHasTheSameDataRange()
    {
        const std::vector<ChannelScaling> scaling = channelScaling(withRange(0, 1), {{5, 0}, false, {0, 200}});
        QCOMPARE(scaling.size(), std::size_t(2));
        QCOMPARE(scaling[0], scaling[1]);
    }

    void statisticsAreOfTheRastersBands()
    {
        const std::vector<ChannelScaling> scaling = channelScaling(withStatistics(), {{2, 0, 3, 2}, false, {0, 1}});
        QCOMPARE(scaling.size(), std::size_t(4));
        QCOMPARE(scaling[0], (ChannelScaling{200, 1000, 0.125, 0.25}));
        QCOMPARE(scaling[1], (ChannelScaling{0, 10, 0.5, 0.5}));
        QCOMPARE(scaling[2], (ChannelScaling{1000, 5000, 0, 1}));
        QCOMPARE(scaling[3], scaling[0]);
        // (400 - 200) / 800 = 1/4, (1/4 - 1/8) / (1/4) = 1/2.
        QCOMPARE(scaling[0].apply(400), 0.5F);
        // Neither clipped above nor below: 20 is 2, (2 - 1/2) / (1/2) = 3; -10 is -1, and that -3.
        QCOMPARE(scaling[1].apply(20), 3.0F);
        QCOMPARE(scaling[1].apply(-10), -3.0F);
    }

    void statisticsWinOverDataRangeAndImageNet()
    {
        ModelDefinition definition = withStatistics();
        definition.dataRange = {0, 1};
        definition.framework = arcgisLearn().framework;
        QVERIFY(!needsActualRange(definition, false));
        QVERIFY(!expectsImageNet(definition, 3));
        QCOMPARE(channelScaling(definition, {{1, 0, 2}, true, {}})[0], (ChannelScaling{100, 300, 0.25, 2}));
    }

    void membersThatAreNullMeanZeroAndOne()
    {
        ModelDefinition definition = withStatistics();
        definition.normalization->bandMinimum.clear();
        definition.normalization->scaledStd.clear();
        QCOMPARE(channelScaling(definition, {{1}, false, {}})[0], (ChannelScaling{0, 300, 0.25, 1}));
        definition.normalization->scaledMean.clear();
        QCOMPARE(channelScaling(definition, {{1}, false, {}})[0], (ChannelScaling{0, 300, 0, 1}));
        definition.normalization = NormalizationStats{};
        QVERIFY(channelScaling(definition, {{30}, false, {}})[0].isIdentity());
    }

    void statisticsThatDoNotCoverABandAreRefused()
    {
        ModelDefinition definition = withStatistics();
        definition.normalization->scaledStd.pop_back();
        QCOMPARE(channelScaling(definition, {{2}, false, {}}).size(), std::size_t(1));
        const QString sentence = caughtSentence([&] { channelScaling(definition, {{0, 3}, false, {}}); });
        QVERIFY2(sentence.contains(u"Land cover"_s), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"3 bands"_s) && sentence.contains(u"band 4"_s), qPrintable(sentence));
    }

    /// (x / 255 - mean) / deviation with the published figures, worked out to ten digits apart from the code.
    void imageNetForArcgisLearnsPictures()
    {
        const std::vector<ChannelScaling> scaling = channelScaling(arcgisLearn(), {{2, 1, 0}, true, {}});
        QCOMPARE(scaling.size(), std::size_t(3));
        QCOMPARE(scaling[0].apply(0), -2.1179039301F);
        QCOMPARE(scaling[0].apply(255), 2.2489082969F);
        QCOMPARE(scaling[1].apply(0), -2.0357142857F);
        QCOMPARE(scaling[1].apply(255), 2.4285714286F);
        QCOMPARE(scaling[2].apply(0), -1.8044444444F);
        QCOMPARE(scaling[2].apply(255), 2.64F);
        QCOMPARE(scaling[0].apply(124), 0.0055655450F);
    }

    void imageNetIsForThreeChannelsOfArcgisLearnOnly()
    {
        QVERIFY(expectsImageNet(arcgisLearn(), 3));
        QVERIFY(!expectsImageNet(arcgisLearn(), 4));
        ModelDefinition other = arcgisLearn();
        other.framework = u"TensorFlow"_s;
        QVERIFY(!expectsImageNet(other, 3));
        QVERIFY(channelScaling(other, {{0, 1, 2}, true, {}})[0].isIdentity());
        QVERIFY(channelScaling(arcgisLearn(), {{0, 1, 2, 3}, true, {}})[0].isIdentity());
        ModelDefinition ranged = arcgisLearn();
        ranged.dataRange = {0, 1};
        QCOMPARE(channelScaling(ranged, {{0, 1, 2}, true, {}})[0].apply(255), 1.0F);
    }

    void survivesJson()
    {
        const std::vector<ChannelScaling> scaling{{}, {-3.5, 0.1, 1e-3, 7}, {0, 255, 0.485, 0.229}};
        QCOMPARE(scalingFromJson(Json::parse(toJson(scaling).dump())), scaling);
        QVERIFY(scalingFromJson(toJson(std::vector<ChannelScaling>())).empty());
    }
};

QTEST_GUILESS_MAIN(TestChannelScaling)
#include "tst_channel_scaling.moc"
