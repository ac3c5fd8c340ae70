#include "core/run/job_store.h"
#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"
#include "ui/jobs/job_list.h"

#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// The window's list of jobs beside the command line's: one store, two processes.
class TestWindowJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aKilledRunOfTheCommandLineIsContinued();
    void aRunOfTheCommandLineIsSeenAndCancelled();
    void theListSurvivesTheWindow();

private:
    QStringList classify() const
    {
        return {u"classify"_s, m_scene, demoModel(), m_output, u"--section-tiles"_s, u"1"_s, u"--workers"_s, u"2"_s};
    }
    WindowSetup setup() const { return {DrivenWindow::programWorkers(), {}, m_store.folder()}; }
    static QTableView *showJobs(DrivenWindow &window)
    {
        for (auto *dock : window.window().findChildren<QDockWidget *>())
            if (dock->objectName() == u"jobsDock"_s)
                dock->show();
        return window.find<QTableView>(u"Runs"_s);
    }
    static QString stateOf(const QTableView *table)
    {
        return table->model()->index(0, JobList::StateColumn).data().toString();
    }

    QTemporaryDir m_inputs;
    QTemporaryDir m_temporary;
    QDir m_outputs{m_temporary.filePath(u"outputs"_s)};
    JobStore m_store{dataHome() + u"/pixelscape/jobs"_s};
    QString m_scene;
    QString m_output = m_outputs.filePath(u"classes.tif"_s);
    QMap<QString, QByteArray> m_reference;
};

void TestWindowJobs::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 1120, 960, 6);
    init();
    QCOMPARE(runPixelscape(classify()).exitCode, 0);
    m_reference = filesIn(m_outputs.path());
    QCOMPARE(m_reference.size(), 5);
}

void TestWindowJobs::init()
{
    QVERIFY(m_outputs.removeRecursively());
    QVERIFY(m_outputs.mkpath(u"."_s));
    QVERIFY(QDir(m_store.folder()).removeRecursively());
}

void TestWindowJobs::aKilledRunOfTheCommandLineIsContinued()
{
    {
        RunningPixelscape program(classify());
        QVERIFY(program.waitForPercent(20));
        program.sendSignal(SIGKILL);
        QCOMPARE(program.result().exitCode, -1);
    }
    DrivenWindow window(setup());
    QTableView *table = showJobs(window);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY2(stateOf(table).startsWith(u"Interrupted"_s), qPrintable(stateOf(table)));
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(window.click(u"Continue the selected run"_s));
    QVERIFY(window.click(u"Continue the selected run"_s)); // a double click starts one
    QVERIFY(window.showsNotice());
    QVERIFY2(window.notice().startsWith(u"Classified scene in "_s), qPrintable(window.notice()));
    QCOMPARE(stateOf(table), u"Finished"_s);
    QCOMPARE(table->model()->rowCount(), 1);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
    const ProgramResult listed = runPixelscape({u"jobs"_s});
    QCOMPARE(listed.standardOutput.count('\n'), 2);
    QVERIFY(listed.standardOutput.contains("  finished  "));
}

void TestWindowJobs::aRunOfTheCommandLineIsSeenAndCancelled()
{
    DrivenWindow window(setup());
    QTableView *table = showJobs(window);
    QCOMPARE(table->model()->rowCount(), 0);
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(10));
    program.sendSignal(SIGSTOP); // or it might be finished before it is looked at
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY2(stateOf(table).startsWith(u"Running"_s), qPrintable(stateOf(table)));
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(window.click(u"Cancel the selected run"_s));
    QTRY_COMPARE(stateOf(table).section(u',', 0, 0), u"Stopping"_s);
    program.sendSignal(SIGCONT);
    QCOMPARE(program.result().exitCode, 130);
    QTRY_VERIFY2(stateOf(table).startsWith(u"Cancelled"_s), qPrintable(stateOf(table)));
}

void TestWindowJobs::theListSurvivesTheWindow()
{
    {
        DrivenWindow window(setup());
        window.drop({demoModel(), m_scene});
        window.type(u"Output"_s, m_output);
        QVERIFY2(window.becomesReady(), qPrintable(window.whyNot()));
        QVERIFY(window.click(u"Run classification"_s));
        QVERIFY(window.showsNotice());
    }
    QVERIFY(runPixelscape({u"jobs"_s, u"show"_s, u"last"_s}).standardOutput.contains("(the window)"));
    DrivenWindow window(setup());
    QTableView *table = showJobs(window);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(stateOf(table), u"Finished"_s);
    table->setCurrentIndex(table->model()->index(0, 0));
    QVERIFY(window.click(u"Edit the selected run again"_s));
    QCOMPARE(window.find<QLineEdit>(u"Output"_s)->text(), m_output);
}

QTEST_MAIN(TestWindowJobs)
#include "tst_window_jobs.moc"
