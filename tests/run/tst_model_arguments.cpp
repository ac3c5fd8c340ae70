#include "core/run/model_arguments.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

struct Reading
{
    ModelArguments arguments;
    std::vector<Problem> problems;
};

ModelDefinition tileOf256()
{
    ModelDefinition definition;
    definition.tile = {256, 256};
    return definition;
}

Reading reading(const ArgumentTexts &texts, const ModelDefinition &definition = tileOf256())
{
    Reading reading;
    reading.arguments = readModelArguments(texts, definition, reading.problems);
    return reading;
}

} // namespace

class TestModelArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults();
    void definitionGivesDefaults();
    void everyArgument();
    void paddingFollowsTheTileAskedFor();
    void paddingOfANetworkThatCrops();
    void defects_data();
    void defects();
    void largestPadding();
    void everyDefectAtOnce();
    void mergePolicyIsKnown();
    void truth_data();
    void truth();
    void definitionAsksForAugmentation();
    void mergePolicyAlone();
    void hannWithoutOverlapIsAWarning();
    void batchOfTheDefinition();
    void thresholdThatCannotCountIsAWarning();
    void recipe();
};

void TestModelArguments::defaults()
{
    const Reading read = reading({});
    QVERIFY(read.problems.empty());
    QVERIFY(read.arguments.tile == (Size{256, 256}));
    QCOMPARE(read.arguments.padding, 64); // a quarter of the tile
    QCOMPARE(read.arguments.batchSize, 1);
    QVERIFY(read.arguments.edge == EdgeRule::Reflect);
    QVERIFY(!read.arguments.decision.predictBackground);
    QVERIFY(!read.arguments.decision.threshold);
    QVERIFY(!read.arguments.probabilityRaster);
    QVERIFY(!read.arguments.augmentation.enabled);
    QVERIFY(read.arguments.blend == Blend::Crop);
}

void TestModelArguments::definitionGivesDefaults()
{
    ModelDefinition definition = tileOf256();
    definition.tile = {512, 300};
    QCOMPARE(reading({}, definition).arguments.padding, 75); // of the shorter side
    definition.padding = 32;
    QCOMPARE(reading({}, definition).arguments.padding, 32);
    QCOMPARE(reading({{u"padding"_s, u"16"_s}}, definition).arguments.padding, 16);
    definition.padding = 0;
    QCOMPARE(reading({}, definition).arguments.padding, 0);
}

void TestModelArguments::everyArgument()
{
    const Reading read = reading({{u"padding"_s, u" 100 "_s},
                                  {u"batch_size"_s, u"4"_s},
                                  {u"tile_size"_s, u"512.0"_s},
                                  {u"predict_background"_s, u"False"_s},
                                  {u"threshold"_s, u"0.25"_s},
                                  {u"return_probability_raster"_s, u"T"_s},
                                  {u"test_time_augmentation"_s, u"Yes"_s},
                                  {u"merge_policy"_s, u" Min "_s},
                                  {u"blend"_s, u"HANN"_s},
                                  {u"edge"_s, u"Zero"_s}});
    QVERIFY(read.problems.empty());
    QCOMPARE(read.arguments.padding, 100);
    QCOMPARE(read.arguments.batchSize, 4);
    QVERIFY(read.arguments.tile == (Size{512, 512}));
    QCOMPARE(read.arguments.decision.predictBackground.value(), false);
    QCOMPARE(read.arguments.decision.threshold.value(), 0.25);
    QVERIFY(read.arguments.edge == EdgeRule::Zero);
    QVERIFY(read.arguments.probabilityRaster);
    QVERIFY(read.arguments.augmentation == (Augmentation{true, MergePolicy::Minimum, ImageSpace::Map}));
    QVERIFY(read.arguments.blend == Blend::Hann);
}

void TestModelArguments::paddingFollowsTheTileAskedFor()
{
    QCOMPARE(reading({{u"tile_size"_s, u"1024"_s}}).arguments.padding, 256);
}

void TestModelArguments::paddingOfANetworkThatCrops()
{
    ModelDefinition definition = tileOf256();
    definition.modelPadding = 40;
    definition.padding = 64;
    QCOMPARE(reading({}, definition).arguments.padding, 0);
    QVERIFY(reading({{u"padding"_s, u"0"_s}}, definition).problems.empty());
    const Reading read = reading({{u"padding"_s, u"8"_s}}, definition);
    QCOMPARE(read.problems.size(), std::size_t(1));
    QVERIFY(read.problems[0].sentence.contains(u"ModelPadding 40"_s));
    QCOMPARE(read.problems[0].remedies, (std::vector<Remedy>{{u"Leave it out"_s, u"modelArguments.padding"_s, {}}}));
    definition.modelPadding = 0;
    QCOMPARE(reading({}, definition).arguments.padding, 64);
}

void TestModelArguments::defects_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("remedy"); // the text that one click puts in its place; empty leaves the argument out
    const auto row = [](const char *name, const char *text, const char *words, const char *remedy = "") {
        QTest::addRow("%s=%s", name, text) << QString::fromLatin1(name) << QString::fromLatin1(text)
                                           << QString::fromLatin1(words) << QString::fromLatin1(remedy);
    };
    row("padding", "-1", "at least 0");
    row("padding", "ten", "padding=ten");
    row("padding", "2.5", "whole number");
    row("padding", "", "whole number");
    row("padding", "nan", "whole number");
    row("padding", "1e300", "whole number");
    row("padding", "128", "127 at most", "127");
    row("padding", "100000", "127 at most", "127");
    row("batch_size", "0", "at least 1");
    row("batch_size", "many", "batch_size=many");
    row("tile_size", "0", "at least 1");
    row("tile_size", "-256", "at least 1");
    row("tile_size", "16385", "16384 at most", "16384");
    row("threshold", "1.01", "between 0 and 1");
    row("threshold", "-0.1", "between 0 and 1");
    row("threshold", "half", "threshold=half");
    row("threshold", "nan", "between 0 and 1");
    row("predict_background", "maybe", "neither true nor false");
    row("predict_background", "2", "neither true nor false");
    row("edge", "mirror", "reflect or zero", "reflect");
    row("pading", "3", "known are padding");
    row("Padding", "3", "known are padding");
    row("batch_size", "65", "64 at most", "64");
    row("blend", "gauss", "crop or hann", "crop");
    row("test_time_augmentation", "twice", "neither true nor false");
    row("return_probability_raster", "", "neither true nor false");
}

void TestModelArguments::defects()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    QFETCH(QString, words);
    QFETCH(QString, remedy);
    const Reading read = reading({{name, text}});
    QCOMPARE(read.problems.size(), std::size_t(1));
    QCOMPARE(read.problems[0].field, u"modelArguments."_s + name);
    QVERIFY(read.problems[0].severity == Severity::Error);
    QVERIFY2(read.problems[0].sentence.contains(words), qPrintable(read.problems[0].sentence));
    QCOMPARE(read.problems[0].remedies.size(), std::size_t(1));
    QCOMPARE(read.problems[0].remedies[0].field, u"modelArguments."_s + name);
    QCOMPARE(read.problems[0].remedies[0].value, remedy);
    QCOMPARE(read.problems[0].remedies[0].label, remedy.isEmpty() ? u"Leave it out"_s : u"Use "_s + remedy);
    QVERIFY(reading(remedy.isEmpty() ? ArgumentTexts() : ArgumentTexts{{name, remedy}}).problems.empty());
}

void TestModelArguments::largestPadding()
{
    QVERIFY(reading({{u"padding"_s, u"127"_s}}).problems.empty());
    ModelDefinition odd = tileOf256();
    odd.tile = {101, 101};
    QVERIFY(reading({{u"padding"_s, u"50"_s}}, odd).problems.empty());
    QCOMPARE(reading({{u"padding"_s, u"51"_s}}, odd).problems.size(), std::size_t(1));
}

void TestModelArguments::everyDefectAtOnce()
{
    const Reading read =
        reading({{u"padding"_s, u"x"_s}, {u"threshold"_s, u"7"_s}, {u"edge"_s, u"?"_s}, {u"nonsense"_s, u"1"_s}});
    QStringList fields;
    for (const Problem &problem : read.problems)
        fields << problem.field;
    fields.sort();
    QCOMPARE(fields, (QStringList{u"modelArguments.edge"_s, u"modelArguments.nonsense"_s, u"modelArguments.padding"_s,
                                  u"modelArguments.threshold"_s}));
}

void TestModelArguments::mergePolicyIsKnown()
{
    const ArgumentTexts texts{{u"test_time_augmentation"_s, u"1"_s}, {u"merge_policy"_s, u"median"_s}};
    const Reading read = reading(texts);
    QCOMPARE(read.problems.size(), std::size_t(1));
    QCOMPARE(read.problems[0].sentence, u"merge_policy=median is not known; give mean, max or min."_s);
}

void TestModelArguments::truth_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    for (const char *text : {"true", "TRUE", "1", "t", "y", "Yes", " true "})
        QTest::newRow(text) << QString::fromLatin1(text) << true;
    for (const char *text : {"false", "False", "0", "f", "n", "NO"})
        QTest::newRow(text) << QString::fromLatin1(text) << false;
}

void TestModelArguments::truth()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(reading({{u"predict_background"_s, text}}).arguments.decision.predictBackground.value(), expected);
}

void TestModelArguments::definitionAsksForAugmentation()
{
    ModelDefinition definition = tileOf256();
    definition.testTimeAugmentation = true;
    definition.imageSpace = ImageSpace::Pixel;
    const Reading read = reading({}, definition);
    QVERIFY(read.problems.empty());
    QVERIFY(read.arguments.augmentation == (Augmentation{true, MergePolicy::Mean, ImageSpace::Pixel}));
    const Reading highest = reading({{u"merge_policy"_s, u"max"_s}}, definition);
    QVERIFY(highest.problems.empty());
    QVERIFY(highest.arguments.augmentation.merge == MergePolicy::Maximum);
    const Reading once = reading({{u"test_time_augmentation"_s, u"false"_s}}, definition);
    QVERIFY(once.problems.empty());
    QVERIFY(!once.arguments.augmentation.enabled);
}

void TestModelArguments::mergePolicyAlone()
{
    const Reading read = reading({{u"merge_policy"_s, u"min"_s}});
    QCOMPARE(read.problems.size(), std::size_t(1));
    QVERIFY(read.problems[0].severity == Severity::Warning);
    QCOMPARE(read.problems[0].field, u"modelArguments.merge_policy"_s);
    QCOMPARE(read.problems[0].remedies,
             (std::vector<Remedy>{{u"Leave it out"_s, u"modelArguments.merge_policy"_s, {}}}));
    QVERIFY(reading({{u"merge_policy"_s, u"min"_s}, {u"test_time_augmentation"_s, u"yes"_s}}).problems.empty());
}

void TestModelArguments::hannWithoutOverlapIsAWarning()
{
    const Reading read = reading({{u"blend"_s, u"hann"_s}, {u"padding"_s, u"0"_s}});
    QCOMPARE(read.problems.size(), std::size_t(1));
    QVERIFY(read.problems[0].severity == Severity::Warning);
    QCOMPARE(read.problems[0].field, u"modelArguments.blend"_s);
    QVERIFY(reading({{u"blend"_s, u"hann"_s}, {u"padding"_s, u"1"_s}}).problems.empty());
    QVERIFY(reading({{u"blend"_s, u"crop"_s}, {u"padding"_s, u"0"_s}}).problems.empty());
}

void TestModelArguments::batchOfTheDefinition()
{
    ModelDefinition definition = tileOf256();
    definition.batchSize = 12;
    QCOMPARE(reading({}, definition).arguments.batchSize, 12);
    QCOMPARE(reading({{u"batch_size"_s, u"64"_s}}, definition).arguments.batchSize, 64);
    definition.batchSize = 1000;
    const Reading read = reading({}, definition);
    QVERIFY(read.problems.empty());
    QCOMPARE(read.arguments.batchSize, 64);
}

void TestModelArguments::thresholdThatCannotCountIsAWarning()
{
    ModelDefinition definition = tileOf256();
    definition.classes = {{1, u"Water"_s, {}}, {2, u"Forest"_s, {}}};
    QVERIFY(reading({{u"threshold"_s, u"0.25"_s}}, definition).problems.empty());
    definition.classes.push_back({3, u"Sand"_s, {}});
    QVERIFY(reading({}, definition).problems.empty());
    const Reading read = reading({{u"threshold"_s, u"0.25"_s}}, definition);
    QCOMPARE(read.problems.size(), std::size_t(1));
    QCOMPARE(read.problems[0].field, u"modelArguments.threshold"_s);
    QCOMPARE(read.problems[0].remedies, (std::vector<Remedy>{{u"Leave it out"_s, u"modelArguments.threshold"_s, {}}}));
    QVERIFY(read.problems[0].severity == Severity::Warning);
}

/// What decides pixels and nothing else: the batch's size is not in it.
void TestModelArguments::recipe()
{
    const Reading plain = reading({{u"batch_size"_s, u"8"_s}});
    QCOMPARE(QByteArray::fromStdString(toJson(plain.arguments).dump()),
             "{\"tile_size\":[256,256],\"padding\":64,\"edge\":\"reflect\"}"_ba);
    const Reading full =
        reading({{u"edge"_s, u"zero"_s}, {u"predict_background"_s, u"true"_s}, {u"threshold"_s, u"0.5"_s}});
    QCOMPARE(
        QByteArray::fromStdString(toJson(full.arguments).dump()),
        "{\"tile_size\":[256,256],\"padding\":64,\"edge\":\"zero\",\"predict_background\":true,\"threshold\":0.5}"_ba);
    ModelDefinition pixelSpace = tileOf256();
    pixelSpace.imageSpace = ImageSpace::Pixel;
    const Reading turned = reading({{u"test_time_augmentation"_s, u"true"_s},
                                    {u"merge_policy"_s, u"max"_s},
                                    {u"blend"_s, u"hann"_s},
                                    {u"return_probability_raster"_s, u"true"_s}},
                                   pixelSpace);
    QCOMPARE(QByteArray::fromStdString(toJson(turned.arguments).dump()),
             "{\"tile_size\":[256,256],\"padding\":64,\"edge\":\"reflect\",\"test_time_augmentation\":\"PIXEL_SPACE\","
             "\"merge_policy\":\"max\",\"blend\":\"hann\",\"return_probability_raster\":true}"_ba);
}

QTEST_GUILESS_MAIN(TestModelArguments)
#include "tst_model_arguments.moc"
