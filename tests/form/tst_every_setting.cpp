#include "core/run/request_field.h"
#include "core/run/request_reader.h"
#include "core/run/request_writer.h"
#include "tests/form/form_page.h"
#include "ui/form/choice_box.h"
#include "ui/form/count_box.h"
#include "ui/form/typed_choice_box.h"

#include <QPushButton>
#include <QtTest>

using namespace pixelscape;

/// Each control of the form, moved by the keyboard, sets its own member of the request and nothing else.
class TestEverySetting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void choices_data();
    void choices();
    void counts_data();
    void counts();
    void extent();
    void allAtOnceComeBack();
    void restoredDefaults();
};

namespace {

RunRequest with(const QString &field, const QString &text)
{
    RunRequest request = chosenRequest();
    if (!setRequestField(request, field, text))
        qFatal("the test names a field that there is not");
    return request;
}

/// As the operation writes it, which shows what differs.
QByteArray textOf(const RunRequest &request)
{
    return QByteArray::fromStdString(toJson(request).dump(1));
}

void showPageOf(FormPage &page, const QWidget *control)
{
    for (int tab = 0; tab < page.tabs()->count(); ++tab)
        if (page.tabs()->widget(tab)->isAncestorOf(control))
            page.tabs()->setCurrentIndex(tab);
}

} // namespace

void TestEverySetting::lines_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("raster") << u"Input raster"_s << u"inputRaster"_s << u"/data/south 2.tif"_s;
    QTest::newRow("model") << u"Model"_s << u"model"_s << u"/data/other.dlpk"_s;
    QTest::newRow("output") << u"Output"_s << u"outputClassifiedRaster"_s << u"/data/classes 2.tif"_s;
    QTest::newRow("coordinate system") << u"Coordinate system, as text"_s << u"context.outSR"_s << u"epsg:32633"_s;
    QTest::newRow("coordinate system by number") << u"Coordinate system, as text"_s << u"context.outSR"_s << u"3857"_s;
    QTest::newRow("cell size") << u"Cell size, as text"_s << u"context.cellSize"_s << u"10"_s;
    QTest::newRow("oblong cells") << u"Cell size, as text"_s << u"context.cellSize"_s << u"10,20"_s;
    QTest::newRow("cell size of a raster") << u"Cell size, as text"_s << u"context.cellSize"_s << u"/data/s.tif"_s;
    QTest::newRow("snap raster") << u"Snap raster"_s << u"context.snapRaster"_s << u"/data/snap to.tif"_s;
    QTest::newRow("mask") << u"Mask"_s << u"context.mask"_s << u"/data/fields.gpkg|layername=all"_s;
    QTest::newRow("workers") << u"Workers, as text"_s << u"context.parallelProcessingFactor"_s << u"80%"_s;
}

void TestEverySetting::lines()
{
    QFETCH(QString, name);
    QFETCH(QString, field);
    QFETCH(QString, text);
    FormPage page(chosenRequest());
    auto *line = page.find(name);
    QVERIFY(line);
    showPageOf(page, line);
    retype(line, text);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(textOf(page.form.request()), textOf(with(field, text)));
    // And back.
    retype(line, {});
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(textOf(page.form.request()), textOf(with(field, {})));
}

void TestEverySetting::choices_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("nearest") << u"Resampling"_s << u"resampling"_s << u"nearest"_s << QStringList{u"Nearest"_s};
    QTest::newRow("cubic") << u"Resampling"_s << u"resampling"_s << u"cubic"_s << QStringList{u"Cubic"_s};
    QTest::newRow("device") << u"Device"_s << u"context.processorType"_s << u"gpu"_s << QStringList{u"GPU"_s};
    QTest::newRow("engine") << u"Engine"_s << u"engine"_s << u"opencv"_s << QStringList{u"OpenCV"_s};
    QTest::newRow("largest cells") << u"Cell size"_s << u"context.cellSize"_s << u"MaxOf"_s
                                   << QStringList{u"The largest"_s};
    QTest::newRow("smallest cells") << u"Cell size"_s << u"context.cellSize"_s << u"MinOf"_s
                                    << QStringList{u"The smallest"_s};
    QTest::newRow("degrees") << u"Coordinate system"_s << u"context.outSR"_s << u"EPSG:4326"_s
                             << QStringList{u"EPSG:4326"_s};
    QTest::newRow("workers") << u"Workers"_s << u"context.parallelProcessingFactor"_s << u"50%"_s
                             << QStringList{u"50%"_s};
    QTest::newRow("memory") << u"Memory"_s << u"memory"_s << u"4G"_s << QStringList{u"4G"_s};
}

void TestEverySetting::choices()
{
    QFETCH(QString, name);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QStringList, labels);
    FormPage page(chosenRequest());
    auto *choice = page.find<QComboBox>(name);
    QVERIFY(choice);
    showPageOf(page, choice);
    const int place = choice->findText(labels.front(), Qt::MatchStartsWith);
    QVERIFY(place >= 0);
    choice->setFocus();
    while (choice->currentIndex() != place)
        QTest::keyClick(choice, choice->currentIndex() < place ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(textOf(page.form.request()), textOf(with(field, text)));
}

void TestEverySetting::counts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("field");
    QTest::newRow("recycle") << u"Recycle workers after"_s << u"context.recycleProcessingWorker"_s;
    QTest::newRow("retries") << u"Retries"_s << u"context.retryOnFailures"_s;
    QTest::newRow("deadline") << u"Section deadline"_s << u"sectionDeadline"_s;
}

void TestEverySetting::counts()
{
    QFETCH(QString, name);
    QFETCH(QString, field);
    FormPage page(chosenRequest());
    auto *box = page.find<QSpinBox>(name);
    QVERIFY(box);
    showPageOf(page, box);
    box->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(textOf(page.form.request()), textOf(with(field, u"3"_s)));
}

void TestEverySetting::extent()
{
    FormPage page(chosenRequest());
    auto *choice = page.find<ChoiceBox>(u"Extent"_s);
    showPageOf(page, choice);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    retype(page.find(u"Extent left"_s), u"-1.5"_s);
    retype(page.find(u"Extent right"_s), u"3"_s);
    retype(page.find(u"Extent top"_s), u"4.25"_s);
    retype(page.find(u"Extent bottom"_s), u"2"_s);
    QTest::keyClick(page.find(u"Extent bottom"_s), Qt::Key_Return);
    QCOMPARE(textOf(page.form.request()), textOf(with(u"context.extent"_s, u"-1.5,2,3,4.25"_s)));
    auto *system = page.find(u"Extent coordinates, as text"_s);
    retype(system, u"4326"_s);
    QTest::keyClick(system, Qt::Key_Return);
    RunRequest expected = with(u"context.extent"_s, u"-1.5,2,3,4.25"_s);
    expected.extentCrs = u"EPSG:4326"_s;
    QCOMPARE(textOf(page.form.request()), textOf(expected));
}

void TestEverySetting::allAtOnceComeBack()
{
    RunRequest request = fullRequest();
    request.processorType = u"gpu"_s;
    request.extentCrs = u"EPSG:4326"_s;
    request.outSr = u"EPSG:32633"_s;
    request.cellSize = u"10,20"_s;
    request.snapRaster = u"/data/snap.tif"_s;
    request.mask = u"/data/mask.gpkg"_s;
    request.resampling = u"cubic"_s;
    request.furtherRasters = {u"/data/2.tif"_s};
    request.stack = true;
    FormPage page(request);
    QCOMPARE(textOf(page.form.request()), textOf(request));
    const RequestReading reading = readRequest(textOf(page.form.request()), u"request.json"_s);
    QVERIFY(reading.problems.empty());
    QVERIFY(reading.request == request);
}

void TestEverySetting::restoredDefaults()
{
    RunRequest request = chosenRequest();
    request.outputClassifiedRaster = u"/data/out.tif"_s;
    const RunRequest plain = request;
    request.extent = GroundBox{1, 2, 3, 4};
    request.extentCrs = u"EPSG:4326"_s;
    request.outSr = u"EPSG:32633"_s;
    request.cellSize = u"10"_s;
    request.snapRaster = u"/data/snap.tif"_s;
    request.mask = u"/data/mask.gpkg"_s;
    request.resampling = u"cubic"_s;
    request.retryOnFailures = 2;
    FormPage page(request);
    page.tabs()->setCurrentIndex(1);
    QTest::mouseClick(page.find<QPushButton>(u"Restore defaults"_s), Qt::LeftButton);
    QCOMPARE(textOf(page.form.request()), textOf(plain));
}

QTEST_MAIN(TestEverySetting)
#include "tst_every_setting.moc"
