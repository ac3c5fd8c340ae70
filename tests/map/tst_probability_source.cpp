#include "tests/raster/made_raster.h"
#include "ui/inspect/file_look.h"
#include "ui/map/layer_source.h"
#include "ui/window/map_contents.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// A probability raster on the map: greys from 0 to 1 whatever values there are, and what the file is known by.
class TestProbabilitySource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isKnownByItsRecipe();
    void greysDoNotDependOnTheValues();
    void valuesAreToldAsTheyAre();
    void anotherRunsNumbersAreAScene();

private:
    QString write(const QString &name, bool hasRecipe) const;

    QTemporaryDir m_folder;
    QString m_file;
};

/// 4 x 1 pixels: 0.4, 0.6, 1 and none.
QString TestProbabilitySource::write(const QString &name, bool hasRecipe) const
{
    const auto finish = [hasRecipe](GDALDataset &dataset) {
        dataset.GetRasterBand(1)->SetNoDataValue(-1);
        if (hasRecipe)
            dataset.SetMetadataItem("PIXELSCAPE_RECIPE", "{}");
    };
    return writeRaster(m_folder.filePath(name), {4, 1, 1, GDT_Float32, {0.4, 0.6, 1, -1}, {}, finish});
}

void TestProbabilitySource::initTestCase()
{
    m_file = write(u"classes_probability.tif"_s, true);
}

void TestProbabilitySource::isKnownByItsRecipe()
{
    const FileLook look = lookAtFile(m_file);
    QCOMPARE(look.kind, FileLook::Kind::Probability);
    LayerStack layers;
    showResult(layers, look);
    showResult(layers, look);
    QCOMPARE(layers.layers().size(), 1UL);
    QCOMPARE(layers.layers()[0].kind, LayerKind::Probability);
    QCOMPARE(layers.layers()[0].name, u"classes_probability"_s);
    QVERIFY(layers.layers()[0].isVisible); // somebody asked for it
}

void TestProbabilitySource::greysDoNotDependOnTheValues()
{
    const MapLayer layer = probabilityLayer(lookAtFile(m_file));
    const std::unique_ptr<LayerSource> source = makeLayerSource(layer);
    source->prepare(layer, {});
    const QImage picture = source->picture(layer, {0, 0, 4, 1}, 0, {});
    QCOMPARE(picture.size(), QSize(4, 1));
    const int greys[] = {102, 153, 255}; // of 255
    for (int x = 0; x < 3; ++x) {
        const QColor color = picture.pixelColor(x, 0);
        QCOMPARE(color.alpha(), 255);
        QVERIFY2(std::abs(color.red() - greys[x]) <= 1, qPrintable(color.name()));
        QVERIFY(color.red() == color.green() && color.green() == color.blue());
    }
    QCOMPARE(picture.pixelColor(3, 0).alpha(), 0);
}

void TestProbabilitySource::valuesAreToldAsTheyAre()
{
    const MapLayer layer = probabilityLayer(lookAtFile(m_file));
    const std::unique_ptr<LayerSource> source = makeLayerSource(layer);
    QCOMPARE(source->valuesAt(layer, 2, 0).at(0).second, u"1"_s);
    QVERIFY(source->valuesAt(layer, 0, 0).at(0).second.startsWith(u"0.4"_s));
    QCOMPARE(source->valuesAt(layer, 3, 0).at(0).second, u"no data"_s);
}

void TestProbabilitySource::anotherRunsNumbersAreAScene()
{
    QCOMPARE(lookAtFile(write(u"elevation.tif"_s, false)).kind, FileLook::Kind::Scene);
}

QTEST_GUILESS_MAIN(TestProbabilitySource)
#include "tst_probability_source.moc"
