#include "core/run/item_state.h"
#include "core/run/request_field.h"
#include "core/run/resolve_items.h"
#include "tests/support/classified_scene.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Several rasters as the inputs of one request: what is offered where they are no mosaic, and what becomes of them
/// each on its own.
class TestResolveItems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void singleBandsAreOfferedAsBandsOfOneScene();
    void singleBandsOfUnlikeTypesAreOfferedAsBandsOfOneScene();
    void whatIsNoMosaicIsOfferedEachOnItsOwn();
    void theFirstThatOpensIsLookedAt();
    void theFirstWithoutAnOutputIsLookedAt();
    void outputsThatAreAllThereAreOfferedToBeReplaced();
    void noInputIsReplaced_data();
    void noInputIsReplaced();
    void noDeviceIsReplaced();
    void anOutputThatIsAFileIsRefused();
    void aFolderThatCannotBeMadeIsRefused();
    void outsideIsOnlyWhatNothingElseIsWrongWith();
    void anotherFileIsNotTakenForAnOutput();

private:
    QString at(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &content) const;
    const Problem *problemOf(const Resolution &resolution, const QString &field) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    RunRequest m_request;
};

namespace {

QStringList labelsOf(const Problem *problem)
{
    QStringList labels;
    for (const Remedy &remedy : problem ? problem->remedies : std::vector<Remedy>())
        labels << remedy.label;
    return labels;
}

} // namespace

void TestResolveItems::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_request = {};
    m_request.inputRaster = writeScene(at(u"a.tif"_s), 60, 50, 6);
    m_request.furtherRasters = {writeScene(at(u"b.tif"_s), 40, 70, 6), writeScene(at(u"c.tif"_s), 30, 20, 6)};
    m_request.model = demoModel();
    m_request.outputClassifiedRaster = at(u"new/classes"_s);
    m_request.processAllRasterItems = true;
}

QString TestResolveItems::write(const QString &name, const QByteArray &content) const
{
    QDir().mkpath(QFileInfo(at(name)).path());
    QFile file(at(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a test file could not be written");
    return file.fileName();
}

const Problem *TestResolveItems::problemOf(const Resolution &resolution, const QString &field) const
{
    const auto found = std::ranges::find(resolution.problems, field, &Problem::field);
    return found == resolution.problems.end() ? nullptr : &*found;
}

void TestResolveItems::singleBandsAreOfferedAsBandsOfOneScene()
{
    m_request.processAllRasterItems = false;
    m_request.outputClassifiedRaster = at(u"classes.tif"_s);
    m_request.inputRaster = writeScene(at(u"1.tif"_s), 60, 50, 1);
    m_request.furtherRasters.clear();
    for (int band = 2; band <= 6; ++band)
        m_request.furtherRasters << writeScene(at(u"%1.tif"_s.arg(band)), 60, 50, 1);
    const Resolution resolution = resolve(m_request);
    QVERIFY(!resolution.spec);
    QCOMPARE(resolution.rasters, 6);
    QCOMPARE(labelsOf(problemOf(resolution, u"inputRaster"_s)), QStringList{u"Bands of one scene"_s});
    m_request.stack = true;
    QVERIFY(resolve(m_request).spec);
}

void TestResolveItems::singleBandsOfUnlikeTypesAreOfferedAsBandsOfOneScene()
{
    m_request.processAllRasterItems = false;
    m_request.outputClassifiedRaster = at(u"classes.tif"_s);
    m_request.inputRaster = writeScene(at(u"1.tif"_s), 60, 50, 1);
    const QString wider = write(u"2.vrt"_s, R"(<VRTDataset rasterXSize="60" rasterYSize="50"><SRS>EPSG:32633</SRS>
<GeoTransform>400000, 10, 0, 5000000, 0, -10</GeoTransform><VRTRasterBand dataType="Float32" band="1"><SimpleSource>
<SourceFilename relativeToVRT="1">1.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>)");
    m_request.furtherRasters = {wider};
    const Resolution resolution = resolve(m_request);
    QCOMPARE(labelsOf(problemOf(resolution, u"inputRaster"_s)),
             (QStringList{u"Bands of one scene"_s, u"Each on its own"_s}));
}

void TestResolveItems::whatIsNoMosaicIsOfferedEachOnItsOwn()
{
    m_request.processAllRasterItems = false;
    m_request.furtherRasters = {writeScene(at(u"other.tif"_s), 60, 50, 4)};
    const Resolution resolution = resolve(m_request);
    QVERIFY(!resolution.spec);
    QCOMPARE(resolution.rasters, 2);
    QCOMPARE(labelsOf(problemOf(resolution, u"inputRaster"_s)), QStringList{u"Each on its own"_s});
}

void TestResolveItems::theFirstThatOpensIsLookedAt()
{
    write(u"a.tif"_s, "II*");
    const ItemsResolution found = resolveItems(m_request);
    QVERIFY(found.items);
    QCOMPARE(found.items->requests.size(), 3UL);
    QCOMPARE(found.items->requests[0].outputClassifiedRaster, at(u"new/classes/a.tif"_s));
    QCOMPARE(found.items->mosaic, at(u"new/classes/classes.vrt"_s));
    QVERIFY(found.resolution.spec);
    QCOMPARE(found.resolution.raster->path, at(u"b.tif"_s));
    QCOMPARE(found.resolution.rasters, 3);
    QVERIFY(!QFileInfo::exists(at(u"new"_s)));
}

void TestResolveItems::theFirstWithoutAnOutputIsLookedAt()
{
    write(u"new/classes/a.tif"_s, "something");
    write(u"new/classes/b.tif"_s, "something");
    const ItemsResolution found = resolveItems(m_request);
    QCOMPARE(found.resolution.raster->path, at(u"c.tif"_s));
    QCOMPARE(found.resolution.messages.front().description,
             u"Each of the 3 rasters gets a class map of its own; 2 have theirs already."_s);
}

void TestResolveItems::outputsThatAreAllThereAreOfferedToBeReplaced()
{
    for (const char *name : {"a", "b", "c"})
        write(u"new/classes/%1.tif"_s.arg(QLatin1String(name)), "something");
    const ItemsResolution found = resolveItems(m_request);
    QVERIFY(!found.resolution.spec);
    const Problem *problem = problemOf(found.resolution, u"outputClassifiedRaster"_s);
    QVERIFY(problem && problem->sentence.contains("3 of 3 class maps that Pixelscape did not make"_L1));
    QCOMPARE(labelsOf(problem), (QStringList{u"Propose another name"_s, u"Replace the files"_s}));
    m_request.overwrite = true;
    QVERIFY(resolveItems(m_request).resolution.spec);
}

void TestResolveItems::noInputIsReplaced_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("further raster") << u"furtherRasters"_s << u"b.tif"_s;
    QTest::newRow("raster of a folder") << u"inputRaster"_s << u"."_s;
    QTest::newRow("band of a stack") << u"stack"_s << u"true"_s;
    QTest::newRow("source of a virtual raster") << u"inputRaster"_s << u"all.vrt"_s;
    QTest::newRow("mask") << u"context.mask"_s << u"b.tif"_s;
    QTest::newRow("snap raster") << u"context.snapRaster"_s << u"b.tif"_s;
    QTest::newRow("raster of the cell size") << u"context.cellSize"_s << u"b.tif"_s;
}

/// Whatever is allowed to be replaced.
void TestResolveItems::noInputIsReplaced()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    if (value == "all.vrt"_L1)
        write(value, "<VRTDataset rasterXSize=\"40\" rasterYSize=\"70\"><VRTRasterBand dataType=\"Byte\"><SimpleSource>"
                     "<SourceFilename relativeToVRT=\"1\">b.tif</SourceFilename></SimpleSource></VRTRasterBand>"
                     "</VRTDataset>");
    m_request.processAllRasterItems = false;
    m_request.overwrite = true;
    m_request.outputClassifiedRaster = at(u"b.tif"_s);
    if (field != "stack"_L1)
        m_request.furtherRasters.clear();
    QVERIFY(setRequestField(m_request, field, field == "stack"_L1 ? value : at(value)));
    const Resolution resolution = resolve(m_request);
    const Problem *problem = problemOf(resolution, u"outputClassifiedRaster"_s);
    QVERIFY(problem && problem->sentence == at(u"b.tif"_s) + u" is one of the inputs; choose another output."_s);
    QVERIFY(!resolution.spec);
}

void TestResolveItems::noDeviceIsReplaced()
{
    m_request.processAllRasterItems = false;
    m_request.furtherRasters.clear();
    m_request.overwrite = true;
    m_request.outputClassifiedRaster = u"/dev/null"_s;
    const Resolution resolution = resolve(m_request);
    const Problem *problem = problemOf(resolution, u"outputClassifiedRaster"_s);
    QVERIFY(problem && problem->sentence.contains("is no ordinary file"_L1));
}

void TestResolveItems::anOutputThatIsAFileIsRefused()
{
    m_request.outputClassifiedRaster = write(u"classes.tif"_s, "something");
    const ItemsResolution found = resolveItems(m_request);
    QVERIFY(!found.items && !found.resolution.spec);
    const Problem *problem = problemOf(found.resolution, u"outputClassifiedRaster"_s);
    QVERIFY(problem && problem->sentence.contains("is a file, but each item"_L1));
    // What can be seen of the inputs is seen all the same.
    QVERIFY(found.resolution.raster);
}

void TestResolveItems::aFolderThatCannotBeMadeIsRefused()
{
    m_request.outputClassifiedRaster = at(u"a.tif/classes"_s);
    const ItemsResolution found = resolveItems(m_request);
    QVERIFY(!found.resolution.spec);
    const Problem *problem = problemOf(found.resolution, u"outputClassifiedRaster"_s);
    QVERIFY(problem && problem->sentence.contains("a.tif is not a folder"_L1));
}

void TestResolveItems::outsideIsOnlyWhatNothingElseIsWrongWith()
{
    m_request.processAllRasterItems = false;
    m_request.furtherRasters.clear();
    m_request.outputClassifiedRaster = at(u"classes.tif"_s);
    QVERIFY(!resolve(m_request).isOutside);
    m_request.extent = GroundBox{-9, -9, -1, -1};
    QVERIFY(resolve(m_request).isOutside);
    m_request.model = at(u"nothing.emd"_s);
    QVERIFY(!resolve(m_request).isOutside);
}

void TestResolveItems::anotherFileIsNotTakenForAnOutput()
{
    write(u"new/classes/a.tif"_s, "something");
    const ItemsResolution found = resolveItems(m_request);
    const ItemState there = itemState(found.items->requests[0], {});
    QCOMPARE(there.kind, ItemState::Kind::Different);
    QVERIFY(there.sentence.contains("was not made by Pixelscape"_L1));
    QCOMPARE(itemState(found.items->requests[1], {}).kind, ItemState::Kind::Missing);
}

QTEST_GUILESS_MAIN(TestResolveItems)
#include "tst_resolve_items.moc"
