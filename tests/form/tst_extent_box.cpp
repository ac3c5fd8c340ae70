#include "tests/form/look_at_form.h"
#include "ui/form/choice_box.h"
#include "ui/form/extent_box.h"

#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

/// 1000 x 500 cells of 10 m.
RasterInfo groundRaster()
{
    RasterInfo raster;
    raster.size = {1000, 500};
    raster.hasGeoTransform = true;
    raster.geoTransform.c = {400000, 10, 0, 5000000, 0, -10};
    raster.crsName = u"EPSG:32633"_s;
    return raster;
}

RasterInfo pixelRaster()
{
    RasterInfo raster;
    raster.size = {1000, 500};
    return raster;
}

struct Page
{
    Page() { showActive(window); }
    QLineEdit *side(const QString &name) { return byAccessibleName<QLineEdit>(box, u"Extent "_s + name); }
    void choose(Qt::Key key)
    {
        auto *choice = byAccessibleName<ChoiceBox>(box, u"Extent"_s);
        choice->setFocus();
        QTest::keyClick(choice, key);
    }
    QString lastText() const { return edits.isEmpty() ? u"none"_s : edits.back().front().value<FieldEdit>().value; }

    QWidget window;
    ExtentBox box{&window};
    QSignalSpy edits{&box, &ExtentBox::edited};
};

} // namespace

class TestExtentBox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeRasterAtFirst();
    void emptySidesAreTheRasters();
    void rowsCountDownwards();
    void showsWhatTheRequestSays();
    void textThatIsNoNumberIsADefect();
    void sidesFollowAnotherRaster();
    void backToTheWholeRaster();
    void viewIsAskedOfTheWindow();
};

void TestExtentBox::wholeRasterAtFirst()
{
    Page page;
    QVERIFY(!page.side(u"left"_s)->isVisible());
    QVERIFY(page.box.defect().isEmpty());
    page.box.setRaster(groundRaster());
    QCOMPARE(page.edits.size(), 0);
    QCOMPARE(page.side(u"left"_s)->placeholderText(), u"400000"_s);
    QCOMPARE(page.side(u"right"_s)->placeholderText(), u"410000"_s);
    QCOMPARE(page.side(u"top"_s)->placeholderText(), u"5000000"_s);
    QCOMPARE(page.side(u"bottom"_s)->placeholderText(), u"4995000"_s);
}

void TestExtentBox::emptySidesAreTheRasters()
{
    Page page;
    page.box.setRaster(groundRaster());
    page.choose(Qt::Key_Down);
    QVERIFY(page.side(u"left"_s)->isVisible());
    QCOMPARE(page.lastText(), QString());
    retype(page.side(u"left"_s), u"405000.5"_s);
    QCOMPARE(page.lastText(), u"405000.5,4995000,410000,5000000"_s);
    retype(page.side(u"top"_s), u"4999000"_s);
    QCOMPARE(page.lastText(), u"405000.5,4995000,410000,4999000"_s);
}

void TestExtentBox::rowsCountDownwards()
{
    Page page;
    page.box.setRaster(pixelRaster());
    page.choose(Qt::Key_Down);
    QCOMPARE(page.side(u"top"_s)->placeholderText(), u"0"_s);
    QCOMPARE(page.side(u"bottom"_s)->placeholderText(), u"500"_s);
    retype(page.side(u"top"_s), u"100"_s);
    QCOMPARE(page.lastText(), u"0,100,1000,500"_s);
}

void TestExtentBox::showsWhatTheRequestSays()
{
    Page page;
    // Asked for before the raster was looked at, which turns out to have rows.
    page.box.setBox(GroundBox{10, 20, 30, 40});
    QCOMPARE(page.side(u"top"_s)->text(), u"40"_s);
    page.box.setRaster(pixelRaster());
    QCOMPARE(page.side(u"top"_s)->text(), u"20"_s);
    QCOMPARE(page.side(u"bottom"_s)->text(), u"40"_s);
    QCOMPARE(page.edits.size(), 0);
    page.box.setBox(std::nullopt);
    QVERIFY(!page.side(u"top"_s)->isVisible());
    QCOMPARE(page.edits.size(), 0);
}

void TestExtentBox::textThatIsNoNumberIsADefect()
{
    Page page;
    page.box.setRaster(groundRaster());
    page.choose(Qt::Key_Down);
    page.edits.clear();
    retype(page.side(u"left"_s), u"x"_s);
    QVERIFY(page.box.defect().startsWith(u"x is not a number"_s));
    QCOMPARE(page.edits.size(), 0);
    retype(page.side(u"left"_s), u"400100"_s);
    QVERIFY(page.box.defect().isEmpty());
    QCOMPARE(page.lastText(), u"400100,4995000,410000,5000000"_s);
    // Nobody knows the other sides yet.
    Page unknown;
    unknown.choose(Qt::Key_Down);
    retype(unknown.side(u"left"_s), u"5"_s);
    QVERIFY(unknown.box.defect().startsWith(u"Give all four sides"_s));
    unknown.box.setRaster(groundRaster());
    QVERIFY(unknown.box.defect().isEmpty());
    QCOMPARE(unknown.lastText(), u"5,4995000,410000,5000000"_s);
}

void TestExtentBox::sidesFollowAnotherRaster()
{
    Page page;
    page.box.setRaster(groundRaster());
    page.choose(Qt::Key_Down);
    retype(page.side(u"left"_s), u"405000"_s);
    RasterInfo larger = groundRaster();
    larger.size = {2000, 500};
    page.box.setRaster(larger);
    QCOMPARE(page.lastText(), u"405000,4995000,420000,5000000"_s);
    const qsizetype told = page.edits.size();
    page.box.setRaster(larger);
    QCOMPARE(page.edits.size(), told);
}

void TestExtentBox::backToTheWholeRaster()
{
    Page page;
    page.box.setRaster(groundRaster());
    page.box.setBox(GroundBox{400000, 4996000, 401000, 4997000});
    page.choose(Qt::Key_Up);
    QCOMPARE(page.lastText(), QString());
    QVERIFY(!page.side(u"left"_s)->isVisible());
}

void TestExtentBox::viewIsAskedOfTheWindow()
{
    Page page;
    auto *button = byAccessibleName<QPushButton>(page.box, u"Extent from the view"_s);
    QVERIFY(!button->isEnabled());
    page.box.setRaster(groundRaster());
    QSignalSpy asked(&page.box, &ExtentBox::fromViewAsked);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(TestExtentBox)
#include "tst_extent_box.moc"
