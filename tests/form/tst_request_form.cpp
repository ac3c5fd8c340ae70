#include "tests/form/form_page.h"
#include "ui/form/wrapped_label.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestRequestForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesInComesOut();
    void anotherRequestIsOneChange();
    void emptyFormAsksQuietly();
    void keystrokesAreGathered();
    void typingEndsAtOnceWithReturn();
    void oldMarksStayUntilTheNewAnswer();
    void lateAnswersDoNotCount();
    void problemsWithoutAPlaceAreAboveRun();
    void warningsDoNotBlock();
    void tabsSayThatTheyHaveProblems();
    void aBoxThatIsNoneBlocks();
    void environmentIsEditedAndRestored();
    void windowsOwnReason();
    void bandsAreTypedAndReset();
    void runIsAsked();
    void fitsIntoItsPanel();
    void goesInTheMiddleOfAWord();
};

void TestRequestForm::whatGoesInComesOut()
{
    FormPage page(fullRequest());
    QVERIFY(page.form.request() == fullRequest());
    QVERIFY(!page.form.proposesOutput());
    QCOMPARE(page.find(u"Input raster"_s)->text(), u"/data/scene.tif"_s);
    QCOMPARE(page.find(u"Output"_s)->text(), u"/data/out put.tif"_s);
    QCOMPARE(page.find(u"Bands"_s)->text(), u"4, 3, NIR"_s);
    QCOMPARE(page.find(u"Extent left"_s)->text(), u"0.1"_s);
    QCOMPARE(page.find(u"Extent top"_s)->text(), u"1000000000"_s);
    QCOMPARE(page.find<QComboBox>(u"Device"_s)->currentText(), u"GPU"_s);
    QCOMPARE(page.find<QComboBox>(u"Workers"_s)->currentText(), u"80%"_s);
    QCOMPARE(page.find<QSpinBox>(u"Recycle workers after"_s)->value(), 7);
    QCOMPARE(page.find<QSpinBox>(u"Retries"_s)->text(), u"-3"_s);

    // A look at it changes nothing either.
    page.form.showInspection(lookThatFinds(page.form));
    QVERIFY(page.form.request() == fullRequest());
    QCOMPARE(page.changes.size(), 0);

    page.form.setRequest({});
    QVERIFY(page.form.request() == RunRequest());
}

void TestRequestForm::anotherRequestIsOneChange()
{
    FormPage page;
    page.form.setRequest(fullRequest());
    QCOMPARE(page.changes.size(), 1);
    page.form.setField(u"modelArguments.padding"_s, u"3"_s);
    QCOMPARE(page.changes.size(), 2);
    QCOMPARE(page.find(u"Padding"_s)->text(), u"3"_s);
    page.form.setField(u"no such field"_s, u"3"_s);
    QCOMPARE(page.changes.size(), 2);
    QTest::qWait(300);
    QCOMPARE(page.changes.size(), 2);
}

void TestRequestForm::emptyFormAsksQuietly()
{
    FormPage page;
    page.form.showInspection(lookAt(page.form));
    QCOMPARE(page.problems(), QStringList());
    QCOMPARE(page.form.blockedReason(), u"Choose an input raster and a model."_s);
    auto *run = page.find<QPushButton>(u"Run classification"_s);
    QVERIFY(!run->isEnabled());
    QVERIFY(run->toolTip().contains(u"Choose an input raster and a model."_s));
    QCOMPARE(page.find(u"Input raster"_s)->placeholderText(), u"Choose a raster, or drop one on the window"_s);

    page.form.setField(u"model"_s, u"/nowhere/model.emd"_s);
    page.form.showInspection(lookAt(page.form));
    QCOMPARE(page.problems().size(), 1);
    QVERIFY(page.problems().front().contains(u"/nowhere/model.emd"_s));
    QCOMPARE(page.form.blockedReason(), u"Choose an input raster."_s);
}

void TestRequestForm::keystrokesAreGathered()
{
    FormPage page;
    retype(page.find(u"Input raster"_s), u"/data/scene.tif"_s);
    QCOMPARE(page.changes.size(), 0);
    QCOMPARE(page.form.request().inputRaster, u"/data/scene.tif"_s);
    QTRY_COMPARE(page.changes.size(), 1);
    QTest::qWait(300);
    QCOMPARE(page.changes.size(), 1);
}

void TestRequestForm::typingEndsAtOnceWithReturn()
{
    FormPage page;
    retype(page.find(u"Input raster"_s), u"/data/scene.tif"_s);
    QTest::keyClick(page.find(u"Input raster"_s), Qt::Key_Return);
    QCOMPARE(page.changes.size(), 1);
    QTest::qWait(300);
    QCOMPARE(page.changes.size(), 1);
}

void TestRequestForm::oldMarksStayUntilTheNewAnswer()
{
    FormPage page(chosenRequest());
    QCOMPARE(page.form.blockedReason(), u"Checking…"_s);
    page.form.showInspection(lookThatFinds(page.form, {{u"model"_s, Severity::Error, u"Wrong."_s}}));
    QCOMPARE(page.form.blockedReason(), u"To be put right first: Model."_s);
    retype(page.find(u"Model"_s), u"/data/other.emd"_s);
    QCOMPARE(page.form.blockedReason(), u"Checking…"_s);
    QCOMPARE(page.problems(), QStringList{u"Wrong."_s});
    QTRY_COMPARE(page.changes.size(), 1);
    page.form.showInspection(lookThatFinds(page.form));
    QCOMPARE(page.problems(), QStringList());
    QVERIFY(page.form.canRun());
    QVERIFY(page.find<QPushButton>(u"Run classification"_s)->isEnabled());
    // Each time it may or may not run is told: problem, checking, possible.
    QCOMPARE(page.runnable.size(), 3);
}

void TestRequestForm::lateAnswersDoNotCount()
{
    FormPage page(chosenRequest());
    const Inspection old = lookThatFinds(page.form);
    page.form.setField(u"model"_s, u"/data/other.emd"_s);
    page.form.showInspection(old);
    QVERIFY(!page.form.canRun());
    // Nor one that comes while more is being typed.
    page.form.showInspection(lookThatFinds(page.form));
    QVERIFY(page.form.canRun());
    retype(page.find(u"Model"_s), u"/data/m"_s);
    page.form.showInspection(lookThatFinds(page.form));
    QVERIFY(!page.form.canRun());
}

void TestRequestForm::problemsWithoutAPlaceAreAboveRun()
{
    FormPage page(chosenRequest());
    page.form.showInspection(lookThatFinds(page.form, {{u"creationOptions"_s, Severity::Error, u"No option."_s}}));
    QCOMPARE(page.problems(), QStringList{u"No option."_s});
    QCOMPARE(page.form.blockedReason(), u"To be put right first: Request."_s);
    const auto labels = page.form.findChildren<WrappedLabel *>();
    const auto shown = std::ranges::find(labels, u"No option."_s, &QLabel::text);
    QVERIFY(shown != labels.end());
    QVERIFY((*shown)->isVisible() && !page.tabs()->isAncestorOf(*shown));
}

void TestRequestForm::warningsDoNotBlock()
{
    FormPage page(chosenRequest());
    page.form.showInspection(lookThatFinds(page.form, {{u"inputRaster"_s, Severity::Warning, u"Perhaps noise."_s}}));
    QCOMPARE(page.problems(), QStringList{u"Perhaps noise."_s});
    QVERIFY(page.form.canRun());
}

void TestRequestForm::tabsSayThatTheyHaveProblems()
{
    FormPage page(chosenRequest());
    QVERIFY(page.tabs()->tabIcon(1).isNull());
    page.form.showInspection(lookThatFinds(page.form, {{u"context.processorType"_s, Severity::Error, u"No GPU."_s}}));
    QVERIFY(page.tabs()->tabIcon(0).isNull());
    QVERIFY(!page.tabs()->tabIcon(1).isNull());
    QCOMPARE(page.tabs()->tabBar()->accessibleTabName(1), u"Environments, 1 problem"_s);
    QCOMPARE(page.form.blockedReason(), u"To be put right first: Device."_s);
    QCOMPARE(page.find<QComboBox>(u"Device"_s)->accessibleDescription(), u"No GPU."_s);
}

void TestRequestForm::aBoxThatIsNoneBlocks()
{
    RunRequest request = chosenRequest();
    request.extent = GroundBox{1, 2, 3, 4};
    FormPage page(request);
    page.form.showInspection(lookThatFinds(page.form));
    QVERIFY(page.form.canRun());
    page.tabs()->setCurrentIndex(1);
    retype(page.find(u"Extent left"_s), u"1e"_s);
    QCOMPARE(page.form.blockedReason(), u"To be put right first: Extent."_s);
    QTest::mouseClick(page.find<QPushButton>(u"Whole raster: Extent"_s), Qt::LeftButton);
    QVERIFY(!page.form.request().extent);
    QCOMPARE(page.problems(), QStringList());
}

void TestRequestForm::environmentIsEditedAndRestored()
{
    FormPage page(chosenRequest());
    page.tabs()->setCurrentIndex(1);
    const auto press = [](QWidget *control, Qt::Key key) {
        control->setFocus();
        QTest::keyClick(control, key);
    };
    press(page.find<QComboBox>(u"Device"_s), Qt::Key_Down);
    press(page.find<QSpinBox>(u"Retries"_s), Qt::Key_Up);
    press(page.find<QSpinBox>(u"Recycle workers after"_s), Qt::Key_Up);
    press(page.find<QSpinBox>(u"Section deadline"_s), Qt::Key_PageUp);
    retype(page.find<QComboBox>(u"Workers"_s)->lineEdit(), u"75%"_s);
    const RunRequest edited = page.form.request();
    QCOMPARE(edited.processorType, u"gpu"_s);
    QCOMPARE(edited.retryOnFailures, 1);
    QCOMPARE(edited.recycleProcessingWorker, 1);
    QCOMPARE(edited.sectionDeadline, 10);
    QCOMPARE(edited.parallelProcessingFactor, u"75%"_s);

    QTRY_VERIFY(page.changes.size() >= 2);
    page.changes.clear();
    QTest::mouseClick(page.find<QPushButton>(u"Restore defaults"_s), Qt::LeftButton);
    QVERIFY(page.form.request() == chosenRequest());
    QTest::qWait(300);
    QCOMPARE(page.changes.size(), 1);
    QCOMPARE(page.find<QComboBox>(u"Workers"_s)->currentText(), u"auto"_s);
    QCOMPARE(page.find<QSpinBox>(u"Retries"_s)->text(), u"None"_s);
    QCOMPARE(page.find<QSpinBox>(u"Section deadline"_s)->text(), u"Automatic"_s);
}

void TestRequestForm::windowsOwnReason()
{
    FormPage page(chosenRequest());
    page.form.showInspection(lookThatFinds(page.form));
    page.form.setBlocked(u"At work already."_s);
    QVERIFY(!page.form.canRun());
    QCOMPARE(page.form.blockedReason(), u"At work already."_s);
    page.form.setBlocked({});
    QVERIFY(page.form.canRun());
    page.form.setPlan(u"484 tiles, 29 s"_s);
    auto *plan = page.find<QLabel>(u"Plan"_s);
    QVERIFY(plan->isVisible());
    QCOMPARE(plan->text(), u"484 tiles, 29 s"_s);
    page.form.setPlan({});
    QVERIFY(!plan->isVisible());
}

void TestRequestForm::bandsAreTypedAndReset()
{
    RunRequest request = chosenRequest();
    FormPage page(request);
    QVERIFY(!page.find(u"Bands"_s)->isVisible());
    Inspection look = lookThatFinds(page.form);
    look.resolution.model = ModelSummary();
    page.form.showInspection(look);
    auto *bands = page.find(u"Bands"_s);
    QVERIFY(bands->isVisible());
    QCOMPARE(bands->placeholderText(), u"default"_s);
    QTest::keyClicks(bands, u"4,3,2"_s);
    QTest::keyClick(bands, Qt::Key_Return);
    QCOMPARE(page.form.request().bandMapping, u"4,3,2"_s);
    page.form.showInspection(lookThatFinds(page.form, {{u"bandMapping"_s, Severity::Error, u"4 is no band."_s}}));
    QCOMPARE(page.problems(), QStringList{u"4 is no band."_s});
    QTest::mouseClick(page.find<QAbstractButton>(u"Reset bands"_s), Qt::LeftButton);
    QVERIFY(page.form.request() == request);
}

void TestRequestForm::runIsAsked()
{
    FormPage page(chosenRequest());
    QSignalSpy asked(&page.form, &RequestForm::runAsked);
    auto *run = page.find<QPushButton>(u"Run classification"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    QCOMPARE(asked.size(), 0);
    page.form.showInspection(lookThatFinds(page.form));
    QTest::mouseClick(run, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestRequestForm::fitsIntoItsPanel()
{
    FormPage page(fullRequest());
    page.form.showInspection(
        lookThatFinds(page.form, {{u"inputRaster"_s, Severity::Error, QString(400, u'x')},
                                  {u"context.processorType"_s, Severity::Error, u"/"_s + QString(400, u'y')},
                                  {u"report"_s, Severity::Error, QString(400, u'z')}}));
    QVERIFY2(page.form.minimumSizeHint().width() <= 330,
             qPrintable(QString::number(page.form.minimumSizeHint().width())));
}

void TestRequestForm::goesInTheMiddleOfAWord()
{
    auto form = std::make_unique<RequestForm>();
    showActive(*form);
    QSignalSpy changes(form.get(), &RequestForm::requestChanged);
    retype(byAccessibleName<QLineEdit>(*form, u"Model"_s), u"/data/mod"_s);
    form.reset();
    QTest::qWait(300);
    QCOMPARE(changes.size(), 0);
}

QTEST_MAIN(TestRequestForm)
#include "tst_request_form.moc"
