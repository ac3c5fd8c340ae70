#include "core/run/engine_text.h"
#include "core/run/request_field.h"
#include "tests/raster/scene_folder.h"
#include "tests/run/tiny_run.h"

#include <QtTest>

using namespace pixelscape;

Q_DECLARE_METATYPE(std::function<void(TinyRun &)>)

namespace {

QStringList fieldsOf(const Resolution &resolution)
{
    QStringList fields;
    for (const Problem &problem : resolution.problems)
        fields << problem.field;
    return fields;
}

} // namespace

/// What can be said of a request that cannot run, and what one click does about it.
class TestResolve : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAllOfAGoodRequest();
    void answersWithoutARaster();
    void aModelInTheRastersPlaceIsOfferedAsTheModel();
    void answersWithoutAModel();
    void answersWithoutAnything();
    void modelWhoseWeightsCannotBeRead();
    void modelThatNoEngineReads();
    void bandsThatDoNotMatch();
    void bandsByChoice();
    void bandsThatAreNotUsedDoNotDecideTheGrid();
    void definitionAsText();
    void oneClickPutsItRight_data();
    void oneClickPutsItRight();
};

void TestResolve::answersAllOfAGoodRequest()
{
    TinyRun run;
    run.request.modelArguments = {{u"padding"_s, u"3"_s}};
    const Resolution resolution = resolve(run.request);
    QVERIFY(resolution.spec);
    QCOMPARE(resolution.raster->size, (Size{TinyRun::width, TinyRun::height}));
    QCOMPARE(resolution.model->path, run.request.model);
    QCOMPARE(resolution.model->definition.classes.size(), std::size_t(2));
    QCOMPARE(resolution.model->weightsFormat, u"ONNX"_s);
    QCOMPARE(resolution.model->engines, builtEngines());
    QVERIFY(resolution.model->problem.isEmpty());
    QCOMPARE(resolution.arguments->padding, 3);
    QCOMPARE(resolution.arguments->tile, (Size{16, 16}));
    QCOMPARE(resolution.bands, std::vector<int>{0});
}

void TestResolve::answersWithoutARaster()
{
    TinyRun run;
    run.request.inputRaster = run.folder.filePath(u"nothing.tif"_s);
    const Resolution resolution = resolve(run.request);
    QVERIFY(!resolution.spec);
    QCOMPARE(fieldsOf(resolution), QStringList{u"inputRaster"_s});
    QVERIFY(!resolution.raster);
    QCOMPARE(resolution.model->engines, builtEngines());
    QCOMPARE(resolution.arguments->padding, 2);
    QVERIFY(resolution.bands.empty());
}

void TestResolve::aModelInTheRastersPlaceIsOfferedAsTheModel()
{
    TinyRun run;
    run.request.inputRaster = run.request.model;
    const Resolution resolution = resolve(run.request);
    QVERIFY(!resolution.spec);
    QCOMPARE(fieldsOf(resolution), QStringList{u"inputRaster"_s});
    QCOMPARE(resolution.problems[0].remedies,
             (std::vector<Remedy>{{u"Use it as the model"_s, u"model"_s, run.request.model}}));
}

void TestResolve::answersWithoutAModel()
{
    TinyRun run;
    run.request.model.clear();
    const Resolution resolution = resolve(run.request);
    QVERIFY(!resolution.spec);
    QCOMPARE(fieldsOf(resolution), QStringList{u"model"_s});
    QVERIFY(resolution.problems[0].sentence.startsWith(u"No model was given"_s));
    QCOMPARE(resolution.raster->bands.size(), std::size_t(1));
    QVERIFY(!resolution.model && !resolution.arguments);
}

void TestResolve::answersWithoutAnything()
{
    const Resolution resolution = resolve({});
    QVERIFY(!resolution.spec && !resolution.raster && !resolution.model);
    QCOMPARE(fieldsOf(resolution), (QStringList{u"inputRaster"_s, u"model"_s, u"outputClassifiedRaster"_s}));
}

void TestResolve::modelWhoseWeightsCannotBeRead()
{
    TinyRun run;
    QVERIFY(QFile::remove(run.folder.filePath(u"net.onnx"_s)));
    const Resolution resolution = resolve(run.request);
    QVERIFY(!resolution.spec);
    QCOMPARE(fieldsOf(resolution), QStringList{u"model"_s});
    QCOMPARE(resolution.model->definition.classes.size(), std::size_t(2));
    QVERIFY(resolution.model->weightsFormat.isEmpty() && resolution.model->engines.isEmpty());
    QCOMPARE(resolution.model->problem, resolution.problems[0].sentence);
    QCOMPARE(resolution.arguments->padding, 2);
    QCOMPARE(resolution.bands, std::vector<int>{0});
}

void TestResolve::modelThatNoEngineReads()
{
    TinyRun run;
    run.write(u"net.onnx"_s, "\x89HDF\r\n\x1a\n of Keras"_ba);
    const Resolution resolution = resolve(run.request);
    QCOMPARE(fieldsOf(resolution), QStringList{u"model"_s});
    QCOMPARE(resolution.model->weightsFormat, u"Keras"_s);
    QVERIFY(resolution.model->engines.isEmpty());
    QCOMPARE(resolution.model->problem, resolution.problems[0].sentence);
}

void TestResolve::bandsThatDoNotMatch()
{
    TinyRun run;
    QByteArray definition = TinyRun::definition(16);
    run.write(u"model.emd"_s, definition.replace("\"Padding\"", "\"ExtractBands\": [0, 3], \"Padding\""));
    const Resolution resolution = resolve(run.request);
    QCOMPARE(fieldsOf(resolution), QStringList{u"inputRaster"_s});
    QVERIFY(resolution.raster && resolution.model && resolution.arguments);
    QVERIFY(resolution.bands.empty());
}

/// Band 2 takes the place of the model's band 3; the statistics stay those of band 3.
void TestResolve::bandsByChoice()
{
    TinyRun run;
    run.write(u"model.emd"_s,
              "{\"ModelFile\": \"net.onnx\", \"ImageHeight\": 16, \"ImageWidth\": 16, \"ExtractBands\": [2], "
              "\"NormalizationStats\": {\"band_min_values\": [0, 0, 0], \"band_max_values\": [10, 20, 130], "
              "\"scaled_mean_values\": [0, 0, 0.25], \"scaled_std_values\": [1, 1, 0.5]}, "
              "\"Classes\": [{\"Value\": 1}, {\"Value\": 2}]}");
    QCOMPARE(fieldsOf(resolve(run.request)), QStringList{u"inputRaster"_s}); // the raster has one band
    run.request.bandMapping = u"1"_s;
    const Resolution resolution = resolve(run.request);
    QVERIFY2(resolution.spec, resolution.problems.empty() ? "" : qPrintable(resolution.problems[0].sentence));
    QCOMPARE(resolution.spec->bands, std::vector<int>{0});
    QVERIFY((resolution.spec->scaling == std::vector<ChannelScaling>{{0, 130, 0.25, 0.5}}));
    run.request.bandMapping = u"1,1"_s;
    const Resolution wrong = resolve(run.request);
    QCOMPARE(fieldsOf(wrong), QStringList{u"bandMapping"_s});
    QVERIFY2(wrong.problems[0].sentence.startsWith(u"1,1 names 2 bands, but model.emd takes 1 band."_s),
             qPrintable(wrong.problems[0].sentence));
}

/// Bands of a scene at 10, 20 and 60 m: the grid is that of the finest which the model takes.
void TestResolve::bandsThatAreNotUsedDoNotDecideTheGrid()
{
    TinyRun run;
    run.request.inputRaster = writeLevel1C(run.folder.path());
    QByteArray definition = TinyRun::definition(16);
    run.write(u"model.emd"_s, definition.replace("\"Padding\"", "\"ExtractBands\": [\"B5\"], \"Padding\""));
    const Resolution coarse = resolve(run.request);
    QVERIFY2(coarse.spec, coarse.problems.empty() ? "" : qPrintable(coarse.problems[0].sentence));
    QCOMPARE(coarse.spec->grid.size(), (Size{6, 6}));
    QCOMPARE(coarse.bands, std::vector<int>{4});
    run.request.bandMapping = u"B2"_s;
    const Resolution fine = resolve(run.request);
    QVERIFY(fine.spec);
    QCOMPARE(fine.spec->grid.size(), (Size{12, 12}));
}

void TestResolve::definitionAsText()
{
    TinyRun run;
    const QString path = run.request.model;
    run.request.model = QString::fromUtf8(TinyRun::definition(16));
    run.request.modelRoot = run.folder.path();
    const Resolution resolution = resolve(run.request);
    QVERIFY2(resolution.spec, resolution.problems.empty() ? "" : qPrintable(resolution.problems[0].sentence));
    QCOMPARE(resolution.spec->request.model, run.request.model);
    QCOMPARE(resolution.spec->request.modelRoot, run.folder.path());
    // The same words in a file are the same model.
    run.request.model = path;
    run.request.modelRoot.clear();
    QCOMPARE(resolve(run.request).spec->modelFingerprint, resolution.spec->modelFingerprint);
}

void TestResolve::oneClickPutsItRight_data()
{
    using Change = std::function<void(TinyRun &)>;
    QTest::addColumn<Change>("spoil");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("label");
    const auto row = [](const char *name, const Change &spoil, const QString &field, const QString &label) {
        QTest::newRow(name) << spoil << field << label;
    };
    const auto argument = [](const QString &name, const QString &text) -> Change {
        return [name, text](TinyRun &run) { run.request.modelArguments[name] = text; };
    };
    row(
        "output exists", [](TinyRun &run) { run.write(u"classes.tif"_s, "somebody's work"); },
        u"outputClassifiedRaster"_s, u"Replace the file"_s);
    row("unknown argument", argument(u"pading"_s, u"3"_s), u"modelArguments.pading"_s, u"Leave it out"_s);
    row("unknown blend", argument(u"blend"_s, u"gauss"_s), u"modelArguments.blend"_s, u"Use crop"_s);
    row("padding too large", argument(u"padding"_s, u"8"_s), u"modelArguments.padding"_s, u"Use 7"_s);
    row(
        "box elsewhere",
        [](TinyRun &run) {
            run.request.extent = GroundBox{900, 900, 910, 910};
        },
        u"context.extent"_s, u"Whole raster"_s);
    row(
        "empty box",
        [](TinyRun &run) {
            run.request.extent = GroundBox{5, 5, 5, 9};
        },
        u"context.extent"_s, u"Whole raster"_s);
    row(
        "workers", [](TinyRun &run) { run.request.parallelProcessingFactor = u"lots"_s; },
        u"context.parallelProcessingFactor"_s, u"Choose automatically"_s);
    row(
        "no such device", [](TinyRun &run) { run.request.processorType = u"abacus"_s; }, u"context.processorType"_s,
        u"Use the CPU"_s);
    row(
        "no such engine", [](TinyRun &run) { run.request.engine = u"steam"_s; }, u"engine"_s,
        u"Choose automatically"_s);
    row(
        "memory", [](TinyRun &run) { run.request.memory = u"much"_s; }, u"memory"_s, u"Half of what is free"_s);
    row(
        "retries", [](TinyRun &run) { run.request.retryOnFailures = -1; }, u"context.retryOnFailures"_s, u"Never"_s);
    row(
        "section deadline", [](TinyRun &run) { run.request.sectionDeadline = -5; }, u"sectionDeadline"_s,
        u"Choose automatically"_s);
}

void TestResolve::oneClickPutsItRight()
{
    QFETCH(std::function<void(TinyRun &)>, spoil);
    QFETCH(QString, field);
    QFETCH(QString, label);
    TinyRun run;
    spoil(run);
    const Resolution spoilt = resolve(run.request);
    QVERIFY(!spoilt.spec);
    QCOMPARE(fieldsOf(spoilt), QStringList{field});
    const std::vector<Remedy> &remedies = spoilt.problems[0].remedies;
    const auto found = std::ranges::find(remedies, label, &Remedy::label);
    QVERIFY(found != remedies.end());
    const Remedy remedy = *found;
    QVERIFY(!spoilt.problems[0].sentence.contains(u"--"_s)); // the window has no options
    QVERIFY(setRequestField(run.request, remedy.field, remedy.value));
    const Resolution mended = resolve(run.request);
    QVERIFY2(mended.spec, mended.problems.empty() ? "" : qPrintable(mended.problems[0].sentence));
}

QTEST_GUILESS_MAIN(TestResolve)
#include "tst_resolve.moc"
