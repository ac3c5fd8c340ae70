#include "core/base/permission.h"

#include "core/model/model_package.h"
#include "core/raster/gdal_raster_source.h"
#include "core/raster/mask_source.h"
#include "core/raster/raster_collection.h"
#include "core/run/output_checks.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/ordinary_user.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// What is there and may not be read is told as that, wherever it is named.
class PermissionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void defects_data();
    void defects();
    void rastersModelsAndMasks_data();
    void rastersModelsAndMasks();
    void aFolderOfRasters();
    void outputs();

private:
    QString place(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void PermissionTest::initTestCase()
{
    QVERIFY(chmod(qPrintable(m_folder.path()), 0755) == 0);
    QVERIFY(QDir(m_folder.path()).mkpath(u"shut/inner"_s));
    MadeRaster scene{16, 16, 1, GDT_Byte, hills(16, 16, 1, 0, 200)};
    writeRaster(place(u"open.tif"_s), scene);
    for (const QString &name : {u"closed.tif"_s, u"shut/inner/scene.tif"_s, u"closed.dlpk"_s, u"shut/model.emd"_s}) {
        QVERIFY(QFile::copy(place(u"open.tif"_s), place(name)));
        QVERIFY(chmod(qPrintable(place(name)), name.startsWith("closed"_L1) ? 0 : 0644) == 0);
    }
    QVERIFY(chmod(qPrintable(place(u"shut"_s)), 0) == 0);
    const OrdinaryUser user;
    if (!user.isOne())
        QSKIP("the superuser cannot become nobody here");
    if (!permissionDefect(place(u"open.tif"_s)).isEmpty())
        QSKIP("nobody may not look into the folder of temporary files");
}

void PermissionTest::cleanupTestCase()
{
    chmod(qPrintable(place(u"shut"_s)), 0755);
}

void PermissionTest::defects_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("sentence");
    const QString ending = u"; change its permissions, or ask whose it is."_s;
    QTest::newRow("readable") << u"open.tif"_s << QString();
    QTest::newRow("missing") << u"missing.tif"_s << QString();
    QTest::newRow("in a missing folder") << u"missing/scene.tif"_s << QString();
    QTest::newRow("below a file") << u"open.tif/scene.tif"_s << QString();
    QTest::newRow("a file") << u"closed.tif"_s << u"%1 exists, but this user may not read it"_s + ending;
    QTest::newRow("a folder") << u"shut"_s << u"The folder %1 exists, but this user may not look into it"_s + ending;
    QTest::newRow("deep in a folder") << u"shut/inner/scene.tif"_s
                                      << u"%1 cannot be looked at: its folder %2 exists, but this user may not look "
                                         "into it; change the folder's permissions, or ask whose it is."_s;
}

void PermissionTest::defects()
{
    QFETCH(QString, name);
    QFETCH(QString, sentence);
    const OrdinaryUser user;
    QCOMPARE(permissionDefect(place(name)), sentence.replace("%1"_L1, place(name)).replace("%2"_L1, place(u"shut"_s)));
}

void PermissionTest::rastersModelsAndMasks_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a file") << u"closed.tif"_s;
    QTest::newRow("a package") << u"closed.dlpk"_s;
    QTest::newRow("a folder") << u"shut"_s;
    QTest::newRow("in a folder") << u"shut/inner/scene.tif"_s;
    QTest::newRow("a model in a folder") << u"shut/model.emd"_s;
}

void PermissionTest::rastersModelsAndMasks()
{
    QFETCH(QString, name);
    const QString path = place(name);
    const OrdinaryUser user;
    const QString defect = permissionDefect(path);
    QVERIFY(!defect.isEmpty());
    QCOMPARE(caughtSentence([&] { GdalRasterSource raster(path); }), defect);
    QCOMPARE(caughtSentence([&] { MaskSource::fingerprint(path); }), defect);
    QCOMPARE(caughtSentence([&] { openModelPackage(path); }), defect);
}

void PermissionTest::aFolderOfRasters()
{
    const OrdinaryUser user;
    const QString shut = place(u"shut"_s);
    const QString sentence = caughtSentence([&] { collectionOf({shut, place(u"open.tif"_s)}); });
    QCOMPARE(sentence, permissionDefect(shut));
}

void PermissionTest::outputs()
{
    const OrdinaryUser user;
    RunRequest request;
    request.inputRaster = place(u"open.tif"_s);
    request.outputClassifiedRaster = place(u"shut/inner/classes.tif"_s);
    std::vector<Problem> problems;
    checkOutput(request, {}, {}, problems);
    QVERIFY(!problems.empty());
    QCOMPARE(problems.front().sentence, permissionDefect(place(u"shut/inner"_s)));
}

QTEST_GUILESS_MAIN(PermissionTest)
#include "tst_permission.moc"
