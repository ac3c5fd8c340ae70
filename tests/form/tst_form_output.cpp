#include "tests/form/form_page.h"

#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Where the result goes: proposed or named, and what may be replaced.
class TestFormOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposalIsShownAndGivenUp();
    void clearingTheOutputProposesAgain();
    void anotherInputDropsTheProposal();
    void replacingIsOneClickAndCanBeTakenBack();
};

void TestFormOutput::proposalIsShownAndGivenUp()
{
    FormPage page(chosenRequest());
    Inspection inspection = lookThatFinds(page.form);
    inspection.request.outputClassifiedRaster = u"/data/scene_model.tif"_s;
    page.form.showInspection(inspection);
    QLineEdit *output = page.find(u"Output"_s);
    QCOMPARE(output->text(), u"/data/scene_model.tif"_s);
    QVERIFY(output->font().italic());
    QVERIFY(page.form.proposesOutput());
    QCOMPARE(page.form.request().outputClassifiedRaster, u"/data/scene_model.tif"_s);
    QVERIFY(page.form.canRun());

    // To go through the line changes nothing.
    output->setFocus();
    page.find(u"Model"_s)->setFocus();
    QVERIFY(page.form.proposesOutput());
    QCOMPARE(page.changes.size(), 0);

    output->setFocus();
    QTest::keyClick(output, Qt::Key_End);
    QTest::keyClicks(output, u"f"_s);
    QVERIFY(!page.form.proposesOutput());
    QCOMPARE(page.form.request().outputClassifiedRaster, u"/data/scene_model.tiff"_s);
    QVERIFY(!output->font().italic());
}

void TestFormOutput::clearingTheOutputProposesAgain()
{
    FormPage page(fullRequest());
    retype(page.find(u"Output"_s), {});
    QVERIFY(page.form.proposesOutput());
    QTRY_COMPARE(page.changes.size(), 1);
    QVERIFY(!page.form.request().overwrite);
    Inspection inspection = lookThatFinds(page.form);
    inspection.request.outputClassifiedRaster = u"/data/proposed.tif"_s;
    page.form.showInspection(inspection);
    page.find(u"Model"_s)->setFocus();
    QCOMPARE(page.find(u"Output"_s)->text(), u"/data/proposed.tif"_s);
    QVERIFY(page.form.proposesOutput());
}

void TestFormOutput::anotherInputDropsTheProposal()
{
    FormPage page(chosenRequest());
    Inspection inspection = lookThatFinds(page.form);
    inspection.request.outputClassifiedRaster = u"/data/scene_model.tif"_s;
    page.form.showInspection(inspection);
    page.form.setField(u"inputRaster"_s, u"/data/other.tif"_s);
    QCOMPARE(page.form.request().outputClassifiedRaster, QString());
    QVERIFY(page.form.proposesOutput());
}

void TestFormOutput::replacingIsOneClickAndCanBeTakenBack()
{
    RunRequest request = chosenRequest();
    request.outputClassifiedRaster = u"/data/old.tif"_s;
    FormPage page(request);
    page.form.showInspection(lookThatFinds(page.form, {{u"outputClassifiedRaster"_s,
                                                        Severity::Error,
                                                        u"It exists."_s,
                                                        {{u"Replace the file"_s, u"overwrite"_s, u"true"_s}}}}));
    QTest::mouseClick(page.find<QPushButton>(u"Replace the file: Output"_s), Qt::LeftButton);
    QVERIFY(page.form.request().overwrite);
    QCOMPARE(page.changes.size(), 1);
    page.form.showInspection(lookThatFinds(page.form));
    QVERIFY(page.form.canRun());

    auto *keep = page.find<QPushButton>(u"Keep it: Output"_s);
    QVERIFY(keep->isVisible());
    QTest::mouseClick(keep, Qt::LeftButton);
    QVERIFY(!page.form.request().overwrite);
    QVERIFY(!keep->isVisible());

    // What was allowed for one file is not allowed for another.
    page.form.setField(u"overwrite"_s, u"true"_s);
    QTest::keyClicks(page.find(u"Output"_s), u"f"_s);
    QVERIFY(!page.form.request().overwrite);
    QVERIFY(!keep->isVisible());
}

QTEST_MAIN(TestFormOutput)
#include "tst_form_output.moc"
