#include "tests/form/look_at_form.h"
#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"
#include "ui/form/wrapped_label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

const Problem taken{u"outputClassifiedRaster"_s,
                    Severity::Error,
                    u"classes.tif exists already."_s,
                    {{u"Replace the file"_s, u"overwrite"_s, u"true"_s}}};
const Problem oddName{u"outputClassifiedRaster"_s, Severity::Warning, u"The name ends in .jpg."_s};

/// A field with its mark, and one more control after it.
struct Page
{
    Page()
    {
        auto *column = new QVBoxLayout(&window);
        for (QWidget *widget : std::initializer_list<QWidget *>{&edit, &mark, &next})
            column->addWidget(widget);
        window.resize(330, 400);
        showActive(window);
    }
    QWidget window;
    QLineEdit edit;
    ProblemMark mark{u"Output"_s, &edit};
    QLineEdit next;
};

QStringList sentencesIn(const QWidget &widget)
{
    QStringList sentences;
    for (const WrappedLabel *label : widget.findChildren<WrappedLabel *>())
        if (label->isVisible())
            sentences << label->text();
    return sentences;
}

} // namespace

class TestProblemMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNoRoomWithoutProblems();
    void saysEachProblemAndDescribesTheControl();
    void aRemedyIsOneClickOrKeyAway();
    void theButtonMayVanishInItsOwnClick();
    void aLongPathDoesNotMakeItWider();
    void boardFindsThePlaceOfEachProblem();
};

void TestProblemMark::takesNoRoomWithoutProblems()
{
    Page page;
    QVERIFY(!page.mark.isVisible());
    page.mark.setProblems({taken});
    QVERIFY(page.mark.isVisible());
    page.mark.setProblems({});
    QVERIFY(!page.mark.isVisible());
    QCOMPARE(page.edit.accessibleDescription(), QString());
}

void TestProblemMark::saysEachProblemAndDescribesTheControl()
{
    Page page;
    page.mark.setProblems({taken, oddName});
    QCOMPARE(sentencesIn(page.mark), QStringList({taken.sentence, oddName.sentence}));
    QCOMPARE(page.edit.accessibleDescription(), u"classes.tif exists already.\nThe name ends in .jpg."_s);
    QCOMPARE(page.mark.findChildren<QPushButton *>().size(), 1);
}

void TestProblemMark::aRemedyIsOneClickOrKeyAway()
{
    Page page;
    page.mark.setProblems({taken});
    QSignalSpy asked(&page.mark, &ProblemMark::remedyAsked);
    auto *button = byAccessibleName<QPushButton>(page.window, u"Replace the file: Output"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().front().value<Remedy>(), taken.remedies.front());

    // Next after the field, before what stands below.
    page.edit.setFocus();
    QTest::keyClick(&page.edit, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), button);
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    QTest::keyClick(button, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &page.next);
}

void TestProblemMark::theButtonMayVanishInItsOwnClick()
{
    Page page;
    page.mark.setProblems({taken});
    connect(&page.mark, &ProblemMark::remedyAsked, &page.mark, [&page] { page.mark.setProblems({}); });
    auto *button = byAccessibleName<QPushButton>(page.window, u"Replace the file: Output"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(!page.mark.isVisible());
    // Who works with the keyboard goes on where the problem was.
    QCOMPARE(QApplication::focusWidget(), &page.edit);
    QTRY_COMPARE(page.mark.findChildren<QPushButton *>().size(), 0);
}

void TestProblemMark::aLongPathDoesNotMakeItWider()
{
    Page page;
    const QString path = u"/data/"_s + QString(300, u'x') + u".tif"_s;
    page.mark.setProblems({{u"inputRaster"_s, Severity::Error, path + u" does not exist."_s}});
    QVERIFY2(page.window.minimumSizeHint().width() < 200, qPrintable(QString::number(page.window.minimumWidth())));
    // 300 letters in less than 330 pixels need several lines, all of them in sight.
    QTRY_VERIFY(page.mark.height() > 4 * page.mark.fontMetrics().height());
}

void TestProblemMark::boardFindsThePlaceOfEachProblem()
{
    ProblemMark rest(u"Request"_s, nullptr);
    ProblemMark padding(u"Padding"_s, nullptr);
    ProblemMark arguments(u"Model arguments"_s, nullptr);
    ProblemMark device(u"Device"_s, nullptr);
    ProblemBoard board(&rest);
    board.add(u"modelArguments.padding"_s, &padding, 0);
    board.add(u"modelArguments."_s, &arguments, 0);
    board.add(u"context.processorType"_s, &device, 1);
    board.show({{u"modelArguments.padding"_s, Severity::Warning, u"a"_s},
                {u"modelArguments.blend"_s, Severity::Error, u"b"_s},
                {u"context.processorType"_s, Severity::Error, u"c"_s},
                {u"creationOptions"_s, Severity::Error, u"d"_s}});
    QCOMPARE(padding.problems().front().sentence, u"a"_s);
    QCOMPARE(arguments.problems().front().sentence, u"b"_s);
    QCOMPARE(device.problems().front().sentence, u"c"_s);
    QCOMPARE(rest.problems().front().sentence, u"d"_s);
    QCOMPARE(board.blockingSubjects(), QStringList({u"Model arguments"_s, u"Device"_s, u"Request"_s}));
    QCOMPARE(board.count(0, Severity::Error), 1);
    QCOMPARE(board.count(0, Severity::Warning), 1);
    QCOMPARE(board.count(1, Severity::Error), 1);

    board.show({});
    QVERIFY(board.blockingSubjects().isEmpty());
    QVERIFY(rest.problems().empty());
}

QTEST_MAIN(TestProblemMark)
#include "tst_problem_mark.moc"
