#include "core/model/definition_reader.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// The smallest definition that is accepted, with its members replaced or added.
Json definitionWith(const Json &changes)
{
    Json definition = Json::parse(R"({"ModelFile": "m.onnx", "ImageHeight": 128, "ImageWidth": 256,
                                      "Classes": [{"Value": 7, "Name": "Water", "Color": [1, 2, 3]}]})");
    for (const auto &[name, value] : changes.items())
        definition[name] = value;
    return definition;
}

ModelDefinition readWith(const char *changes)
{
    const Json definition = definitionWith(Json::parse(changes));
    return readDefinition(QByteArray::fromStdString(definition.dump(2)), u"x.emd"_s);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDefinitionReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutWhatIsAbsent()
    {
        const ModelDefinition definition = readWith("{}");
        QCOMPARE(definition.modelFile, u"m.onnx"_s);
        QVERIFY(definition.configurationFile.isEmpty() && definition.framework.isEmpty());
        QVERIFY((definition.tile == Size{256, 128}));
        QVERIFY((definition.classes == ClassLegend{{7, u"Water"_s, {1, 2, 3}}}));
        QVERIFY(!definition.extractBands && !definition.padding && !definition.modelPadding && !definition.batchSize);
        QVERIFY(!definition.dataRange && !definition.normalization && !definition.layout && !definition.threshold);
        QVERIFY(definition.ignoredChannels.empty());
        QVERIFY(!definition.supportsVariableTileSize && !definition.testTimeAugmentation);
    }

    void readsEveryMember()
    {
        const ModelDefinition definition = readWith(R"({
            "Framework": "Caffe", "ModelName": "Cloud", "Description": "Clouds", "ModelFile": ".\\nets\\m.caffemodel",
            "ModelConfigurationFile": "nets/../m.prototxt", "ModelType": "ImageClassification",
            "ExtractBands": [3, "NIR", "1"], "Padding": 16, "ModelPadding": 8, "BatchSize": 4, "DataRange": [-1, 1.5],
            "ModelFormat": "NHWC", "Threshold": 0.25, "ignore_mapped_class": [0, 2], "SupportsVariableTileSize": true,
            "test_time_augmentation": true, "MinCellSize": {"x": 0.5, "y": 0.5}})");
        QCOMPARE(definition.framework, u"Caffe"_s);
        QCOMPARE(definition.modelName, u"Cloud"_s);
        QCOMPARE(definition.description, u"Clouds"_s);
        QCOMPARE(definition.modelFile, u"nets/m.caffemodel"_s);
        QCOMPARE(definition.configurationFile, u"m.prototxt"_s);
        QVERIFY((definition.extractBands == std::vector<BandReference>{3, u"NIR"_s, 1}));
        QCOMPARE(definition.padding, 16);
        QCOMPARE(definition.modelPadding, 8);
        QCOMPARE(definition.batchSize, 4);
        QVERIFY((definition.dataRange == DataRange{-1, 1.5}));
        QVERIFY(definition.layout == TensorLayout::ChannelsLast);
        QCOMPARE(definition.threshold, 0.25);
        QVERIFY((definition.ignoredChannels == std::vector<int>{0, 2}));
        QVERIFY(definition.supportsVariableTileSize && definition.testTimeAugmentation);
        QCOMPARE(definition.card.at("MinCellSize").at("x").get<double>(), 0.5);
    }

    void readsCellSizes_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<bool>("isRead");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<int>("wkid");
        const auto row = [](const char *written, double x, double y, int wkid) {
            QTest::newRow(written) << QByteArray(written) << (x > 0) << x << y << wkid;
        };
        row(R"({"x": 0.6, "y": 0.5, "spatialReference": {"wkid": 102100, "latestWkid": 3857}})", 0.6, 0.5, 3857);
        row(R"({"x": 2e-6, "y": 2e-6, "spatialReference": {"wkid": 4326}})", 2e-6, 2e-6, 4326);
        row(R"({"x": "0.6", "y": "0.6", "spatialReference": {"wkid": "26910"}})", 0.6, 0.6, 26910);
        row(R"({"x": 0.6})", 0.6, 0.6, 0);
        row("10", 10, 10, 0);
        row("\"10\"", 10, 10, 0);
        for (const char *written :
             {"null", "0", "-3", "\"\"", "[]", "{}", "true", R"({"x": null, "y": null})", R"({"x": -1, "y": "a"})"})
            row(written, 0, 0, 0);
        row(R"({"x": 3, "y": 3, "spatialReference": null})", 3, 3, 0);
        row(R"({"x": 3, "y": 3, "spatialReference": {"wkid": -1, "wkt": "LOCAL"}})", 3, 3, 0);
    }
    void readsCellSizes()
    {
        QFETCH(QByteArray, written);
        QFETCH(bool, isRead);
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(int, wkid);
        const ModelDefinition definition = readWith(("{\"MaxCellSize\": " + written + '}').constData());
        QVERIFY(!definition.minCellSize);
        QCOMPARE(definition.maxCellSize.has_value(), isRead);
        if (isRead)
            QVERIFY((*definition.maxCellSize == GroundCellSize{x, y, wkid}));
    }

    void readsTheImageSpace()
    {
        QVERIFY(readWith("{}").imageSpace == ImageSpace::Map);
        QVERIFY(readWith(R"({"ImageSpaceUsed": "MAP_SPACE"})").imageSpace == ImageSpace::Map);
        QVERIFY(readWith(R"({"ImageSpaceUsed": "pixel_space"})").imageSpace == ImageSpace::Pixel);
        QVERIFY(readWith(R"({"ImageSpaceUsed": 3})").imageSpace == ImageSpace::Map);
    }

    /// As Esri's own page of the operation has it.
    void anEllipsisIsNoFolder()
    {
        QCOMPARE(readWith(R"({"ModelFile": "...\\graph.pb"})").modelFile, u"graph.pb"_s);
        QCOMPARE(readWith(R"({"ModelFile": ".../graph.pb"})").modelFile, u"graph.pb"_s);
        QVERIFY(!caughtSentence([] { readWith(R"({"ModelFile": "...\\..\\graph.pb"})"); }).isEmpty());
    }

    void takesNumbersWrittenAsTexts()
    {
        const ModelDefinition definition = readWith(R"({"ImageHeight": "512", "ImageWidth": 64.0, "Threshold": "0.5",
            "BatchSize": "2", "DataRange": ["0", "255"], "SupportsVariableTileSize": "True", "test_time_augmentation": 0,
            "Classes": [{"Value": "9", "Name": 2021, "Color": ["1", 2, 3]}]})");
        QVERIFY((definition.tile == Size{64, 512}));
        QCOMPARE(definition.threshold, 0.5);
        QCOMPARE(definition.batchSize, 2);
        QVERIFY((definition.dataRange == DataRange{0, 255}));
        QVERIFY(definition.supportsVariableTileSize && !definition.testTimeAugmentation);
        QVERIFY((definition.classes == ClassLegend{{9, u"2021"_s, {1, 2, 3}}}));
    }

    void readsClassesOfAllKinds()
    {
        const ModelDefinition definition = readWith(R"({"Classes": [{"Value": 0, "Name": "None", "Color": [-1, -1, -1]},
            {"ClassValue": -3, "ClassName": "Old"}, {"Value": 4294967, "Color": [255, 0, 16, 255]}, {"Value": 5, "Name": null}]})");
        const ClassLegend &classes = definition.classes;
        QCOMPARE(classes.size(), 4U);
        QVERIFY((classes[0] == ClassEntry{0, u"None"_s, paletteColor(0)}));
        QVERIFY((classes[1] == ClassEntry{-3, u"Old"_s, paletteColor(1)}));
        QVERIFY((classes[2] == ClassEntry{4294967, u"4294967"_s, {255, 0, 16}}));
        QCOMPARE(classes[3].name, u"5"_s);
    }

    void paletteIsDistinctAndRepeats()
    {
        std::set<QString> seen;
        for (std::size_t i = 0; i < 24; ++i)
            seen.insert(paletteColor(i).hex());
        QCOMPARE(seen.size(), 24U);
        QCOMPARE(paletteColor(0).hex(), u"#e69f00"_s);
        QCOMPARE(paletteColor(2).hex(), u"#009e73"_s);
        QVERIFY(paletteColor(24) == paletteColor(0));
        QCOMPARE((Color{0, 10, 255}).hex(), u"#000aff"_s);
    }

    void readsNormalization()
    {
        const auto stats = readWith(R"({"NormalizationStats": {"band_min_values": [0, null, "5"],
            "band_max_values": [10, null, 6.5], "band_mean_values": [1], "scaled_mean_values": null,
            "scaled_std_values": [0.5, "NaN", 2]}})")
                               .normalization;
        QVERIFY(stats.has_value());
        QVERIFY((*stats == NormalizationStats{{0, 0, 5}, {10, 1, 6.5}, {}, {0.5, 1, 2}}));
        QVERIFY(readWith(R"({"NormalizationStats": {}})").normalization == NormalizationStats{});
        QVERIFY(!readWith(R"({"NormalizationStats": null})").normalization);
    }

    void takesPythonsNaN()
    {
        const QByteArray text = R"({"ModelFile": "m.onnx", "ImageHeight": 2, "ImageWidth": 2, "Classes": [{"Value": 1}],
            "accuracy": NaN, "NormalizationStats": {"scaled_mean_values": [NaN, 0.5], "scaled_std_values": [2, Infinity]}})";
        const auto stats = readDefinition(text, u"x.emd"_s).normalization;
        QVERIFY((*stats == NormalizationStats{{}, {}, {0, 0.5}, {2, 1}}));
    }

    /// A band without information is in the statistics but not among the network's inputs: it does no harm.
    void toleratesFlatBandsThatAreNotUsed()
    {
        const char *flat = R"({"ExtractBands": [0, 2], "NormalizationStats":
            {"band_min_values": [0, 3, 0], "band_max_values": [1, 3, 1]}})";
        QVERIFY(readWith(flat).normalization.has_value());
    }

    void acceptsModelTypes_data()
    {
        QTest::addColumn<QString>("type");
        for (const char *type :
             {"ImageClassification", "ClassifyPixels", "SemanticSegmentation", "imageclassification", ""})
            QTest::newRow(type) << QString::fromUtf8(type);
    }
    void acceptsModelTypes()
    {
        QFETCH(QString, type);
        const Json definition = definitionWith({{"ModelType", type}});
        QCOMPARE(readDefinition(QByteArray::fromStdString(definition.dump()), u"x.emd"_s).classes.size(), 1U);
    }

    void refusesDefects_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char *name, const QByteArray &changes, const QStringList &words) {
            QTest::newRow(name) << changes << words;
        };
        const QStringList training{u"is a training template"_s, u"not a trained model"_s};
        row("template: tiles", R"({"AllTilesStats": []})", training);
        row("template: rasters", R"({"InputRastersProps": {}})", training);
        row("template: mode", R"({"MetaDataMode": "Classified_Tiles"})", training);
        row("template: example", R"({"ImageHeight": "e.g. 256"})", training);
        row("detector", R"({"ModelType": "ObjectDetection"})",
            {u"x.emd is for object detection (ModelType ObjectDetection)"_s, u"Use a pixel classification model"_s});
        row("unknown type", R"({"ModelType": "Pix2Pix"})", {u"(ModelType Pix2Pix)"_s});
        row("type is a number", R"({"ModelType": 3})", {u"ModelType must be a text, not 3"_s});

        row("no ModelFile", R"({"ModelFile": null})", {u"names no weights"_s, u"ModelFile"_s});
        row("empty ModelFile", R"({"ModelFile": "  "})", {u"names no weights"_s});
        row("ModelFile a number", R"({"ModelFile": 1})", {u"ModelFile must be a text"_s});
        for (const char *path : {"../m.onnx", "a/../../m.onnx", "/m.onnx", R"(\\\\server\\share\\m.onnx)",
                                 R"(C:\\m.onnx)", "c:m.onnx", R"(..\\m.onnx)", ".", "a/.."})
            row(qPrintable(u"ModelFile "_s + QString::fromUtf8(path)), "{\"ModelFile\": \"" + QByteArray(path) + "\"}",
                {u"x.emd: ModelFile names"_s, u"leads out of"_s});
        row("configuration outside", R"({"ModelConfigurationFile": "../m.prototxt"})",
            {u"ModelConfigurationFile names \"../m.prototxt\""_s});

        row("no ImageHeight", R"({"ImageHeight": null})", {u"ImageHeight is missing"_s});
        row("no ImageWidth", R"({"ImageWidth": null})", {u"ImageWidth is missing"_s});
        row("tile of 0", R"({"ImageWidth": 0})", {u"ImageWidth must be a whole number from 1 to 16384, not 0"_s});
        row("tile too large", R"({"ImageHeight": 16385})", {u"ImageHeight"_s, u"not 16385"_s});
        row("tile with a fraction", R"({"ImageHeight": 256.5})", {u"ImageHeight"_s, u"not 256.5"_s});
        row("tile in words", R"({"ImageHeight": "big"})", {u"ImageHeight"_s, u"not \"big\""_s});
        row("tile a list", R"({"ImageHeight": [256]})", {u"ImageHeight"_s, u"not [256]"_s});

        row("no Classes", R"({"Classes": null})", {u"Classes is missing"_s});
        row("empty Classes", R"({"Classes": []})", {u"Classes is empty"_s});
        row("Classes an object", R"({"Classes": {}})", {u"Classes must be a list"_s});
        row("class a text", R"({"Classes": ["Water"]})", {u"Classes must be a list of objects"_s, u"\"Water\""_s});
        row("class without Value", R"({"Classes": [{"Value": 1}, {"Name": "A"}]})", {u"class 2: Value is missing"_s});
        row("Value with fraction", R"({"Classes": [{"Value": 1.5}]})", {u"class 1: Value"_s, u"not 1.5"_s});
        row("Value beyond 32 bits", R"({"Classes": [{"Value": 4294967296}]})", {u"class 1: Value"_s, u"4294967296"_s});
        row("Value below 32 bits", R"({"Classes": [{"Value": -2147483649}]})", {u"class 1: Value"_s});
        row("Values of no type", R"({"Classes": [{"Value": -1}, {"Value": 3000000000}]})", {u"no 32 bit raster"_s});
        row("Value twice", R"({"Classes": [{"Value": 4, "Name": "A"}, {"Value": 4, "Name": "B"}]})",
            {u"the value 4 to two classes, \"A\" and \"B\""_s});
        row("Name a list", R"({"Classes": [{"Value": 4, "Name": []}]})", {u"class 1: Name must be a text"_s});
        row("Color too short", R"({"Classes": [{"Value": 4, "Color": [1, 2]}]})", {u"class 1: Color"_s});
        row("Color too large", R"({"Classes": [{"Value": 4, "Color": [1, 2, 256]}]})", {u"class 1: Color"_s, u"256"_s});
        row("Color half absent", R"({"Classes": [{"Value": 4, "Color": [-1, -1, 3]}]})", {u"class 1: Color"_s});
        row("Color a text", R"({"Classes": [{"Value": 4, "Color": "red"}]})", {u"class 1: Color must be a list"_s});

        row("band negative", R"({"ExtractBands": [0, -1]})", {u"ExtractBands"_s, u"-1"_s});
        row("band with fraction", R"({"ExtractBands": [0.5]})", {u"ExtractBands"_s, u"0.5"_s});
        row("band nameless", R"({"ExtractBands": [""]})", {u"ExtractBands"_s});
        row("bands empty", R"({"ExtractBands": []})", {u"ExtractBands is empty"_s});
        row("bands a number", R"({"ExtractBands": 3})", {u"ExtractBands must be a list"_s});
        row("Padding negative", R"({"Padding": -1})", {u"Padding"_s, u"-1"_s});
        row("ModelPadding negative", R"({"ModelPadding": -1})", {u"ModelPadding"_s});
        row("ModelPadding of half a tile", R"({"ModelPadding": 64})", {u"ModelPadding is 64"_s, u"256 x 128"_s});
        row("BatchSize 0", R"({"BatchSize": 0})", {u"BatchSize"_s});
        row("BatchSize true", R"({"BatchSize": true})", {u"BatchSize"_s, u"not true"_s});
        row("DataRange reversed", R"({"DataRange": [1, 0]})", {u"DataRange"_s, u"[1,0]"_s});
        row("DataRange without width", R"({"DataRange": [1, 1]})", {u"DataRange"_s});
        row("DataRange of one", R"({"DataRange": [1]})", {u"DataRange"_s});
        row("DataRange in words", R"({"DataRange": ["low", "high"]})", {u"DataRange"_s});
        row("ModelFormat", R"({"ModelFormat": "CHW"})", {u"ModelFormat must be NCHW or NHWC, not \"CHW\""_s});
        row("Threshold", R"({"Threshold": "half"})", {u"Threshold must be a number"_s});
        row("ignored negative", R"({"ignore_mapped_class": [-1]})", {u"ignore_mapped_class"_s});
        row("ignored a text", R"({"ignore_mapped_class": "0"})", {u"ignore_mapped_class must be a list"_s});
        row("truth", R"({"SupportsVariableTileSize": "maybe"})", {u"SupportsVariableTileSize must be true or false"_s});
        row("augmentation", R"({"test_time_augmentation": []})", {u"test_time_augmentation"_s});

        row("statistics a list", R"({"NormalizationStats": [1]})", {u"NormalizationStats must be an object"_s});
        row("statistics in words", R"({"NormalizationStats": {"band_min_values": ["low"]}})",
            {u"NormalizationStats.band_min_values"_s, u"\"low\""_s});
        row("statistics a number", R"({"NormalizationStats": {"band_min_values": 4}})",
            {u"NormalizationStats.band_min_values must be a list"_s});
        row("statistics unequal",
            R"({"NormalizationStats": {"band_min_values": [0, 0], "scaled_std_values": [1, 1, 1]}})",
            {u"scaled_std_values has 3 entries, but band_min_values has 2"_s});
        row("flat band", R"({"NormalizationStats": {"band_min_values": [0, 4], "band_max_values": [1, 4]}})",
            {u"band 1"_s, u"cannot be scaled"_s});
        row("flat by default", R"({"NormalizationStats": {"band_min_values": [0, 1]}})", {u"band 1"_s});
        row("flat band that is used", R"({"ExtractBands": [1], "NormalizationStats":
            {"band_min_values": [4, 4], "band_max_values": [4, 4]}})",
            {u"band 1"_s});
        row("std of 0", R"({"NormalizationStats": {"scaled_std_values": [1, 1, 0]}})",
            {u"scaled_std_values is 0 for band 2"_s});
    }
    void refusesDefects()
    {
        QFETCH(QByteArray, changes);
        QFETCH(QStringList, words);
        const QString sentence = caughtSentence([&changes] { readWith(changes.constData()); });
        QVERIFY2(sentence.startsWith(u"x.emd"_s), qPrintable(sentence));
        for (const QString &word : words)
            QVERIFY2(sentence.contains(word), qPrintable(sentence));
    }

    /// A sentence goes to a terminal and a log, one line each; what a file says must not break or colour them.
    void keepsSentencesToOneLine_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::newRow("type") << QByteArray(R"({"ModelType": "A\n\u001bB"})");
        QTest::newRow("file") << QByteArray(R"({"ModelFile": "../a\r\nb"})");
        QTest::newRow("format") << QByteArray(R"({"ModelFormat": "N\tC"})");
        QTest::newRow("class") << QByteArray(
            R"({"Classes": [{"Value": 1, "Name": "A\nB"}, {"Value": 1, "Name": "C\u0007D"}]})");
        QTest::newRow("long") << QByteArray("{\"ModelType\": \"" + QByteArray(100000, 'x') + "\"}");
    }
    void keepsSentencesToOneLine()
    {
        QFETCH(QByteArray, changes);
        const QString sentence = caughtSentence([&changes] { readWith(changes.constData()); });
        QVERIFY(!sentence.isEmpty() && sentence.size() < 500);
        for (const QChar c : sentence)
            QVERIFY2(c.isPrint(), qPrintable(sentence));
    }

    void refusesJsonThatIsNoObject()
    {
        const QString sentence = caughtSentence([] { readDefinition("[1]", u"x.emd"_s); });
        QVERIFY2(sentence.contains(u"x.emd is JSON, but no model definition"_s), qPrintable(sentence));
    }

    /// Class counts, band counts and refusals read by eye in the files.
    void readsRealDefinitions_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("words");
        const auto parsed = [](const char *file, int classes, const char *modelFile) {
            QTest::newRow(file) << QString::fromUtf8(file) << classes << QString::fromUtf8(modelFile);
        };
        const auto refused = [](const char *file, const char *words) {
            QTest::newRow(file) << QString::fromUtf8(file) << 0 << QString::fromUtf8(words);
        };
        const char *detects = "is for object detection (ModelType ObjectDetection)";
        const char *objects = "is for object classification (ModelType ObjectClassification)";
        parsed("emd/azure_pixel_level_land_classification__953c1536.emd", 6, "trained.model");
        parsed("emd/azure_pixel_level_land_classification__ae4df47c.emd", 6, "trained.model");
        parsed("emd/tensorflow_deeplab_landclassification__af76201b.emd", 6, "frozen_inference_graph.pb");
        parsed("emd/tensorflow_deeplab_landclassification__fe95515f.emd", 6, "frozen_inference_graph.pb");
        parsed("emd/trained__4665daf0.emd", 6, "trained.onnx");
        parsed("emd/opengeoai_v1_onnx_semseg_onebased_bands_no_colors.emd", 2, "model.onnx");
        parsed("models/cloud/cloud_rgbiswir.emd", 2, "cloud_rgbiswir.onnx");
        parsed("models/cloud/cloud_rgbiswir_caffe.emd", 2, "cloud_rgbiswir.caffemodel");
        parsed("models/cloud/cloud_rgbiswir_tf.emd", 2, "cloud_rgbiswir.pb");
        parsed("models/cloud/bom_crlf_cloud.emd", 2, "cloud_rgbiswir.onnx");
        parsed("models/cloud/utf16_cloud.emd", 2, "cloud_rgbiswir.onnx");
        parsed("models/dynamicworld/dynamicworld_s2_13band.emd", 9, "dynamicworld_dn_probs.onnx");
        parsed("models/odd/azure_landcover/trained.emd", 6, "trained.onnx");
        for (const char *file :
             {"DraftTemplateEMD__fc42ca11", "GroundingDINO__689ad6b0", "TextSAM__28952804", "text_SAM__c66ed2f1",
              "cntk_fasterrcnn_coconut_tree__d990915f", "cntk_fasterrcnn_coconut_tree__e57cc916", "mask_rcnn__625e467c",
              "mask_rcnn__67149663", "pytorch_fastai_ssd__422306ed", "pytorch_fastai_ssd__ae3d5239",
              "tensorflow_objectdetectionapi_coconuttree__902a74eb",
              "tensorflow_objectdetectionapi_coconuttree__a161602e",
              "tensorflow_objectdetectionapi_coconuttree__c0cbf1bc", "xview_onnx__ee79e72d"})
            refused(qPrintable(u"emd/%1.emd"_s.arg(QString::fromUtf8(file))), detects);
        for (const char *file :
             {"HouseDamageClassifier_ProBuiltin__24021e45", "HouseDamageClassifier_ProBuiltin__8031c1e2",
              "woolseyFire_600_50__0a26efa0", "woolseyFire_600_50__94a11d00"})
            refused(qPrintable(u"emd/%1.emd"_s.arg(QString::fromUtf8(file))), objects);
        refused("emd/pro_doc_missing_comma.emd", "(line 11, column 5): a comma is missing before \"Classes\"");
    }
    void readsRealDefinitions()
    {
        QFETCH(QString, file);
        QFETCH(int, classes);
        QFETCH(QString, words);
        PIXELSCAPE_NEEDS_SHARED(file);
        const QByteArray text = contentOf(sharedData(file));
        const QString name = QFileInfo(file).fileName();
        if (classes == 0) {
            const QString sentence = caughtSentence([&] { readDefinition(text, name); });
            QVERIFY2(sentence.startsWith(name) && sentence.contains(words), qPrintable(sentence));
            return;
        }
        const ModelDefinition definition = readDefinition(text, name);
        QCOMPARE(int(definition.classes.size()), classes);
        QCOMPARE(definition.modelFile, words);
    }

    void knowsEveryRealDefinition()
    {
        PIXELSCAPE_NEEDS_SHARED(u"emd"_s);
        QCOMPARE(QDir(sharedData(u"emd"_s)).entryList({u"*.emd"_s}).size(), 25);
    }

    void readsWhatRealDefinitionsSay()
    {
        PIXELSCAPE_NEEDS_SHARED(u"models"_s);
        const auto real = [](const QString &file) { return readDefinition(contentOf(sharedData(file)), file); };
        const ModelDefinition land = real(u"emd/trained__4665daf0.emd"_s);
        QVERIFY((land.tile == Size{256, 256}) && land.modelPadding == 64 && (land.dataRange == DataRange{0, 1}));
        QVERIFY((land.classes[1] == ClassEntry{1, u"Grassland/Herbaceous"_s, {241, 185, 137}}));
        const ModelDefinition camp = real(u"emd/opengeoai_v1_onnx_semseg_onebased_bands_no_colors.emd"_s);
        QVERIFY((camp.extractBands == std::vector<BandReference>{1, 2, 3}));
        QVERIFY((camp.classes[1] == ClassEntry{1, u"refugee camp"_s, paletteColor(1)}));
        const ModelDefinition cloud = real(u"models/cloud/cloud_rgbiswir_tf.emd"_s);
        QVERIFY(cloud.padding == 24 && cloud.threshold == 0.5 && cloud.layout == TensorLayout::ChannelsLast);
        QVERIFY((cloud.normalization->bandMaximum == std::vector<double>(6, 10000)));
        QVERIFY((cloud.normalization->scaledStd == std::vector<double>(6, 1)));
        const ModelDefinition caffe = real(u"models/cloud/cloud_rgbiswir_caffe.emd"_s);
        QCOMPARE(caffe.configurationFile, u"cloud_rgbiswir.prototxt"_s);
        const ModelDefinition world = real(u"models/dynamicworld/dynamicworld_s2_13band.emd"_s);
        QVERIFY((world.extractBands == std::vector<BandReference>{1, 2, 3, 4, 5, 6, 7, 11, 12}));
        QVERIFY((world.classes[8] == ClassEntry{8, u"Snow & ice"_s, {179, 159, 225}}));
    }
};

QTEST_GUILESS_MAIN(TestDefinitionReader)
#include "tst_definition_reader.moc"
