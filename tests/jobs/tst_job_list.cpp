#include "tests/run/tiny_run.h"
#include "ui/jobs/job_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <atomic>

using namespace pixelscape;

namespace {

QString cell(const JobList &jobs, int row, int column)
{
    return jobs.data(jobs.index(row, column), Qt::DisplayRole).toString();
}

} // namespace

class TestJobList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneRunsAndTheOtherWaits();
    void aWaitingOneCanBeCancelled();
    void cancelAllStartsNone();
    void aFailureDoesNotStopTheNext();
    void theTable();
    void isDeletedInMidRun();

private:
    /// The tiny run's request, to an output of its own.
    RunSpec specTo(const QString &folder)
    {
        m_run->request.outputClassifiedRaster = m_run->outputIn(folder);
        return m_run->spec();
    }

    std::unique_ptr<TinyRun> m_run;
};

void TestJobList::init()
{
    m_run = std::make_unique<TinyRun>();
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(3)); };
}

void TestJobList::oneRunsAndTheOtherWaits()
{
    JobList jobs(m_run->workers());
    const QAbstractItemModelTester tester(&jobs, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy added(&jobs, &JobList::jobAdded);
    const QSignalSpy busy(&jobs, &JobList::busyChanged);
    QVERIFY(!jobs.isBusy() && !jobs.running());
    Job *first = jobs.add(specTo(u"a"_s), {});
    Job *second = jobs.add(specTo(u"b"_s), {});
    Job *third = jobs.add(specTo(u"c"_s), {});
    QCOMPARE(added.size(), 3);
    QCOMPARE(jobs.jobAt(0), third);
    QCOMPARE(jobs.jobAt(3), nullptr);
    QCOMPARE(jobs.running(), first);
    QVERIFY(second->state() == Job::State::Waiting && third->state() == Job::State::Waiting);
    const QStringList outputs{m_run->outputIn(u"c"_s), m_run->outputIn(u"b"_s), m_run->outputIn(u"a"_s)};
    QCOMPARE(jobs.outputsToCome(), outputs);

    QTRY_VERIFY_WITH_TIMEOUT(first->hasEnded(), 60000);
    // The one that has waited longest is next.
    QCOMPARE(jobs.running(), second);
    QVERIFY(third->state() == Job::State::Waiting);
    QCOMPARE(jobs.outputsToCome(), outputs.first(2));
    QTRY_VERIFY_WITH_TIMEOUT(third->hasEnded(), 60000);
    for (const Job *job : {first, second, third})
        QVERIFY(job->state() == Job::State::Finished);
    QVERIFY(!jobs.isBusy() && !jobs.running());
    QVERIFY(jobs.outputsToCome().isEmpty());
    QCOMPARE(busy.size(), 6);
    for (const QString &output : outputs)
        QVERIFY(QFileInfo::exists(output));
}

void TestJobList::aWaitingOneCanBeCancelled()
{
    JobList jobs(m_run->workers());
    const Job *first = jobs.add(specTo(u"a"_s), {});
    Job *second = jobs.add(specTo(u"b"_s), {});
    second->cancel();
    QVERIFY(second->state() == Job::State::Cancelled);
    QCOMPARE(jobs.running(), first);
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.isBusy(), 60000);
    QVERIFY(first->state() == Job::State::Finished);
    QVERIFY(!QFileInfo::exists(m_run->outputIn(u"b"_s)));
}

void TestJobList::cancelAllStartsNone()
{
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(50)); };
    JobList jobs(m_run->workers());
    for (const QString &folder : {u"a"_s, u"b"_s, u"c"_s})
        jobs.add(specTo(folder), {});
    jobs.cancelAll();
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.isBusy(), 10000);
    for (int row = 0; row < jobs.rowCount(); ++row)
        QVERIFY(jobs.jobAt(row)->state() == Job::State::Cancelled);
    QVERIFY(!jobs.jobAt(0)->startTime().isValid());
    QVERIFY(!jobs.jobAt(1)->startTime().isValid());
}

void TestJobList::aFailureDoesNotStopTheNext()
{
    std::atomic<int> made = 0;
    m_run->network = [&made] {
        return made++ == 0 ? throwingNetwork(thresholdNetwork(50), 0, u"No."_s) : thresholdNetwork(50);
    };
    JobList jobs(m_run->workers());
    const Job *first = jobs.add(specTo(u"a"_s), {});
    const Job *second = jobs.add(specTo(u"b"_s), {});
    QTRY_VERIFY_WITH_TIMEOUT(!jobs.isBusy(), 60000);
    QVERIFY(first->state() == Job::State::Failed);
    QVERIFY(second->state() == Job::State::Finished);
    QCOMPARE(jobs.data(jobs.index(1, JobList::StateColumn), Qt::ToolTipRole).toString(), first->failure());
}

void TestJobList::theTable()
{
    JobList jobs(m_run->workers());
    const QSignalSpy changed(&jobs, &QAbstractItemModel::dataChanged);
    jobs.add(specTo(u"a"_s), {});
    Job *waiting = jobs.add(specTo(u"b"_s), {});
    QCOMPARE(cell(jobs, 0, JobList::NumberColumn), u"2"_s);
    QCOMPARE(cell(jobs, 0, JobList::StateColumn), u"Waiting"_s);
    QCOMPARE(cell(jobs, 0, JobList::TimeColumn), QString());
    QCOMPARE(cell(jobs, 1, JobList::StateColumn), u"Starting"_s);
    QCOMPARE(cell(jobs, 1, JobList::InputColumn), u"scene.tif"_s);
    QCOMPARE(cell(jobs, 1, JobList::ModelColumn), u"model.emd"_s);
    QCOMPARE(cell(jobs, 1, JobList::OutputColumn), u"classes.tif"_s);
    QCOMPARE(jobs.data(jobs.index(1, JobList::InputColumn), Qt::ToolTipRole).toString(), m_run->request.inputRaster);
    QVERIFY(!jobs.data(jobs.index(1, JobList::StateColumn), Qt::DecorationRole).isNull());
    QTRY_VERIFY_WITH_TIMEOUT(cell(jobs, 1, JobList::StateColumn).startsWith(u"Running, "_s), 60000);
    jobs.jobAt(1)->cancel();
    QCOMPARE(cell(jobs, 1, JobList::StateColumn), u"Stopping"_s);
    waiting->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(cell(jobs, 1, JobList::StateColumn), u"Cancelled"_s, 10000);
    QVERIFY(cell(jobs, 1, JobList::TimeColumn).endsWith(u" s"_s));
    QVERIFY(changed.size() >= 5);
    QCOMPARE(jobs.headerData(JobList::OutputColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Output"_s);
}

void TestJobList::isDeletedInMidRun()
{
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    {
        JobList jobs(m_run->workers());
        jobs.add(specTo(u"a"_s), {});
        jobs.add(specTo(u"b"_s), {});
        QTRY_VERIFY_WITH_TIMEOUT(jobs.running()->progress().pixelsDone > 0, 60000);
    }
    QVERIFY(!QFileInfo::exists(m_run->outputIn(u"a"_s)));
    QVERIFY(!QFileInfo::exists(m_run->outputIn(u"b"_s)));
}

QTEST_MAIN(TestJobList)
#include "tst_job_list.moc"
