#include "core/raster/image_service_facts.h"
#include "tests/support/caught_sentence.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// As a server of version 10.9 answers, without what says nothing of the raster; `change` is merged into it.
Json answer(const Json &change = Json::object())
{
    Json json = Json::parse(R"({
        "name": "Ortho", "bandCount": 4, "bandNames": ["Red", "Green", "Blue", "NearInfrared"], "pixelType": "U16",
        "pixelSizeX": 0.5, "pixelSizeY": 0.5, "maxImageHeight": 4100, "maxImageWidth": 15000,
        "noDataValue": null, "noDataValues": null,
        "extent": {"xmin": 1000, "ymin": 2000, "xmax": 1100, "ymax": 2030.1,
                   "spatialReference": {"wkid": 102100, "latestWkid": 3857}}})");
    json.merge_patch(change);
    return json;
}

ImageServiceFacts factsOf(const Json &change)
{
    return imageServiceFacts(answer(change), u"Ortho"_s);
}

} // namespace

class ImageServiceFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnAnswer();
    void sizeIsOfWholePixels();
    void pixelTypesAreAskedForAsTheyAre_data();
    void pixelTypesAreAskedForAsTheyAre();
    void nodataOfEachBand();
    void coordinateSystems();
    void refuses_data();
    void refuses();
};

void ImageServiceFactsTest::readsAnAnswer()
{
    const ImageServiceFacts facts = factsOf(Json::object());
    QCOMPARE(facts.topLeft.x, 1000.0);
    QCOMPARE(facts.topLeft.y, 2030.1);
    QCOMPARE(facts.pixelWidth, 0.5);
    QCOMPARE(facts.pixelHeight, 0.5);
    QVERIFY((facts.size == Size{200, 61}));
    QCOMPARE(facts.bandCount, 4);
    QCOMPARE(facts.bandNames, (QStringList{u"Red"_s, u"Green"_s, u"Blue"_s, u"NearInfrared"_s}));
    QCOMPARE(facts.largestImageSide, 4100);
    QVERIFY(facts.nodata == std::vector<std::optional<double>>(4));
    QCOMPARE(facts.spatialReference, u"102100"_s);
}

void ImageServiceFactsTest::sizeIsOfWholePixels()
{
    const auto width = [](double xMaximum) { return factsOf({{"extent", {{"xmax", xMaximum}}}}).size.width; };
    QCOMPARE(width(1100.000001), 200);
    QCOMPARE(width(1099.999999), 200);
    QCOMPARE(width(1100.1), 201);
    QCOMPARE(width(1000.1), 1);
}

void ImageServiceFactsTest::pixelTypesAreAskedForAsTheyAre_data()
{
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QString>("gdal");
    QTest::newRow("U1") << u"U8"_s << u"Byte"_s;
    QTest::newRow("U4") << u"U8"_s << u"Byte"_s;
    QTest::newRow("U8") << u"U8"_s << u"Byte"_s;
    QTest::newRow("S8") << u"S16"_s << u"Int16"_s;
    QTest::newRow("U16") << u"U16"_s << u"UInt16"_s;
    QTest::newRow("S16") << u"S16"_s << u"Int16"_s;
    QTest::newRow("U32") << u"U32"_s << u"UInt32"_s;
    QTest::newRow("S32") << u"S32"_s << u"Int32"_s;
    QTest::newRow("F32") << u"F32"_s << u"Float32"_s;
    QTest::newRow("F64") << u"F64"_s << u"Float64"_s;
}

void ImageServiceFactsTest::pixelTypesAreAskedForAsTheyAre()
{
    QFETCH(QString, asked);
    QFETCH(QString, gdal);
    const ImageServiceFacts facts = factsOf({{"pixelType", QTest::currentDataTag()}});
    QCOMPARE(facts.pixelType, asked);
    QCOMPARE(facts.dataType, gdal);
}

void ImageServiceFactsTest::nodataOfEachBand()
{
    using Values = std::vector<std::optional<double>>;
    QVERIFY((factsOf({{"noDataValue", 7}}).nodata == Values{7, 7, 7, 7}));
    QVERIFY((factsOf({{"noDataValues", {0, 1, "NaN", 65535}}}).nodata == Values{0, 1, {}, 65535}));
    QVERIFY((factsOf({{"noDataValue", 7}, {"noDataValues", {0}}}).nodata == Values{0, 7, 7, 7}));
}

void ImageServiceFactsTest::coordinateSystems()
{
    const auto of = [](const Json &reference) {
        Json json = answer();
        json["extent"]["spatialReference"] = reference;
        return imageServiceFacts(json, u"Ortho"_s);
    };
    QVERIFY(of({{"wkid", 102100}, {"latestWkid", 3857}}).crsWkt.contains("Pseudo-Mercator"_L1));
    QVERIFY(of({{"wkid", 102100}}).crsWkt.contains("Web_Mercator"_L1));
    QVERIFY(of({{"wkid", 32633}}).crsWkt.contains("UTM zone 33N"_L1));
    const char *wkt = R"(GEOGCS["Mine",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],)"
                      R"(PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]])";
    const ImageServiceFacts own = of({{"wkt", wkt}});
    QVERIFY(own.crsWkt.contains("\"Mine\""_L1));
    QVERIFY(Json::parse(own.spatialReference.toStdString()) == Json({{"wkt", wkt}}));
    const ImageServiceFacts none = of(nullptr);
    QVERIFY(none.crsWkt.isEmpty());
    QVERIFY(none.spatialReference.isEmpty());
}

void ImageServiceFactsTest::refuses_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const char *change, const char *sentence) {
        QTest::newRow(name) << QString::fromUtf8(change) << QString::fromUtf8(sentence);
    };
    row("no extent", R"({"extent": {"xmin": "NaN"}})",
        "Ortho does not say its xmin, so that it is no image service with a raster of its own; check the address.");
    row("no bands", R"({"bandCount": null})",
        "Ortho does not say its bandCount, so that it is no image service with a raster of its own; check the address.");
    row("too many bands", R"({"bandCount": 1e9})", "Ortho says that it has 1e+09 bands; check the address.");
    row("no pixels", R"({"extent": {"xmax": 1000}})", "Ortho says that it has no pixels; check the address.");
    row("pixels of no size", R"({"pixelSizeX": 0})", "Ortho says that it has no pixels; check the address.");
    row("too large", R"({"pixelSizeX": 1e-8})",
        "Ortho is 10000000000 pixels wide or high, more than a raster can have; export a part of it to a file.");
    row("complex", R"({"pixelType": "C64"})",
        "Ortho says \"C64\" of its pixel type, which is none of whole or real numbers; export it to a file of such "
        "numbers.");
    row("unknown system", R"({"extent": {"spatialReference": {"wkid": 999999, "latestWkid": null}}})",
        "Ortho is in EPSG:999999, which PROJ does not know; export it to a file in another coordinate system.");
}

void ImageServiceFactsTest::refuses()
{
    QFETCH(QString, change);
    QFETCH(QString, sentence);
    QCOMPARE(caughtSentence([&] { factsOf(Json::parse(change.toStdString())); }), sentence);
}

QTEST_GUILESS_MAIN(ImageServiceFactsTest)
#include "tst_image_service_facts.moc"
