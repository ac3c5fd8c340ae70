#include "tests/form/look_at_form.h"
#include "tests/support/classified_scene.h"
#include "ui/form/argument_form.h"
#include "ui/form/choice_box.h"
#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

struct Page
{
    explicit Page(const QString &model, const ArgumentTexts &arguments = {})
    {
        form.resize(330, 400);
        showActive(form);
        RunRequest request;
        request.model = model;
        request.modelArguments = arguments;
        form.setArguments(arguments);
        form.showModel(resolve(request));
    }

    template <typename Control = QLineEdit> Control *find(const QString &name)
    {
        return byAccessibleName<Control>(form, name);
    }
    FieldEdit lastEdit() const { return edits.back().front().value<FieldEdit>(); }

    ArgumentForm form;
    QSignalSpy edits{&form, &ArgumentForm::edited};
};

} // namespace

class TestArgumentForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsNothingWithoutAModel();
    void defaultsAreThoseOfTheModel();
    void thresholdOnlyWhereItDecides();
    void paddingSaysWhyTheModelTakesNone();
    void choicesNameTheirDefault();
    void mergePolicyOnlyWithAugmentation();
    void blendOnlyWhereTilesOverlap();
    void typedValuesAreToldAndTakenBack();
    void choicesAreToldAndTakenBack();
    void whatTheRequestSaysIsShownWhateverItIs();
    void argumentsWithoutALineCanBeLeftOut();
    void theWheelScrollsAndChangesNothing();
};

void TestArgumentForm::showsNothingWithoutAModel()
{
    Page page({});
    QVERIFY(!page.find(u"Padding"_s)->isVisible());
    QVERIFY(!page.find<ChoiceBox>(u"Edge"_s)->isVisible());
}

void TestArgumentForm::defaultsAreThoseOfTheModel()
{
    Page page(demoModel());
    QCOMPARE(page.find(u"Padding"_s)->placeholderText(), u"default (24)"_s);
    QCOMPARE(page.find(u"Tile size"_s)->placeholderText(), u"default (256)"_s);
    QCOMPARE(page.find(u"Batch size"_s)->placeholderText(), u"default (1)"_s);
    QCOMPARE(page.find(u"Padding"_s)->text(), QString());
    QVERIFY(page.find(u"Padding"_s)->isVisible());
    QVERIFY(!page.find<QToolButton>(u"Reset padding"_s)->isEnabled());

    page.form.forgetModel();
    QVERIFY(!page.find(u"Padding"_s)->isVisible());
}

void TestArgumentForm::thresholdOnlyWhereItDecides()
{
    Page five(demoModel());
    QVERIFY(!five.find(u"Threshold"_s)->isVisible());
    Page one(modelOfCase(u"one_probability"_s));
    QVERIFY(one.find(u"Threshold"_s)->isVisible());
    QCOMPARE(one.find(u"Threshold"_s)->placeholderText(), u"default (0.5)"_s);
    // Set nevertheless, it can be seen and taken back.
    Page set(demoModel(), {{u"threshold"_s, u"0.3"_s}});
    QVERIFY(set.find(u"Threshold"_s)->isVisible());
    QTest::mouseClick(set.find<QToolButton>(u"Reset threshold"_s), Qt::LeftButton);
    QCOMPARE(set.lastEdit().field, u"modelArguments.threshold"_s);
    QCOMPARE(set.lastEdit().value, QString());
}

void TestArgumentForm::paddingSaysWhyTheModelTakesNone()
{
    Page page(modelOfCase(u"model_padding"_s));
    QVERIFY(page.find(u"Padding"_s)->isVisible());
    QVERIFY(!page.find(u"Padding"_s)->isEnabled());
    QStringList said;
    for (const QLabel *label : page.form.findChildren<QLabel *>())
        if (label->isVisible())
            said << label->text();
    QVERIFY2(said.filter(u"The network crops its own output by"_s).size() == 1, qPrintable(said.join(u'|')));
}

void TestArgumentForm::choicesNameTheirDefault()
{
    Page page(demoModel());
    const auto first = [&page](const QString &name) { return page.find<ChoiceBox>(name)->itemText(0); };
    QCOMPARE(first(u"Probability raster"_s), u"Default (no)"_s);
    QCOMPARE(first(u"Test-time augmentation"_s), u"Default (no)"_s);
    QCOMPARE(first(u"Blend"_s), u"Default (crop)"_s);
    QCOMPARE(first(u"Edge"_s), u"Default (reflect)"_s);
    QCOMPARE(first(u"Predict background"_s), u"Default"_s); // the network decides that

    Resolution resolution = resolve(RunRequest());
    resolution.model.emplace();
    resolution.model->definition.testTimeAugmentation = true;
    resolution.arguments.emplace();
    page.form.showModel(resolution);
    QCOMPARE(first(u"Test-time augmentation"_s), u"Default (yes)"_s);
    page.form.forgetModel();
    QCOMPARE(first(u"Test-time augmentation"_s), u"Default"_s);
}

void TestArgumentForm::mergePolicyOnlyWithAugmentation()
{
    Page page(demoModel());
    auto *policy = page.find<ChoiceBox>(u"Merge policy"_s);
    QVERIFY(!policy->isVisible());

    Resolution resolution = resolve(RunRequest());
    resolution.model.emplace();
    resolution.arguments.emplace();
    resolution.arguments->augmentation.enabled = true;
    page.form.showModel(resolution);
    QVERIFY(policy->isVisible() && policy->isEnabled());
    QCOMPARE(policy->itemText(0), u"Default (mean)"_s);
    policy->setFocus();
    QTest::keyClick(policy, Qt::Key_End);
    QCOMPARE(page.lastEdit().field, u"modelArguments.merge_policy"_s);
    QCOMPARE(page.lastEdit().value, u"min"_s);

    // Set before augmentation was switched off, it can be seen and taken back.
    page.form.setArguments({{u"merge_policy"_s, u"min"_s}});
    resolution.arguments->augmentation.enabled = false;
    page.form.showModel(resolution);
    QVERIFY(policy->isVisible() && !policy->isEnabled());
    QTest::mouseClick(page.find<QToolButton>(u"Reset merge policy"_s), Qt::LeftButton);
    QCOMPARE(page.lastEdit().value, QString());
}

void TestArgumentForm::blendOnlyWhereTilesOverlap()
{
    Page page(demoModel(), {{u"padding"_s, u"0"_s}});
    QVERIFY(!page.find<ChoiceBox>(u"Blend"_s)->isVisible());
    Page overlapping(demoModel());
    QVERIFY(overlapping.find<ChoiceBox>(u"Blend"_s)->isVisible());
}

void TestArgumentForm::typedValuesAreToldAndTakenBack()
{
    Page page(demoModel());
    QLineEdit *padding = page.find(u"Padding"_s);
    retype(padding, u"32"_s);
    QCOMPARE(page.edits.size(), 2);
    QCOMPARE(page.lastEdit().field, u"modelArguments.padding"_s);
    QCOMPARE(page.lastEdit().value, u"32"_s);
    QVERIFY(page.lastEdit().isTyping);
    QTest::keyClick(padding, Qt::Key_Return);
    QVERIFY(!page.lastEdit().isTyping);

    QTest::mouseClick(page.find<QToolButton>(u"Reset padding"_s), Qt::LeftButton);
    QCOMPARE(page.lastEdit().value, QString());
    QCOMPARE(padding->text(), QString());
    QVERIFY(!page.find<QToolButton>(u"Reset padding"_s)->isEnabled());
}

void TestArgumentForm::choicesAreToldAndTakenBack()
{
    Page page(demoModel());
    auto *edge = page.find<ChoiceBox>(u"Edge"_s);
    edge->setFocus();
    QTest::keyClick(edge, Qt::Key_End);
    QCOMPARE(page.lastEdit().field, u"modelArguments.edge"_s);
    QCOMPARE(page.lastEdit().value, u"zero"_s);
    QTest::keyClick(edge, Qt::Key_Home);
    QCOMPARE(page.lastEdit().value, QString());
}

void TestArgumentForm::whatTheRequestSaysIsShownWhateverItIs()
{
    Page page(demoModel(),
              {{u"padding"_s, u"many"_s}, {u"edge"_s, u"wrapped"_s}, {u"predict_background"_s, u"TRUE"_s}});
    QCOMPARE(page.find(u"Padding"_s)->text(), u"many"_s);
    QCOMPARE(page.find<ChoiceBox>(u"Edge"_s)->currentText(), u"wrapped"_s);
    QCOMPARE(page.find<ChoiceBox>(u"Predict background"_s)->currentText(), u"Yes"_s);
    QCOMPARE(page.edits.size(), 0);
}

void TestArgumentForm::argumentsWithoutALineCanBeLeftOut()
{
    Page page(demoModel(), {{u"colour"_s, u"red"_s}, {u"zeal"_s, u"9"_s}});
    QSignalSpy asked(&page.form, &ArgumentForm::leaveOutAsked);
    auto *leaveOut = page.find<QPushButton>(u"Leave out the other arguments"_s);
    QVERIFY(leaveOut->isVisible());
    QTest::mouseClick(leaveOut, Qt::LeftButton);
    QCOMPARE(asked.front().front().toStringList(), QStringList({u"colour"_s, u"zeal"_s}));
    page.form.setArguments({});
    QVERIFY(!leaveOut->isVisible());
}

void TestArgumentForm::theWheelScrollsAndChangesNothing()
{
    Page page(demoModel());
    auto *edge = page.find<ChoiceBox>(u"Edge"_s);
    const QPointF middle = edge->rect().center();
    const auto turn = [&] {
        QWheelEvent event(middle, edge->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(edge, &event);
    };
    page.find(u"Padding"_s)->setFocus();
    turn();
    QCOMPARE(page.edits.size(), 0);
    edge->setFocus();
    turn();
    QCOMPARE(page.lastEdit().value, u"reflect"_s);
}

QTEST_MAIN(TestArgumentForm)
#include "tst_argument_form.moc"
