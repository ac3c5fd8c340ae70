#include "core/run/extent_text.h"
#include "core/run/request_field.h"

#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestRequestField : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsEachField();
    void emptyTextGivesTheDefault();
    void nonsenseChangesNothing_data();
    void nonsenseChangesNothing();
    void boxTextIsExact_data();
    void boxTextIsExact();
    void boxTextOfPeople();
};

void TestRequestField::setsEachField()
{
    RunRequest request;
    QVERIFY(setRequestField(request, u"inputRaster"_s, u"/a b/scene.tif"_s));
    QVERIFY(setRequestField(request, u"model"_s, u"model.dlpk"_s));
    QVERIFY(setRequestField(request, u"modelRoot"_s, u"/models"_s));
    QVERIFY(setRequestField(request, u"bandMapping"_s, u"4,3,2"_s));
    QVERIFY(setRequestField(request, u"outputClassifiedRaster"_s, u"out.tif"_s));
    QVERIFY(setRequestField(request, u"modelArguments.padding"_s, u"32"_s));
    QVERIFY(setRequestField(request, u"context.extent"_s, u"-1.5, 2,3,4"_s));
    QVERIFY(setRequestField(request, u"context.processorType"_s, u"gpu"_s));
    QVERIFY(setRequestField(request, u"context.parallelProcessingFactor"_s, u"80%"_s));
    QVERIFY(setRequestField(request, u"context.recycleProcessingWorker"_s, u"7"_s));
    QVERIFY(setRequestField(request, u"context.retryOnFailures"_s, u"2"_s));
    QVERIFY(setRequestField(request, u"sectionDeadline"_s, u"90"_s));
    QVERIFY(setRequestField(request, u"engine"_s, u"opencv"_s));
    QVERIFY(setRequestField(request, u"memory"_s, u"75%"_s));
    QVERIFY(setRequestField(request, u"overwrite"_s, u"true"_s));
    QVERIFY(setRequestField(request, u"startOver"_s, u"true"_s));
    RunRequest expected;
    expected.inputRaster = u"/a b/scene.tif"_s;
    expected.model = u"model.dlpk"_s;
    expected.modelRoot = u"/models"_s;
    expected.bandMapping = u"4,3,2"_s;
    expected.outputClassifiedRaster = u"out.tif"_s;
    expected.modelArguments = {{u"padding"_s, u"32"_s}};
    expected.extent = GroundBox{-1.5, 2, 3, 4};
    expected.processorType = u"gpu"_s;
    expected.parallelProcessingFactor = u"80%"_s;
    expected.recycleProcessingWorker = 7;
    expected.retryOnFailures = 2;
    expected.sectionDeadline = 90;
    expected.engine = u"opencv"_s;
    expected.memory = u"75%"_s;
    expected.overwrite = true;
    expected.startOver = true;
    QVERIFY(request == expected);
}

void TestRequestField::emptyTextGivesTheDefault()
{
    RunRequest request;
    request.modelArguments = {{u"padding"_s, u"32"_s}, {u"edge"_s, u"zero"_s}};
    request.extent = GroundBox{1, 2, 3, 4};
    request.processorType = u"gpu"_s;
    request.parallelProcessingFactor = u"3"_s;
    request.retryOnFailures = 4;
    request.overwrite = true;
    for (const QString &field :
         {u"modelArguments.padding"_s, u"modelArguments.edge"_s, u"context.extent"_s, u"context.processorType"_s,
          u"context.parallelProcessingFactor"_s, u"context.retryOnFailures"_s, u"overwrite"_s})
        QVERIFY(setRequestField(request, field, {}));
    QVERIFY(request == RunRequest());
}

void TestRequestField::nonsenseChangesNothing_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("no such field") << u"colour"_s << u"red"_s;
    QTest::newRow("no argument's name") << u"modelArguments."_s << u"1"_s;
    QTest::newRow("three numbers") << u"context.extent"_s << u"1,2,3"_s;
    QTest::newRow("no number") << u"context.extent"_s << u"1,2,3,x"_s;
    QTest::newRow("not finite") << u"context.extent"_s << u"1,2,3,inf"_s;
    QTest::newRow("retries") << u"context.retryOnFailures"_s << u"many"_s;
    QTest::newRow("truth") << u"overwrite"_s << u"perhaps"_s;
}

void TestRequestField::nonsenseChangesNothing()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    RunRequest request;
    request.extent = GroundBox{1, 2, 3, 4};
    request.retryOnFailures = 3;
    request.overwrite = true;
    const RunRequest before = request;
    QVERIFY(!setRequestField(request, field, value));
    QVERIFY(request == before);
}

void TestRequestField::boxTextIsExact_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 500000.0 << u"500000"_s;
    QTest::newRow("half") << -12.5 << u"-12.5"_s;
    QTest::newRow("many digits") << 512034.123456789 << u"512034.123456789"_s;
    QTest::newRow("a tenth") << 0.1 << u"0.1"_s;
    QTest::newRow("a third") << 1.0 / 3 << QString();
    QTest::newRow("tiny") << 5e-9 << QString();
}

void TestRequestField::boxTextIsExact()
{
    QFETCH(double, number);
    QFETCH(QString, text);
    const GroundBox box{number, 1, 2e9 + number, 4};
    const QString written = groundBoxText(box);
    if (!text.isEmpty())
        QCOMPARE(written.section(u',', 0, 0), text);
    QVERIFY(!written.contains(u'e'));
    QVERIFY(groundBoxFromText(written) == box);
}

void TestRequestField::boxTextOfPeople()
{
    QVERIFY((groundBoxFromText(u" 1, 2.5 ,3e3 ,-4 "_s) == GroundBox{1, 2.5, 3000, -4}));
    QVERIFY(!groundBoxFromText({}));
    QVERIFY(!groundBoxFromText(u"1;2;3;4"_s));
    QVERIFY(!groundBoxFromText(u"1,2,3,4,5"_s));
}

QTEST_GUILESS_MAIN(TestRequestField)
#include "tst_request_field.moc"
