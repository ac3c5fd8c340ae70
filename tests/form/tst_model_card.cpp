#include "core/run/engine_text.h"
#include "tests/support/classified_scene.h"
#include "tests/support/widgets.h"
#include "ui/form/band_text.h"
#include "ui/form/class_list.h"
#include "ui/form/model_card.h"
#include "ui/form/raster_facts.h"

#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

RasterInfo rasterOf(const QStringList &bandNames)
{
    RasterInfo raster;
    raster.size = {12000, 800};
    for (const QString &name : bandNames)
        raster.bands.push_back({name, u"UInt16"_s, 16, false, false, {}});
    return raster;
}

ModelDefinition definitionOf(std::vector<BandReference> bands)
{
    ModelDefinition definition;
    definition.extractBands = std::move(bands);
    return definition;
}

Resolution resolutionOf(int classes)
{
    Resolution resolution;
    ModelSummary model;
    model.path = u"/models/%1.emd"_s.arg(classes);
    model.weightsFormat = u"ONNX"_s;
    model.engines = QStringList{u"opencv"_s};
    model.definition.tile = {256, 128};
    for (int i = 0; i < classes; ++i)
        model.definition.classes.push_back({i, u"Class %1"_s.arg(i), {std::uint8_t(i), 100, 100}});
    resolution.model = model;
    return resolution;
}

QStringList visibleTexts(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisible())
            texts << label->text();
    return texts;
}

} // namespace

class TestModelCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bandsInBriefAndInFull();
    void wantedBands();
    void emptyState();
    void showsTheDemoModel();
    void weightsThatNobodyReads();
    void manyClassesAreFolded();
    void whatTheUserFoldedStaysSo();
    void classesFlowIntoColumns();
    void rasterInOneLine();
};

void TestModelCard::bandsInBriefAndInFull()
{
    const RasterInfo raster = rasterOf({u"blue"_s, u"green"_s, u"red"_s, QString()});
    const ModelDefinition named = definitionOf({u"Red"_s, u"Green"_s, 3});
    QCOMPARE(bandMappingText(named, {2, 1, 3}).replace(QChar(0xA0), u' '), u"Red ← 3  Green ← 2  3 ← 4"_s);
    QCOMPARE(bandMappingLines(named, {2, 1, 3}, raster),
             QStringList({u"Channel 1, Red ← band 3 (red)"_s, u"Channel 2, Green ← band 2 (green)"_s,
                          u"Channel 3 ← band 4"_s}));
    QCOMPARE(bandMappingText({}, {0, 1, 2, 3}), u"1 to 4, in this order"_s);
    QVERIFY(bandMappingText({}, {1, 2, 3, 4, 5, 6, 7, 8}).endsWith(u"… (8 channels)"_s));
}

void TestModelCard::wantedBands()
{
    QCOMPARE(wantedBandsText({}), u"all bands of the raster"_s);
    QCOMPARE(wantedBandsText(definitionOf({0, 1, 2})), u"1 to 3"_s);
    QCOMPARE(wantedBandsText(definitionOf({3, 2, 1})), u"4, 3, 2"_s);
    QCOMPARE(wantedBandsText(definitionOf({u"red"_s, u"nir"_s})), u"red, nir"_s);
}

void TestModelCard::emptyState()
{
    ModelCard card;
    card.show();
    QCOMPARE(visibleTexts(card), QStringList{u"No model yet"_s});
    // A model that cannot be opened has its problem beside its field, and no card.
    card.setModel(Resolution());
    QVERIFY(!card.isVisible());
}

void TestModelCard::showsTheDemoModel()
{
    ModelCard card;
    card.resize(330, 400);
    card.show();
    RunRequest request;
    request.model = demoModel();
    Resolution resolution = resolve(request);
    card.setModel(resolution);
    const QStringList texts = visibleTexts(card);
    QVERIFY(texts.contains(u"ONNX, read by "_s + engineTitles(builtEngines())));
    QVERIFY(texts.contains(u"256 × 256 pixels, padding 24"_s));
    QVERIFY(texts.contains(u"1 to 6"_s));
    auto *heading = byAccessibleName<QToolButton>(card, u"Model card"_s);
    QCOMPARE(heading->accessibleDescription(), u"Land cover demo"_s);
    QVERIFY(card.findChild<ClassList *>()->accessibleDescription().startsWith(u"1  Water, 2  Woodland, "_s));

    QTest::mouseClick(heading, Qt::LeftButton);
    QCOMPARE(visibleTexts(card), QStringList());
}

void TestModelCard::weightsThatNobodyReads()
{
    ModelCard card;
    card.show();
    Resolution resolution = resolutionOf(3);
    resolution.model->weightsFormat = u"Keras"_s;
    resolution.model->engines.clear();
    card.setModel(resolution);
    QVERIFY(visibleTexts(card).contains(u"Keras, which no engine here reads"_s));
    QVERIFY(visibleTexts(card).contains(u"256 × 128 pixels"_s));
}

void TestModelCard::manyClassesAreFolded()
{
    ModelCard card;
    card.show();
    card.setModel(resolutionOf(8));
    QVERIFY(card.findChild<ClassList *>()->isVisible());
    card.setModel(resolutionOf(9));
    QVERIFY(!card.findChild<ClassList *>()->isVisible());
    auto *heading = byAccessibleName<QToolButton>(card, u"Classes of the model"_s);
    QCOMPARE(heading->accessibleDescription(), u"9 classes"_s);
    heading->setFocus();
    QTest::keyClick(heading, Qt::Key_Space);
    QVERIFY(card.findChild<ClassList *>()->isVisible());
}

void TestModelCard::whatTheUserFoldedStaysSo()
{
    ModelCard card;
    card.show();
    card.setModel(resolutionOf(3));
    QTest::mouseClick(byAccessibleName<QToolButton>(card, u"Classes of the model"_s), Qt::LeftButton);
    QVERIFY(!card.findChild<ClassList *>()->isVisible());
    card.setModel(resolutionOf(3));
    QVERIFY(!card.findChild<ClassList *>()->isVisible());
}

void TestModelCard::classesFlowIntoColumns()
{
    ClassList list;
    list.setClasses(resolutionOf(6).model->definition.classes);
    const int oneColumn = list.heightForWidth(10);
    QCOMPARE(oneColumn % 6, 0);
    QCOMPARE(list.heightForWidth(10'000), 2 * oneColumn / 6);
    // What is drawn is the class's own colour.
    list.resize(10, oneColumn);
    const QImage drawn = list.grab().toImage();
    const int line = oneColumn / 6;
    QCOMPARE(drawn.pixelColor(4, 5 * line + line / 2), QColor(5, 100, 100));
}

void TestModelCard::rasterInOneLine()
{
    RasterInfo raster = rasterOf({u"blue"_s, u"green"_s});
    QVERIFY(rasterFacts(raster).endsWith(u" pixels, 2 bands, UInt16, no coordinate system"_s));
    raster.bands.pop_back();
    raster.crsName = u"EPSG:32633"_s;
    QVERIFY(rasterFacts(raster).endsWith(u" pixels, 1 band, UInt16, EPSG:32633"_s));
}

QTEST_MAIN(TestModelCard)
#include "tst_model_card.moc"
