#include "tests/form/look_at_form.h"
#include "ui/form/file_field.h"
#include "ui/form/path_text.h"

#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

const QString longPath = u"/data/projects/2024/a_folder_with_a_long_name/another_one_like_it/scenes/scene_0042.tif"_s;

/// A field in a window of its own, and something else that can have the focus.
struct Page
{
    explicit Page(FileField::Kind kind) : field(kind)
    {
        auto *column = new QVBoxLayout(&window);
        column->addWidget(&field);
        column->addWidget(&other);
        window.resize(300, 100);
        showActive(window);
        other.setFocus();
    }
    QWidget window;
    FileField field;
    QLineEdit other;
};

/// Whether the drop was taken.
bool drop(QWidget &target, const QStringList &paths)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &enter);
    QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    if (enter.isAccepted())
        QApplication::sendEvent(&target, &event);
    return enter.isAccepted() && event.isAccepted();
}

void choose(QFileDialog &dialog, const QString &path)
{
    dialog.selectFile(path);
    QAbstractButton *accept = dialog.findChild<QDialogButtonBox *>()->buttons().front();
    QTRY_VERIFY(accept->isEnabled());
    QTest::mouseClick(accept, Qt::LeftButton);
}

} // namespace

class TestFileField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pathsAreCleaned_data();
    void pathsAreCleaned();
    void typingIsToldAndItsEnd();
    void keepsTheWholePathWhereItShowsLess();
    void proposalGivesWayToTheUser();
    void proposalDoesNotDisturbTyping();
    void takesOneFittingFile();
    void leavesOtherFilesToTheWindow();
    void browseAnswersWithTheFile();
    void browseForTheOutputDoesNotAskToReplace();

private:
    QTemporaryDir m_folder;
};

void TestFileField::initTestCase()
{
    QCoreApplication::setOrganizationName(u"pixelscape-test"_s);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

void TestFileField::pathsAreCleaned_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("as it is") << u"/data/a b.tif"_s << u"/data/a b.tif"_s;
    QTest::newRow("spaces around") << u"  /data/a.tif\n"_s << u"/data/a.tif"_s;
    QTest::newRow("quoted") << u"\"/data/a.tif\""_s << u"/data/a.tif"_s;
    QTest::newRow("quoted singly") << u"'/data/a.tif'"_s << u"/data/a.tif"_s;
    QTest::newRow("url") << u"file:///data/a%20b.tif"_s << u"/data/a b.tif"_s;
    QTest::newRow("a name of GDAL's") << u"NETCDF:\"/data/a.nc\":t2m"_s << u"NETCDF:\"/data/a.nc\":t2m"_s;
    QTest::newRow("empty") << u" "_s << QString();
}

void TestFileField::pathsAreCleaned()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    QCOMPARE(pathFromText(text), path);
}

void TestFileField::typingIsToldAndItsEnd()
{
    Page page(FileField::Kind::Raster);
    QSignalSpy typed(&page.field, &FileField::pathTyped);
    QSignalSpy given(&page.field, &FileField::pathGiven);
    retype(page.field.edit(), u"'/a.tif'"_s);
    QCOMPARE(typed.size(), 8);
    QCOMPARE(typed.back().front().toString(), u"/a.tif"_s);
    QCOMPARE(given.size(), 0);
    QTest::keyClick(page.field.edit(), Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    QCOMPARE(page.field.edit()->text(), u"/a.tif"_s);
    // Nothing was typed since.
    page.other.setFocus();
    QCOMPARE(given.size(), 1);
}

void TestFileField::keepsTheWholePathWhereItShowsLess()
{
    Page page(FileField::Kind::Raster);
    page.field.edit()->setPath(longPath);
    QCOMPARE(page.field.edit()->text(), longPath);
    QVERIFY(page.field.edit()->toolTip().contains(longPath));
    const QImage elided = page.field.edit()->grab().toImage();
    page.field.edit()->setFocus();
    page.field.edit()->home(false);
    QVERIFY(elided != page.field.edit()->grab().toImage());
}

void TestFileField::proposalGivesWayToTheUser()
{
    Page page(FileField::Kind::Output);
    PathEdit *edit = page.field.edit();
    edit->propose(u"/data/proposed.tif"_s);
    QCOMPARE(edit->text(), u"/data/proposed.tif"_s);
    QVERIFY(edit->font().italic());
    QSignalSpy given(&page.field, &FileField::pathGiven);
    edit->setFocus();
    page.other.setFocus();
    QCOMPARE(given.size(), 0);

    retype(edit, u"/mine.tif"_s);
    QVERIFY(!edit->font().italic());
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(given.size(), 1);
    edit->setPath(u"/mine.tif"_s);
    QVERIFY(!edit->font().italic());
}

void TestFileField::proposalDoesNotDisturbTyping()
{
    Page page(FileField::Kind::Output);
    PathEdit *edit = page.field.edit();
    edit->propose(u"/data/proposed.tif"_s);
    retype(edit, {});
    // The answer to the cleared line comes while the user goes on.
    edit->propose(u"/data/proposed.tif"_s);
    QTest::keyClicks(edit, u"/my"_s);
    QCOMPARE(edit->text(), u"/my"_s);
    retype(edit, {});
    edit->propose(u"/data/proposed.tif"_s);
    page.other.setFocus();
    QCOMPARE(edit->text(), u"/data/proposed.tif"_s);
    QVERIFY(edit->font().italic());
}

void TestFileField::takesOneFittingFile()
{
    Page raster(FileField::Kind::Raster);
    QSignalSpy given(&raster.field, &FileField::pathGiven);
    QVERIFY(drop(*raster.field.edit(), {u"/data/scene.tif"_s}));
    QCOMPARE(given.size(), 1);
    QCOMPARE(given.front().front().toString(), u"/data/scene.tif"_s);
    QCOMPARE(raster.field.edit()->text(), u"/data/scene.tif"_s);
    Page model(FileField::Kind::Model);
    QVERIFY(drop(*model.field.edit(), {u"/data/model.DLPK"_s}));
    QCOMPARE(model.field.edit()->text(), u"/data/model.DLPK"_s);
}

void TestFileField::leavesOtherFilesToTheWindow()
{
    Page raster(FileField::Kind::Raster);
    QVERIFY(!drop(*raster.field.edit(), {u"/data/model.emd"_s}));
    QVERIFY(!drop(*raster.field.edit(), {u"/data/a.tif"_s, u"/data/b.tif"_s}));
    Page model(FileField::Kind::Model);
    QVERIFY(!drop(*model.field.edit(), {u"/data/scene.tif"_s}));
    QCOMPARE(raster.field.edit()->text() + model.field.edit()->text(), QString());
}

void TestFileField::browseAnswersWithTheFile()
{
    const QString path = m_folder.filePath(u"scene.tif"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Page page(FileField::Kind::Raster);
    QSignalSpy given(&page.field, &FileField::pathGiven);
    QTest::mouseClick(byAccessibleName<QToolButton>(page.window, u"Browse for the input raster"_s), Qt::LeftButton);
    auto *dialog = page.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    choose(*dialog, path);
    QTRY_COMPARE(given.size(), 1);
    QCOMPARE(given.front().front().toString(), path);
    QCOMPARE(page.field.edit()->text(), path);
    QTRY_VERIFY(!page.window.findChild<QFileDialog *>());
    QCOMPARE(QSettings().value(u"lastFolder"_s).toString(), m_folder.path());
}

void TestFileField::browseForTheOutputDoesNotAskToReplace()
{
    const QString path = m_folder.filePath(u"old.tif"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    Page page(FileField::Kind::Output);
    QSignalSpy given(&page.field, &FileField::pathGiven);
    QTest::mouseClick(byAccessibleName<QToolButton>(page.window, u"Browse for the output"_s), Qt::LeftButton);
    auto *dialog = page.window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    choose(*dialog, path);
    QTRY_COMPARE(given.size(), 1);
    QCOMPARE(given.front().front().toString(), path);
}

QTEST_MAIN(TestFileField)
#include "tst_file_field.moc"
