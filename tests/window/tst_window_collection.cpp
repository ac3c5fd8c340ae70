#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"
#include "ui/form/request_form.h"
#include "ui/jobs/job_list.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include <gdal_priv.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Several rasters in the window: dropped together, used in each of the three ways, run as a collection.
class TestWindowCollection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void droppedTogetherTheyAreAList();
    void anotherDropTakesTheirPlace();
    void deleteTakesOneOut();
    void eachUseIsItsRequest();
    void eachOnItsOwn();
    void cancelledItemsAreDoneByTheNextRun();
    void whatIsThereIsNotReplacedUnasked();

private:
    RunRequest request(DrivenWindow &driven) { return driven.window().findChild<RequestForm *>()->request(); }
    JobList &jobs(DrivenWindow &driven) { return *driven.window().findChild<JobList *>(); }
    void choose(DrivenWindow &driven, const QString &use);
    bool isReadyForItems(DrivenWindow &driven);
    bool noticeSays(DrivenWindow &driven, const QString &sentence);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_items;
    QStringList m_rasters;
};

void TestWindowCollection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_items = m_folder->filePath(u"scènes of May"_s);
    QVERIFY(QDir().mkpath(m_items));
    m_rasters.clear();
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        m_rasters << writeScene(u"%1/%2.tif"_s.arg(m_items, name), 60, 50, 6);
}

/// By the keyboard.
void TestWindowCollection::choose(DrivenWindow &driven, const QString &use)
{
    auto *box = driven.find<QComboBox>(u"Several rasters"_s);
    QVERIFY(box);
    QTRY_VERIFY(box->isVisible());
    box->setFocus();
    const int row = box->findText(use);
    QVERIFY(row >= 0);
    QTest::keyClick(box, Qt::Key_Home);
    for (int step = 0; step < row; ++step)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(box->currentText(), use);
}

bool TestWindowCollection::isReadyForItems(DrivenWindow &driven)
{
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    return QTest::qWaitFor([&] { return !output->text().isEmpty() && !output->text().endsWith(u".tif"_s); }) &&
           driven.becomesReady();
}

bool TestWindowCollection::noticeSays(DrivenWindow &driven, const QString &sentence)
{
    return QTest::qWaitFor([&] { return driven.notice().contains(sentence); }, 60'000);
}

void TestWindowCollection::droppedTogetherTheyAreAList()
{
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QCOMPARE(request(driven).inputRaster, m_rasters[0]);
    QCOMPARE(request(driven).furtherRasters, m_rasters.mid(1));
    auto *list = driven.find<QListWidget>(u"More rasters"_s);
    QVERIFY(list && list->isVisible());
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"b.tif"_s);
}

void TestWindowCollection::anotherDropTakesTheirPlace()
{
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    choose(driven, u"Each on its own"_s);
    QVERIFY2(isReadyForItems(driven), qPrintable(driven.whyNot()));
    driven.drop({m_rasters[1]});
    QTRY_COMPARE(driven.find<QLineEdit>(u"Input raster"_s)->text(), m_rasters[1]);
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(request(driven).furtherRasters.isEmpty());
    QVERIFY(!request(driven).processAllRasterItems);
    QVERIFY(request(driven).outputClassifiedRaster.endsWith(u".tif"_s));
    QVERIFY(!driven.find<QListWidget>(u"More rasters"_s)->isVisible());
    QVERIFY(!driven.find<QComboBox>(u"Several rasters"_s)->isVisible());
}

void TestWindowCollection::deleteTakesOneOut()
{
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    auto *list = driven.find<QListWidget>(u"More rasters"_s);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(list, Qt::Key_Space);
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(request(driven).furtherRasters, m_rasters.mid(2));
    QTRY_COMPARE(list->count(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QVERIFY(driven.click(u"Remove rasters"_s));
    QVERIFY(request(driven).furtherRasters.isEmpty());
    QTRY_VERIFY(!list->isVisible());
}

void TestWindowCollection::eachUseIsItsRequest()
{
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    choose(driven, u"Bands of one scene"_s);
    QVERIFY(request(driven).stack);
    QVERIFY(!request(driven).processAllRasterItems);
    choose(driven, u"Each on its own"_s);
    QVERIFY(!request(driven).stack);
    QVERIFY(request(driven).processAllRasterItems);
    choose(driven, u"One mosaic of them"_s);
    QVERIFY(!request(driven).stack);
    QVERIFY(!request(driven).processAllRasterItems);
}

/// A folder with a damaged raster in it, and the folder again when that is mended.
void TestWindowCollection::eachOnItsOwn()
{
    QFile whole(m_rasters[0]);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray good = whole.readAll();
    QFile broken(m_rasters[0]);
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(good.first(200)) == 200);
    broken.close();
    DrivenWindow driven;
    driven.drop({m_rasters[1], demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.drop({m_items});
    QTRY_COMPARE(driven.find<QLineEdit>(u"Input raster"_s)->text(), m_items);
    choose(driven, u"Each on its own"_s);
    QVERIFY2(isReadyForItems(driven), qPrintable(driven.whyNot()));
    const QString outputs = request(driven).outputClassifiedRaster;
    QVERIFY2(outputs.startsWith(m_folder->path() + u"/scènes_of_May_"_s), qPrintable(outputs));
    QVERIFY(!QFile::exists(outputs));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY2(noticeSays(driven, u"2 of 3 rasters were classified"_s), qPrintable(driven.notice()));
    QVERIFY2(driven.notice().contains(u"a.tif: "_s), qPrintable(driven.notice()));
    QCOMPARE(QDir(outputs).entryList({u"*.tif"_s}), (QStringList{u"b.tif"_s, u"c.tif"_s}));

    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write(good) == good.size());
    broken.close();
    driven.dismissNotice();
    QTest::keyClick(&driven.window(), Qt::Key_F5);
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY2(noticeSays(driven, u"1 of 3 rasters was classified; 2 had their class maps already."_s),
             qPrintable(driven.notice()));
    const QString mosaic = outputs + u'/' + QDir(outputs).dirName() + u".vrt"_s;
    const GDALDatasetUniquePtr all(GDALDataset::Open(mosaic.toUtf8().constData()));
    QVERIFY(all);
    QCOMPARE(all->GetRasterXSize(), 60); // the three lie on each other
    // One layer for all of them, not one for each.
    const auto layersToRemove = [&] {
        QStringList names;
        for (const auto *button : driven.window().findChildren<QAbstractButton *>())
            if (button->accessibleName().startsWith(u"Remove layer "_s) && button->isVisible())
                names << button->accessibleName().mid(13);
        return names;
    };
    QTRY_COMPARE(layersToRemove().size(), 1);
    QVERIFY2(layersToRemove()[0].contains(QDir(outputs).dirName()), qPrintable(layersToRemove()[0]));
    // Complete: the next run goes elsewhere.
    QTRY_VERIFY(request(driven).outputClassifiedRaster == outputs + u"_2"_s);
}

void TestWindowCollection::cancelledItemsAreDoneByTheNextRun()
{
    for (const QString &raster : m_rasters)
        writeScene(raster, 1400, 1200, 6);
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    choose(driven, u"Each on its own"_s);
    QVERIFY2(isReadyForItems(driven), qPrintable(driven.whyNot()));
    const QString outputs = request(driven).outputClassifiedRaster;
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(!driven.click(u"Run classification"_s)); // a second click starts nothing
    const auto isUnderWay = [&] { return jobs(driven).running() && jobs(driven).running()->progress().pixelsDone > 0; };
    QVERIFY(QTest::qWaitFor(isUnderWay, 30'000));
    QVERIFY(driven.click(u"Cancel run"_s));
    QVERIFY2(noticeSays(driven, u"are left: the same request does them."_s), qPrintable(driven.notice()));
    QVERIFY(!jobs(driven).isBusy());
    QCOMPARE(request(driven).outputClassifiedRaster, outputs);
    driven.dismissNotice();
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY2(noticeSays(driven, u"shows the class maps as one raster"_s), qPrintable(driven.notice()));
    QCOMPARE(QDir(outputs).entryList({u"*.tif"_s}), (QStringList{u"a.tif"_s, u"b.tif"_s, u"c.tif"_s}));
}

void TestWindowCollection::whatIsThereIsNotReplacedUnasked()
{
    const QString outputs = m_folder->filePath(u"classes"_s);
    QVERIFY(QDir().mkpath(outputs));
    for (const QString &raster : m_rasters)
        QVERIFY(QFile::copy(raster, outputs + u'/' + QFileInfo(raster).fileName()));
    DrivenWindow driven;
    driven.drop(m_rasters + QStringList{demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    choose(driven, u"Each on its own"_s);
    driven.type(u"Output"_s, outputs);
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    QTRY_VERIFY2(output->accessibleDescription().contains(u"3 of 3 class maps that Pixelscape did not make"_s),
                 qPrintable(output->accessibleDescription()));
    QVERIFY(!driven.find<QPushButton>(u"Run classification"_s)->isEnabled());
    // What is missing is not put beside what is of nobody's making.
    QVERIFY(QFile::remove(outputs + u"/b.tif"_s));
    QTest::keyClick(&driven.window(), Qt::Key_F5);
    QTRY_VERIFY2(output->accessibleDescription().contains(u"2 of 3 class maps that Pixelscape did not make"_s),
                 qPrintable(output->accessibleDescription()));
    QVERIFY(!driven.find<QPushButton>(u"Run classification"_s)->isEnabled());
    QVERIFY(driven.click(u"Replace the files: Output"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY2(noticeSays(driven, u"All 3 rasters were classified."_s), qPrintable(driven.notice()));
    // The consent was for this run.
    QTRY_VERIFY2(output->accessibleDescription().contains(u"All 3 class maps are in"_s),
                 qPrintable(output->accessibleDescription()));
    QVERIFY(!request(driven).overwrite);
}

QTEST_MAIN(TestWindowCollection)
#include "tst_window_collection.moc"
