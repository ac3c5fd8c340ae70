#include "core/run/command_text.h"
#include "tests/jobs/ended_job.h"
#include "tests/support/widgets.h"
#include "ui/jobs/class_table_dialog.h"
#include "ui/jobs/end_notice.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace pixelscape;

namespace {

QString sentenceOf(const EndNotice &notice)
{
    const auto *label = notice.findChild<QLabel *>();
    return label ? label->text() : QString();
}

QStringList shownButtons(const EndNotice &notice)
{
    QStringList texts;
    for (const QPushButton *button : notice.findChildren<QPushButton *>())
        if (button->isVisible())
            texts.append(button->text());
    return texts;
}

void click(const EndNotice &notice, const QString &name)
{
    auto *button = byAccessibleName<QPushButton>(notice, name);
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

class TestEndNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finished();
    void failedWithItsDetails();
    void cancelled();
    void cancelledBeforeItBegan();
    void aSentenceOfTheWindow();
    void showsTheLastOneOnly();
    void staysReadableWhenNarrow();
    void takesItsRowsAboveANarrowMap();
    void theClassTable();
};

void TestEndNotice::finished()
{
    TinyRun run;
    const auto job = runJob(run);
    EndNotice notice;
    QVERIFY(!notice.isVisible());
    notice.show(*job);
    QVERIFY(notice.isVisible());
    // Of 8,000 pixels those of value 99 have no data.
    int valid = 0;
    for (int y = 0; y < TinyRun::height; ++y)
        for (int x = 0; x < TinyRun::width; ++x)
            valid += sceneValue(x, y) == 99 ? 0 : 1;
    const QString count = QString::number(valid);
    const QString grouped = count.first(1) + QChar(0x202F) + count.last(3);
    QVERIFY2(sentenceOf(notice).startsWith(u"Classified scene in "_s), qPrintable(sentenceOf(notice)));
    QVERIFY(sentenceOf(notice).endsWith(u": 2 classes, %1 pixels."_s.arg(grouped)));
    QCOMPARE(shownButtons(notice),
             (QStringList{u"Open folder"_s, u"Copy path"_s, u"Copy as command"_s, u"Class table"_s}));

    const QSignalSpy folder(&notice, &EndNotice::openFolderAsked);
    const QSignalSpy copied(&notice, &EndNotice::copyAsked);
    std::vector<RunReport> tables;
    connect(&notice, &EndNotice::classTableAsked, this, [&](const RunReport &report) { tables.push_back(report); });
    click(notice, u"Open folder"_s);
    QCOMPARE(folder.at(0).at(0).toString(), run.request.outputClassifiedRaster);
    click(notice, u"Copy path"_s);
    QCOMPARE(copied.at(0).at(0).toString(), run.request.outputClassifiedRaster);
    click(notice, u"Copy as command"_s);
    QCOMPARE(copied.at(1).at(0).toString(), commandText(job->spec().request));
    QVERIFY(copied.at(1).at(0).toString().contains(run.request.inputRaster));
    click(notice, u"Class table"_s);
    QCOMPARE(tables.size(), std::size_t(1));
    QCOMPARE(tables[0].classes.size(), std::size_t(2));

    QTest::mouseClick(byAccessibleName<QToolButton>(notice, u"Close notice"_s), Qt::LeftButton);
    QVERIFY(!notice.isVisible());
}

void TestEndNotice::failedWithItsDetails()
{
    TinyRun run;
    const auto job = failJob(run);
    EndNotice notice;
    notice.show(*job);
    QCOMPARE(sentenceOf(notice), job->failure());
    QVERIFY(sentenceOf(notice).contains(u"The network is broken."_s));
    QCOMPARE(shownButtons(notice), (QStringList{u"Copy as command"_s, u"Details"_s}));
    const auto *log = notice.findChild<QPlainTextEdit *>();
    QVERIFY(!log->isVisible());
    click(notice, u"Details"_s);
    QVERIFY(log->isVisible());
    QVERIFY(log->isReadOnly());
    QVERIFY(log->toPlainText().contains(u"Error: "_s + job->failure()));
    click(notice, u"Details"_s);
    QVERIFY(!log->isVisible());
}

void TestEndNotice::cancelled()
{
    TinyRun run;
    const auto job = cancelJob(run);
    EndNotice notice;
    notice.show(*job);
    const int percent = int(100 * job->progress().share());
    QCOMPARE(sentenceOf(notice),
             u"Stopped at %1 %. What is done is kept: Run with the same settings goes on from there."_s.arg(percent));
    QCOMPARE(shownButtons(notice), QStringList{u"Copy as command"_s});
}

void TestEndNotice::cancelledBeforeItBegan()
{
    TinyRun run;
    Job job(1, run.spec(), {});
    EndNotice notice;
    notice.show(job);
    QVERIFY(!notice.isVisible());
    job.cancel();
    notice.show(job);
    QCOMPARE(sentenceOf(notice), u"Cancelled before it began."_s);
}

void TestEndNotice::aSentenceOfTheWindow()
{
    EndNotice notice;
    notice.showSentence(Severity::Error, u"notes.txt is no raster."_s);
    QVERIFY(notice.isVisible());
    QCOMPARE(sentenceOf(notice), u"notes.txt is no raster."_s);
    QVERIFY(shownButtons(notice).isEmpty());
}

void TestEndNotice::showsTheLastOneOnly()
{
    TinyRun run;
    const auto finishedJob = runJob(run);
    run.request.outputClassifiedRaster = run.outputIn(u"b"_s);
    const auto failedJob = failJob(run);
    EndNotice notice;
    notice.show(*failedJob);
    click(notice, u"Details"_s);
    notice.show(*finishedJob);
    QVERIFY(sentenceOf(notice).startsWith(u"Classified"_s));
    QVERIFY(!notice.findChild<QPlainTextEdit *>()->isVisible());
    QVERIFY(!shownButtons(notice).contains(u"Details"_s));
    notice.showSentence(Severity::Warning, u"A layer cannot be read."_s);
    QVERIFY(shownButtons(notice).isEmpty());
}

void TestEndNotice::staysReadableWhenNarrow()
{
    TinyRun run;
    const auto job = runJob(run);
    EndNotice notice;
    notice.show(*job);
    notice.resize(240, notice.heightForWidth(240));
    QTRY_COMPARE(notice.width(), 240);
    QTest::qWait(50);
    for (const QPushButton *button : notice.findChildren<QPushButton *>())
        if (button->isVisible()) {
            QVERIFY(notice.rect().contains(button->geometry()));
            QVERIFY(button->width() >= button->minimumSizeHint().width());
        }
}

/// As it stands in the window: over a map that takes all the height it can get.
void TestEndNotice::takesItsRowsAboveANarrowMap()
{
    TinyRun run;
    const auto job = runJob(run);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *notice = new EndNotice(&window);
    column->addWidget(notice);
    column->addWidget(new QWidget(&window), 1);
    window.resize(300, 500);
    window.show();
    notice->show(*job);
    QTRY_VERIFY(notice->height() >= notice->heightForWidth(notice->width()));
    for (const QPushButton *button : notice->findChildren<QPushButton *>())
        QVERIFY2(!button->isVisible() || notice->rect().contains(button->geometry()), qPrintable(button->text()));
}

void TestEndNotice::theClassTable()
{
    TinyRun run;
    const auto job = runJob(run);
    const RunReport &report = *job->report();
    ClassTableDialog dialog(report);
    dialog.show();
    auto *table = byAccessibleName<QTableView>(dialog, u"Table of the classes of classes.tif"_s);
    QVERIFY(table);
    QCOMPARE(table->model()->rowCount(), 2);
    QCOMPARE(table->model()->index(0, 1).data().toString(), u"Low"_s);
    QVERIFY(!table->isColumnHidden(2));
    QVERIFY(!table->model()->index(0, 0).data(Qt::CheckStateRole).isValid());
    QTest::mouseClick(byAccessibleName<QPushButton>(dialog, u"Copy as table"_s), Qt::LeftButton);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QVERIFY(lines.at(2).startsWith(u"2\tHigh\t%1\t"_s.arg(report.classes[1].pixels)));
    QTest::mouseClick(byAccessibleName<QPushButton>(dialog, u"Close class table"_s), Qt::LeftButton);
    QVERIFY(!dialog.isVisible());
}

QTEST_MAIN(TestEndNotice)
#include "tst_end_notice.moc"
