#include "core/base/error.h"
#include "core/raster/preview_pixels.h"
#include "tests/raster/made_raster.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <random>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

using Rgba = std::array<int, 4>;

Rgba pixelAt(const PreviewPixels &preview, int x, int y)
{
    const auto at = (std::size_t(y) * std::size_t(preview.size.width) + std::size_t(x)) * 4;
    return {preview.rgba[at], preview.rgba[at + 1], preview.rgba[at + 2], preview.rgba[at + 3]};
}

std::vector<double> noise(std::size_t count, double low, double high)
{
    std::mt19937 generator(1);
    std::vector<double> values(count);
    for (double &value : values)
        value = low + (high - low) * double(generator()) / double(std::mt19937::max());
    return values;
}

std::vector<double> joined(std::vector<double> a, const std::vector<double> &b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

RasterInfo bandsCalled(const QStringList &names)
{
    RasterInfo info;
    for (const QString &name : names) {
        info.bands.emplace_back();
        info.bands.back().name = name;
    }
    return info;
}

PixelRect wholeOf(const GdalRasterSource &source)
{
    return {0, 0, source.info().size.width, source.info().size.height};
}

constexpr Color blue{0, 0, 255};
constexpr Color green{0, 128, 1};
constexpr Color pink{250, 100, 200};

} // namespace

class TestPreviewPixels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void naturalColors_data();
    void naturalColors();
    void sceneIsStretchedAndAveraged();
    void nodataIsTransparent();
    void enlargedPixelsStayThemselves();
    void greyIsOneBand();
    void resultColorsAreExact();
    void resultOfLargeValues();
    void reducedResultMixesNothing();
    void cancelledReadEndsSoon_data();
    void cancelledReadEndsSoon();
    void missingPartIsAnError();

private:
    QString made(const MadeRaster &raster) const
    {
        return writeRaster(m_folder.filePath(QString::fromUtf8(QTest::currentTestFunction()) + u".tif"_s), raster);
    }

    QTemporaryDir m_folder;
};

void TestPreviewPixels::naturalColors_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<std::vector<int>>("bands");
    const auto row = [](const char *name, const QStringList &names, const std::vector<int> &bands) {
        QTest::newRow(name) << names << bands;
    };
    row("named", {u"Blue"_s, u"nir"_s, u"GREEN"_s, u"red"_s}, {3, 2, 0});
    row("named twice", {u"red"_s, u"red"_s, u"green"_s, u"blue"_s}, {0, 2, 3});
    row("one lacks", {u"red"_s, u"green"_s, u"x"_s}, {0, 1, 2});
    row("Sentinel", QStringList(6, QString()), {2, 1, 0});
    row("RGB and alpha", QStringList(4, QString()), {0, 1, 2});
    row("two", QStringList(2, QString()), {0});
    row("one", QStringList(1, QString()), {0});
}

void TestPreviewPixels::naturalColors()
{
    QFETCH(QStringList, names);
    QFETCH(std::vector<int>, bands);
    QCOMPARE(naturalColorBands(bandsCalled(names)), bands);
}

void TestPreviewPixels::sceneIsStretchedAndAveraged()
{
    // 4 x 2 pixels of three bands, shown as 2 x 1.
    const std::vector<double> red{0, 10, 100, 100, 20, 30, 100, 100};
    const std::vector<double> greens(8, 50);
    const std::vector<double> blues{-9, -9, 900, 900, -9, -9, 900, 900};
    GdalRasterSource source(made({4, 2, 3, GDT_Float32, joined(joined(red, greens), blues)}));
    const std::vector<Stretch> stretches{{0, 100}, {0, 200}, {0, 500}};
    const PreviewPixels preview = scenePixels(source, wholeOf(source), {2, 1}, std::vector<int>{0, 1, 2}, stretches);
    QCOMPARE(preview.size, (Size{2, 1}));
    QCOMPARE(pixelAt(preview, 0, 0), (Rgba{38, 64, 0, 255})); // 15 of 100, 50 of 200, below
    QCOMPARE(pixelAt(preview, 1, 0), (Rgba{255, 64, 255, 255}));
    const PreviewPixels part = scenePixels(source, {1, 1, 2, 1}, {2, 1}, std::vector<int>{0, 1, 2}, stretches);
    QCOMPARE(pixelAt(part, 0, 0), (Rgba{77, 64, 0, 255})); // 30 of 100
}

void TestPreviewPixels::nodataIsTransparent()
{
    GdalRasterSource source(made({2, 2, 1, GDT_Byte, {10, 0, 20, 30}, {}, [](GDALDataset &dataset) {
                                      dataset.GetRasterBand(1)->SetNoDataValue(0);
                                  }}));
    const PreviewPixels preview =
        scenePixels(source, wholeOf(source), {2, 2}, std::vector<int>{0}, std::vector<Stretch>{{10, 30}});
    QCOMPARE(pixelAt(preview, 0, 0), (Rgba{0, 0, 0, 255}));
    QCOMPARE(pixelAt(preview, 1, 0)[3], 0);
    QCOMPARE(pixelAt(preview, 1, 1), (Rgba{255, 255, 255, 255}));
}

void TestPreviewPixels::enlargedPixelsStayThemselves()
{
    GdalRasterSource source(made({2, 1, 1, GDT_Byte, {0, 200}}));
    const PreviewPixels preview =
        scenePixels(source, wholeOf(source), {6, 3}, std::vector<int>{0}, std::vector<Stretch>{{0, 200}});
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 6; ++x)
            QCOMPARE(pixelAt(preview, x, y)[0], x < 3 ? 0 : 255);
}

void TestPreviewPixels::greyIsOneBand()
{
    GdalRasterSource source(made({1, 1, 2, GDT_Byte, {1, 100}}));
    const PreviewPixels preview =
        scenePixels(source, wholeOf(source), {1, 1}, std::vector<int>{1}, std::vector<Stretch>{{0, 200}});
    QCOMPARE(pixelAt(preview, 0, 0), (Rgba{128, 128, 128, 255}));
}

void TestPreviewPixels::resultColorsAreExact()
{
    GdalRasterSource source(made({3, 2, 1, GDT_Byte, {1, 2, 9, 2, 255, 1}, {}, [](GDALDataset &dataset) {
                                      dataset.GetRasterBand(1)->SetNoDataValue(255);
                                  }}));
    const ClassLegend legend{{2, u"Forest"_s, green}, {1, u"Water"_s, blue}, {9, u"Town"_s, pink}};
    const PreviewPixels preview = resultPixels(source, wholeOf(source), {3, 2}, legend);
    QCOMPARE(pixelAt(preview, 0, 0), (Rgba{0, 0, 255, 255}));
    QCOMPARE(pixelAt(preview, 1, 0), (Rgba{0, 128, 1, 255}));
    QCOMPARE(pixelAt(preview, 2, 0), (Rgba{250, 100, 200, 255}));
    QCOMPARE(pixelAt(preview, 0, 1), (Rgba{0, 128, 1, 255}));
    QCOMPARE(pixelAt(preview, 1, 1), (Rgba{0, 0, 0, 0})); // no data
    QCOMPARE(pixelAt(preview, 2, 1), (Rgba{0, 0, 255, 255}));
    // A class that is hidden is left out of the legend.
    const PreviewPixels hidden = resultPixels(source, wholeOf(source), {3, 2}, {legend[1]});
    QCOMPARE(pixelAt(hidden, 1, 0), (Rgba{0, 0, 0, 0}));
    QCOMPARE(pixelAt(hidden, 0, 0), (Rgba{0, 0, 255, 255}));
}

/// Next to each other in 32 bits, and the same as float.
void TestPreviewPixels::resultOfLargeValues()
{
    GdalRasterSource source(made({3, 1, 1, GDT_Int32, {20000001, 20000000, -2000000001}}));
    const ClassLegend legend{{20000000, {}, blue}, {20000001, {}, green}, {-2000000001, {}, pink}};
    const PreviewPixels preview = resultPixels(source, wholeOf(source), {3, 1}, legend);
    QCOMPARE(pixelAt(preview, 0, 0), (Rgba{0, 128, 1, 255}));
    QCOMPARE(pixelAt(preview, 1, 0), (Rgba{0, 0, 255, 255}));
    QCOMPARE(pixelAt(preview, 2, 0), (Rgba{250, 100, 200, 255}));
}

void TestPreviewPixels::reducedResultMixesNothing()
{
    constexpr int side = 300;
    std::vector<double> values;
    for (int i = 0; i < side * side; ++i)
        values.push_back(i % 2 == 0 ? 1 : 3); // their mean is a class, too
    GdalRasterSource source(made({side, side, 1, GDT_Byte, values}));
    const ClassLegend legend{{1, {}, blue}, {2, {}, pink}, {3, {}, green}};
    const PreviewPixels preview = resultPixels(source, wholeOf(source), {77, 77}, legend);
    for (int y = 0; y < 77; ++y)
        for (int x = 0; x < 77; ++x) {
            const Rgba pixel = pixelAt(preview, x, y);
            QVERIFY(pixel == (Rgba{0, 0, 255, 255}) || pixel == (Rgba{0, 128, 1, 255}));
        }
}

void TestPreviewPixels::cancelledReadEndsSoon_data()
{
    QTest::addColumn<bool>("isResult");
    QTest::addColumn<bool>("hasMask");
    QTest::newRow("scene") << false << false;
    QTest::newRow("scene with a mask") << false << true;
    QTest::newRow("result") << true << false;
}

/// All of a raster without overviews, which takes a good while to read whole.
void TestPreviewPixels::cancelledReadEndsSoon()
{
    QFETCH(bool, isResult);
    QFETCH(bool, hasMask);
    constexpr int side = 4000;
    const QString path = made({side,
                               side,
                               1,
                               GDT_Byte,
                               noise(std::size_t(side) * side, 0, 255),
                               {"TILED=YES", "COMPRESS=DEFLATE"},
                               [hasMask](GDALDataset &dataset) {
                                   if (hasMask)
                                       dataset.GetRasterBand(1)->SetNoDataValue(0);
                               }});
    GdalRasterSource source(path);
    int asked = 0;
    const auto read = [&](const GoOn &mayGoOn) {
        return isResult ? resultPixels(source, wholeOf(source), {200, 200}, {{1, {}, blue}}, mayGoOn)
                        : scenePixels(source, wholeOf(source), {200, 200}, std::vector<int>{0},
                                      std::vector<Stretch>{{0, 255}}, mayGoOn);
    };
    const PreviewPixels whole = read([&] {
        ++asked;
        return true;
    });
    QVERIFY2(asked >= 16, qPrintable(QString::number(asked))); // often enough to be soon
    const int all = asked;
    for (const int last : {1, 3, all}) {
        asked = 0;
        QVERIFY_THROWS_EXCEPTION(Cancelled, read([&] { return ++asked < last; }));
        QVERIFY(asked <= last + 1); // and once more, to tell it from damage
    }
    QCOMPARE(read({}).rgba, whole.rgba); // nothing of it stays behind
}

void TestPreviewPixels::missingPartIsAnError()
{
    const QString path = made({500, 500, 1, GDT_Byte, noise(250000, 0, 255)});
    QVERIFY(QFile::resize(path, 100000));
    GdalRasterSource source(path);
    const auto goesOn = [] { return true; };
    QVERIFY_THROWS_EXCEPTION(Error, scenePixels(source, wholeOf(source), {50, 50}, std::vector<int>{0},
                                                std::vector<Stretch>{{0, 255}}, goesOn));
    QVERIFY_THROWS_EXCEPTION(Error, resultPixels(source, wholeOf(source), {500, 500}, {{1, {}, blue}}, goesOn));
}

QTEST_GUILESS_MAIN(TestPreviewPixels)
#include "tst_preview_pixels.moc"
