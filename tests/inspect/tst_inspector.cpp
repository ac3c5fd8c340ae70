#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "ui/inspect/inspector.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onlyTheLastOrderIsAnswered();
    void anOutputIsProposedAndLookedAt();
    void takenNamesAreLeftOut();
    void tellsWhatFilesAre_data();
    void tellsWhatFilesAre();
    void aResultHasItsClasses();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    Inspection inspect(Inspector &inspector, const InspectionOrder &order) const;
    FileLook look(const QString &file) const;

    QTemporaryDir m_folder;
    QString m_scene;
};

void TestInspector::initTestCase()
{
    m_scene = writeScene(path(u"scene.tif"_s), 120, 90, 6);
}

Inspection TestInspector::inspect(Inspector &inspector, const InspectionOrder &order) const
{
    QSignalSpy answers(&inspector, &Inspector::inspected);
    inspector.inspect(order);
    return answers.wait() ? answers.front().front().value<Inspection>() : Inspection();
}

FileLook TestInspector::look(const QString &file) const
{
    Inspector inspector;
    QSignalSpy answers(&inspector, &Inspector::lookedAt);
    inspector.lookAt(file);
    return answers.wait() ? answers.front().front().value<FileLook>() : FileLook();
}

void TestInspector::onlyTheLastOrderIsAnswered()
{
    Inspector inspector;
    QSignalSpy answers(&inspector, &Inspector::inspected);
    int last = 0;
    for (int i = 0; i < 20; ++i) {
        InspectionOrder order;
        order.request.inputRaster = path(u"missing_%1.tif"_s.arg(i));
        last = inspector.inspect(order);
    }
    QVERIFY(answers.wait());
    const auto answer = answers.front().front().value<Inspection>();
    QCOMPARE(answer.number, last);
    QCOMPARE(answer.request.inputRaster, path(u"missing_19.tif"_s));
    QVERIFY(!answer.resolution.spec);
    QTest::qWait(200);
    QCOMPARE(answers.size(), 1);
}

void TestInspector::anOutputIsProposedAndLookedAt()
{
    Inspector inspector;
    InspectionOrder order;
    order.request.inputRaster = m_scene;
    order.request.model = demoModel();
    order.proposesOutput = true;
    const Inspection answer = inspect(inspector, order);
    QVERIFY(answer.resolution.spec);
    QCOMPARE(answer.request.outputClassifiedRaster, path(u"scene_land_cover_demo.tif"_s));
    QCOMPARE(answer.resolution.spec->request.outputClassifiedRaster, answer.request.outputClassifiedRaster);
}

void TestInspector::takenNamesAreLeftOut()
{
    Inspector inspector;
    InspectionOrder order;
    order.request.inputRaster = m_scene;
    order.request.model = demoModel();
    order.proposesOutput = true;
    order.takenOutputs = {path(u"scene_land_cover_demo.tif"_s)};
    QCOMPARE(inspect(inspector, order).request.outputClassifiedRaster, path(u"scene_land_cover_demo_2.tif"_s));
}

void TestInspector::tellsWhatFilesAre_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("kind");
    QFile text(path(u"notes.txt"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("hello");
    QTest::newRow("raster") << m_scene << int(FileLook::Kind::Scene);
    QTest::newRow("package") << demoModel() << int(FileLook::Kind::Model);
    QTest::newRow("definition") << modelOfCase(u"nan"_s) << int(FileLook::Kind::Model);
    QTest::newRow("text") << text.fileName() << int(FileLook::Kind::Unusable);
    QVERIFY(QDir(m_folder.path()).mkpath(u"nothing in it"_s));
    QTest::newRow("folder with a raster") << m_folder.path() << int(FileLook::Kind::Scene);
    QTest::newRow("folder without one") << path(u"nothing in it"_s) << int(FileLook::Kind::Unusable);
    QTest::newRow("missing") << path(u"missing.tif"_s) << int(FileLook::Kind::Unusable);
    QTest::newRow("missing model") << path(u"missing.dlpk"_s) << int(FileLook::Kind::Unusable);
}

void TestInspector::tellsWhatFilesAre()
{
    QFETCH(QString, file);
    QFETCH(int, kind);
    const FileLook answer = look(file);
    QCOMPARE(int(answer.kind), kind);
    QCOMPARE(answer.asked, file);
    QCOMPARE(answer.sentence.isEmpty(), answer.kind != FileLook::Kind::Unusable);
    if (answer.kind == FileLook::Kind::Unusable)
        QVERIFY2(answer.sentence.contains(file), qPrintable(answer.sentence));
}

void TestInspector::aResultHasItsClasses()
{
    const QString result = path(u"classes.tif"_s);
    QCOMPARE(runPixelscape({u"classify"_s, m_scene, demoModel(), result}).exitCode, 0);
    const FileLook answer = look(result);
    QCOMPARE(answer.kind, FileLook::Kind::Result);
    QCOMPARE(answer.classes.size(), 5UL);
    std::int64_t pixels = 0;
    for (const ClassShare &share : answer.classes) {
        pixels += share.pixels;
        // Cells of 10 m in UTM: within a promille of 100 m² on the ellipsoid, whose scale is 0.9996 to 1.001 there.
        QVERIFY(share.squareMetres);
        QVERIFY(std::abs(*share.squareMetres - 100.0 * double(share.pixels)) <= 0.3 * double(share.pixels));
    }
    QCOMPARE(pixels, 120LL * 90);
}

QTEST_GUILESS_MAIN(TestInspector)
#include "tst_inspector.moc"
