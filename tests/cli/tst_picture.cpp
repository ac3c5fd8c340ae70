#include "tests/support/classified_scene.h"
#include "tests/support/program.h"

#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// How often each colour occurs.
QHash<QRgb, int> coloursOf(const QImage &picture)
{
    QHash<QRgb, int> colours;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ++colours[picture.pixel(x, y)];
    return colours;
}

} // namespace

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheClassesInTheirColours();
    void showsTheSceneBesideThem();
    void refusesInOneSentence_data();
    void refusesInOneSentence();

private:
    QTemporaryDir m_folder;
    QString m_scene;
    QString m_result = m_folder.filePath(u"classes.tif"_s);
    QString m_picture = m_folder.filePath(u"picture.png"_s);
    int m_width = 0; ///< of the picture without the scene
};

void TestPicture::initTestCase()
{
    m_scene = writeScene(m_folder.filePath(u"scene.tif"_s), 120, 80, 1);
    const ProgramResult result =
        runPixelscape({u"classify"_s, m_scene, modelOfCase(u"classes_out_of_order"_s), m_result, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
}

void TestPicture::showsTheClassesInTheirColours()
{
    const ProgramResult result = runPixelscape({u"picture"_s, m_result, m_picture});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.standardError.isEmpty(), result.standardError.constData());
    const QImage picture(m_picture, "PNG");
    QVERIFY(picture.width() >= 400 && picture.width() <= 4000);
    QVERIFY(picture.height() >= 200 && picture.height() <= 4000);
    m_width = picture.width();
    // The scene has values 0 to 9 and the model puts Forest above 5, so each class has its good part of the map; the
    // rest of the picture is the legend and its paper.
    const QHash<QRgb, int> colours = coloursOf(picture);
    const int map = colours.value(qRgb(0, 0, 255)) + colours.value(qRgb(0, 128, 0));
    QVERIFY(colours.value(qRgb(0, 0, 255)) > map / 4);
    QVERIFY(colours.value(qRgb(0, 128, 0)) > map / 4);
    QVERIFY(map > picture.width() * picture.height() / 4);
    QVERIFY(colours.size() > 10); // letters, with their grey edges
}

void TestPicture::showsTheSceneBesideThem()
{
    const ProgramResult result = runPixelscape({u"picture"_s, m_result, m_picture, u"--over"_s, m_scene});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const QImage picture(m_picture, "PNG");
    QVERIFY(picture.width() > m_width * 3 / 2);
    const QHash<QRgb, int> colours = coloursOf(picture);
    int grey = 0;
    for (auto colour = colours.begin(); colour != colours.end(); ++colour)
        if (qRed(colour.key()) == qGreen(colour.key()) && qGreen(colour.key()) == qBlue(colour.key()) &&
            qRed(colour.key()) < 255)
            grey += colour.value();
    QVERIFY(grey > picture.width() * picture.height() / 6);
}

void TestPicture::refusesInOneSentence_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    const QString nothing = m_folder.filePath(u"nothing.tif"_s);
    const QString other = writeScene(m_folder.filePath(u"other.tif"_s), 20, 20, 1);
    const QString picture = m_folder.filePath(u"no folder/picture.png"_s);
    QTest::newRow("no words") << QStringList() << u"RESULT"_s;
    QTest::newRow("nothing there") << QStringList{nothing, m_picture} << nothing;
    QTest::newRow("not classified") << QStringList{m_scene, m_picture} << u"scene.tif has no attribute table"_s;
    QTest::newRow("no folder") << QStringList{m_result, picture} << picture;
    QTest::newRow("over nothing") << QStringList{m_result, m_picture, u"--over"_s, nothing} << nothing;
    QTest::newRow("over another scene") << QStringList{m_result, m_picture, u"--over"_s, other} << u"same size"_s;
}

void TestPicture::refusesInOneSentence()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    QFile::remove(m_picture);
    const ProgramResult result = runPixelscape(QStringList{u"picture"_s} + words);
    QVERIFY(result.exitCode == 1 || result.exitCode == 2);
    QVERIFY2(result.errorLines().size() == 1, result.standardError.constData());
    QVERIFY2(result.errorText().contains(named), result.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_picture));
}

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_picture.moc"
