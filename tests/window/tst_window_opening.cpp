#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"
#include "tests/support/program.h"
#include "ui/map/map_canvas.h"

#include <QAbstractButton>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// How files come into the window: by dialog, by drop, by typing; and what it says of those that it cannot use.
class TestWindowOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aRasterPickedInTheDialogBecomesTheInput();
    void aDroppedRasterAndModelMakeTheWindowReady();
    void aDroppedEmdIsTheModel();
    void aDroppedFolderSaysWhatToDrop();
    void aDroppedTextFileSaysWhy();
    void aWrongFileLeavesTheFormAsItWas();
    void aBrokenModelSaysWhy();
    void anOutputOfOursIsShown();
    void theModelWithTheWrongBandsIsAProblemBesideTheRaster();
    void aRemedyIsOneClick();
    void aDropCanBeTakenBack();

private:
    QString text(DrivenWindow &driven, const QString &field) { return driven.find<QLineEdit>(field)->text(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_scene;
};

void TestWindowOpening::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"Schöne Bilder"_s));
    m_scene = writeScene(path(u"Schöne Bilder/scene one.tif"_s), 300, 200, 6);
}

void TestWindowOpening::aRasterPickedInTheDialogBecomesTheInput()
{
    DrivenWindow driven;
    QVERIFY(driven.click(u"Open a raster…"_s));
    auto *dialog = driven.window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    QVERIFY(name);
    name->setText(m_scene);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(text(driven, u"Input raster"_s), m_scene);
    QTRY_VERIFY(driven.window().findChild<MapCanvas *>()->isVisible());
    QVERIFY(driven.window().windowTitle().startsWith(u"scene one.tif"_s));
}

void TestWindowOpening::aDroppedRasterAndModelMakeTheWindowReady()
{
    DrivenWindow driven;
    QVERIFY(!driven.whyNot().isEmpty());
    driven.drop({demoModel(), m_scene});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QCOMPARE(text(driven, u"Input raster"_s), m_scene);
    QCOMPARE(text(driven, u"Model"_s), demoModel());
    const QString output = text(driven, u"Output"_s);
    QCOMPARE(QFileInfo(output).path(), QFileInfo(m_scene).path());
    QVERIFY2(output.endsWith(u".tif"_s) && output != m_scene && !QFileInfo::exists(output), qPrintable(output));
}

void TestWindowOpening::aDroppedEmdIsTheModel()
{
    DrivenWindow driven;
    driven.drop({modelOfCase(u"threshold_of_two"_s)});
    QTRY_COMPARE(text(driven, u"Model"_s), modelOfCase(u"threshold_of_two"_s));
    QVERIFY(driven.whyNot().contains(u"raster"_s));
}

void TestWindowOpening::aDroppedFolderSaysWhatToDrop()
{
    DrivenWindow driven;
    driven.drop({m_folder.path()});
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().startsWith(m_folder.path()) && driven.notice().contains(u"folder"_s),
             qPrintable(driven.notice()));
}

void TestWindowOpening::aDroppedTextFileSaysWhy()
{
    QFile file(path(u"notes.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not a raster\n") > 0);
    file.close();
    DrivenWindow driven;
    driven.drop({file.fileName()});
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().startsWith(file.fileName()) && driven.notice().contains(u"format"_s),
             qPrintable(driven.notice()));
}

void TestWindowOpening::aWrongFileLeavesTheFormAsItWas()
{
    DrivenWindow driven;
    driven.drop({m_scene, demoModel()});
    QVERIFY(driven.becomesReady());
    driven.drop({path(u"missing.tif"_s)});
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().contains(u"missing.tif does not exist"_s), qPrintable(driven.notice()));
    QCOMPARE(text(driven, u"Input raster"_s), m_scene);
    QVERIFY(driven.becomesReady());
}

void TestWindowOpening::aBrokenModelSaysWhy()
{
    QFile file(path(u"broken.emd"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"Framework\": ") > 0);
    file.close();
    DrivenWindow driven;
    driven.drop({file.fileName()});
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().contains(u"broken.emd"_s), qPrintable(driven.notice()));
    QVERIFY(text(driven, u"Model"_s).isEmpty());
}

void TestWindowOpening::anOutputOfOursIsShown()
{
    const QString result = path(u"made.tif"_s);
    QCOMPARE(runPixelscape({u"classify"_s, m_scene, demoModel(), result}).exitCode, 0);
    DrivenWindow driven;
    driven.drop({result});
    auto *canvas = driven.window().findChild<MapCanvas *>();
    QTRY_VERIFY(canvas->isVisible());
    QTRY_COMPARE(canvas->reference() ? canvas->reference()->path : QString(), result);
    QVERIFY(text(driven, u"Input raster"_s).isEmpty());
    QVERIFY(driven.find<QWidget>(u"Classes of made"_s));
}

void TestWindowOpening::theModelWithTheWrongBandsIsAProblemBesideTheRaster()
{
    const QString narrow = writeScene(path(u"narrow.tif"_s), 100, 100, 2);
    DrivenWindow driven;
    driven.drop({narrow, demoModel()});
    auto *field = driven.find<QLineEdit>(u"Input raster"_s);
    QTRY_VERIFY2(field->accessibleDescription().contains(u"narrow.tif has 2 bands"_s),
                 qPrintable(field->accessibleDescription()));
    QVERIFY(!driven.find<QAbstractButton>(u"Run classification"_s)->isEnabled());
    QVERIFY2(driven.whyNot().contains(u"Input raster"_s), qPrintable(driven.whyNot()));
}

void TestWindowOpening::aRemedyIsOneClick()
{
    const QString taken = writeScene(path(u"taken.tif"_s), 40, 40, 1);
    DrivenWindow driven;
    driven.drop({m_scene, demoModel()});
    QVERIFY(driven.becomesReady());
    driven.type(u"Output"_s, taken);
    auto *field = driven.find<QLineEdit>(u"Output"_s);
    QTRY_VERIFY2(field->accessibleDescription().contains(u"taken.tif exists already"_s),
                 qPrintable(field->accessibleDescription()));
    QVERIFY(!driven.find<QAbstractButton>(u"Run classification"_s)->isEnabled());
    QVERIFY(driven.click(u"Replace the file: Output"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
}

void TestWindowOpening::aDropCanBeTakenBack()
{
    DrivenWindow driven;
    driven.drop({m_scene});
    QTRY_COMPARE(text(driven, u"Input raster"_s), m_scene);
    driven.drop({writeScene(path(u"other.tif"_s), 50, 50, 6)});
    QTRY_COMPARE(text(driven, u"Input raster"_s), path(u"other.tif"_s));
    driven.window().findChild<MapCanvas *>()->setFocus();
    QTest::keyClick(&driven.window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(text(driven, u"Input raster"_s), m_scene);
}

QTEST_MAIN(TestWindowOpening)
#include "tst_window_opening.moc"
