#include "core/run/job_files.h"
#include "tests/run/tiny_run.h"
#include "tests/support/widgets.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/jobs_panel.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace pixelscape;

/// The jobs of this session and those that only have a record, in one list.
class TestJobTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheJobsOfEarlierSessions();
    void aJobOfThisSessionIsOneRowAndOneRecord();
    void followsAnotherProcess();
    void cancelsAJobOfAnotherProcess();
    void aRunIsCancelledByItsRecord();
    void aWaitingJobIsRecordedAndCancelled();
    void forgets();
    void continuesAnInterruptedOne();
    void whatCanBeDoneWithARecord();
    void manyRecordsDoNotHoldTheWindowUp();

private:
    /// A run in another process, as far as the record tells.
    std::unique_ptr<JobRecorder> recorded(const QString &folder)
    {
        JobEntry entry;
        entry.startedBy = u"classify"_s;
        entry.request = m_run->request;
        entry.request.outputClassifiedRaster = m_run->outputIn(folder);
        auto recorder = std::make_unique<JobRecorder>(*m_store, entry);
        recorder->begin();
        recorder->start();
        m_id = entry.id;
        return recorder;
    }
    RunReport reportOf(Outcome outcome) const
    {
        RunReport report;
        report.jobId = m_id;
        report.outcome = outcome;
        report.wallSeconds = 3;
        return report;
    }
    QString cell(int row, int column) const { return m_table->index(row, column).data().toString(); }
    QString state(int row) const { return cell(row, JobList::StateColumn); }
    RunSpec specTo(const QString &folder)
    {
        m_run->request.outputClassifiedRaster = m_run->outputIn(folder);
        return m_run->spec();
    }

    std::unique_ptr<TinyRun> m_run;
    std::unique_ptr<JobStore> m_store;
    std::unique_ptr<JobList> m_jobs;
    std::unique_ptr<StoredJobs> m_stored;
    std::unique_ptr<JobTable> m_table;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QString m_id;
};

void TestJobTable::init()
{
    m_run = std::make_unique<TinyRun>();
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(5)); };
    m_store = std::make_unique<JobStore>(m_run->folder.filePath(u"jobs"_s));
    m_jobs = std::make_unique<JobList>(m_run->workers());
    m_jobs->keepRecords(*m_store);
    m_stored = std::make_unique<StoredJobs>(*m_store);
    m_table = std::make_unique<JobTable>(*m_jobs, m_stored.get());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_table.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestJobTable::cleanup()
{
    m_tester.reset();
    m_table.reset();
    m_stored.reset();
    m_jobs.reset();
    m_run.reset();
}

void TestJobTable::showsTheJobsOfEarlierSessions()
{
    recorded(u"a"_s)->end(reportOf(Outcome::Finished));
    QTest::qWait(5);
    recorded(u"b"_s)->end(reportOf(Outcome::Failed));
    QTest::qWait(5);
    recorded(u"c"_s).reset(); // without an end
    QTRY_COMPARE(m_table->rowCount(), 3);
    QTRY_COMPARE(state(0), u"Interrupted"_s);
    QCOMPARE(state(1), u"Failed"_s);
    QCOMPARE(state(2), u"Finished"_s);
    QCOMPARE(cell(0, JobList::NumberColumn), m_id.left(9));
    QCOMPARE(cell(2, JobList::InputColumn), u"scene.tif"_s);
    QCOMPARE(cell(2, JobList::ModelColumn), u"model.emd"_s);
    QCOMPARE(cell(2, JobList::OutputColumn), u"classes.tif"_s);
    QVERIFY2(cell(2, JobList::TimeColumn).endsWith(u", 3.0 s"_s), qPrintable(cell(2, JobList::TimeColumn)));
    for (int row = 0; row < 3; ++row)
        QVERIFY(!m_table->index(row, JobList::StateColumn).data(Qt::DecorationRole).isNull());
}

void TestJobTable::aJobOfThisSessionIsOneRowAndOneRecord()
{
    recorded(u"a"_s)->end(reportOf(Outcome::Finished));
    QTRY_COMPARE(m_table->rowCount(), 1);
    QTest::qWait(5);
    const Job *job = m_jobs->add(specTo(u"b"_s), {});
    QCOMPARE(m_table->rowCount(), 2);
    QCOMPARE(m_table->rowOf(job), 0);
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    const StoredJob record = *m_store->read(job->recordId());
    QCOMPARE(record.state, JobState::Succeeded);
    QCOMPARE(record.startedBy, u"window"_s);
    QCOMPARE(record.request, job->spec().request);
    QCOMPARE(job->report()->jobId, job->recordId());
    QCOMPARE(std::size_t((*m_store->report(job->recordId()))["messages"].size()), job->messages().size());
    QTest::qWait(1500); // it has been looked at again
    QCOMPARE(m_table->rowCount(), 2);
    QCOMPARE(state(0), u"Finished"_s);
}

void TestJobTable::followsAnotherProcess()
{
    const auto recorder = recorded(u"a"_s);
    QTRY_COMPARE(m_table->rowCount(), 1);
    QTRY_COMPARE(state(0), u"Starting"_s);
    const QPersistentModelIndex selected = m_table->index(0, 0);
    recorder->take(Progress{62, 100, 1, 1});
    QTRY_COMPARE(state(0), u"Running, 62 %"_s);
    recorder->end(reportOf(Outcome::Finished));
    QTRY_COMPARE(state(0), u"Finished"_s);
    QVERIFY(selected.isValid());
}

void TestJobTable::cancelsAJobOfAnotherProcess()
{
    const auto recorder = recorded(u"a"_s);
    const QSignalSpy asked(recorder.get(), &JobRecorder::cancelAsked);
    QTRY_COMPARE(m_table->rowCount(), 1);
    QVERIFY(m_table->rowAt(0)->canCancel());
    m_stored->cancel(m_id);
    QTRY_COMPARE(asked.size(), 1);
    QTRY_COMPARE(state(0), u"Stopping"_s);
    QVERIFY(!m_table->rowAt(0)->canCancel());
}

void TestJobTable::aRunIsCancelledByItsRecord()
{
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(100)); };
    const Job *job = m_jobs->add(specTo(u"a"_s), {});
    QTRY_VERIFY_WITH_TIMEOUT(job->state() == Job::State::Running, 60000);
    m_store->askToCancel(*m_store->read(job->recordId()));
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 2000);
    QVERIFY(job->state() == Job::State::Cancelled);
    QCOMPARE(m_store->read(job->recordId())->state, JobState::Cancelled);
}

void TestJobTable::aWaitingJobIsRecordedAndCancelled()
{
    const Job *first = m_jobs->add(specTo(u"a"_s), {});
    Job *second = m_jobs->add(specTo(u"b"_s), {});
    const Job *third = m_jobs->add(specTo(u"c"_s), {});
    const auto recordOf = [this](const Job *job) {
        const std::optional<StoredJob> record = m_store->read(job->recordId());
        return record ? record->state : JobState::Damaged;
    };
    QTRY_COMPARE(recordOf(second), JobState::Waiting);
    QTRY_COMPARE(recordOf(third), JobState::Waiting);
    second->cancel();
    QTRY_COMPARE(recordOf(second), JobState::Cancelled);
    m_store->askToCancel(*m_store->read(third->recordId()));
    QTRY_VERIFY(third->state() == Job::State::Cancelled);
    QTRY_COMPARE(recordOf(third), JobState::Cancelled);
    QTRY_VERIFY_WITH_TIMEOUT(first->state() == Job::State::Finished, 60000);
    QCOMPARE(recordOf(first), JobState::Succeeded);
}

void TestJobTable::forgets()
{
    recorded(u"a"_s)->end(reportOf(Outcome::Failed));
    QTRY_COMPARE(m_table->rowCount(), 1);
    const Job *job = m_jobs->add(specTo(u"b"_s), {});
    QCOMPARE(m_table->rowCount(), 2);
    m_table->forget(*m_table->rowAt(m_table->rowOf(job))); // it runs
    QCOMPARE(m_table->rowCount(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    m_table->forget(*m_table->rowAt(m_table->rowOf(job)));
    QCOMPARE(m_table->rowCount(), 1);
    QTRY_COMPARE(state(0), u"Failed"_s);
    m_table->forget(*m_table->rowAt(0));
    QTRY_COMPARE(m_table->rowCount(), 0);
    QTRY_VERIFY(m_store->ids().isEmpty());
    QVERIFY(QFileInfo::exists(job->spec().request.outputClassifiedRaster));
}

void TestJobTable::continuesAnInterruptedOne()
{
    recorded(u"a"_s).reset();
    QTRY_COMPARE(m_table->rowCount(), 1);
    std::optional<Resolution> found;
    connect(m_stored.get(), &StoredJobs::prepared, this,
            [&](const QString &, const Resolution &resolution) { found = resolution; });
    m_stored->prepare(m_id);
    QTRY_VERIFY(found);
    QVERIFY(found->spec);
    const Job *job = m_jobs->add(*found->spec, found->messages, m_id);
    QCOMPARE(m_table->rowCount(), 1); // the same job
    QCOMPARE(m_table->rowOf(job), 0);
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    QCOMPARE(m_store->ids(), QStringList{m_id});
    QCOMPARE(m_store->read(m_id)->state, JobState::Succeeded);
    QVERIFY(QFileInfo::exists(m_run->outputIn(u"a"_s)));
    const QSignalSpy failed(m_stored.get(), &StoredJobs::failed);
    m_stored->prepare(m_id);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(u"nothing to continue"_s));
}

void TestJobTable::whatCanBeDoneWithARecord()
{
    {
        const auto recorder = recorded(u"a"_s);
        recorder->take(Message{MessageType::Warning, u"A worker was replaced."_s});
    }
    JobsPanel panel(*m_jobs, m_stored.get());
    panel.show();
    auto *table = byAccessibleName<QTableView>(panel, u"Runs"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QVERIFY(table->isVisible());
    table->setCurrentIndex(table->model()->index(0, 0));
    const auto *log = byAccessibleName<QListView>(panel, u"Messages of the selected run"_s);
    QTRY_COMPARE(log->model()->rowCount(), 1);
    QCOMPARE(log->model()->index(0, 0).data().toString(), u"A worker was replaced."_s);
    const auto button = [&panel](const QString &name) { return byAccessibleName<QPushButton>(panel, name); };
    QTRY_VERIFY(!button(u"Cancel the selected run"_s)->isEnabled()); // it may have been looked at while it began
    QVERIFY(!button(u"Open the folder of the selected run"_s)->isEnabled());
    const QSignalSpy copied(&panel, &JobsPanel::copyAsked);
    QTest::mouseClick(button(u"Copy the selected run as request"_s), Qt::LeftButton);
    QCOMPARE(Json::parse(copied.at(0).at(0).toString().toStdString())["outputClassifiedRaster"]["uri"].get<QString>(),
             m_run->outputIn(u"a"_s));
    const QSignalSpy prepared(m_stored.get(), &StoredJobs::prepared);
    QTest::mouseClick(button(u"Continue the selected run"_s), Qt::LeftButton);
    QTRY_COMPARE(prepared.size(), 1);
    const QSignalSpy page(m_stored.get(), &StoredJobs::pageMade);
    QTest::mouseClick(button(u"Report of the selected run"_s), Qt::LeftButton);
    QTRY_COMPARE(page.size(), 1);
    QFile file(page[0][0].toString());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("A worker was replaced."));
    QTest::mouseClick(button(u"Remove the selected run from the list"_s), Qt::LeftButton);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTRY_COMPARE(log->model()->rowCount(), 0);
    QVERIFY(!table->isVisible());
}

void TestJobTable::manyRecordsDoNotHoldTheWindowUp()
{
    m_stored.reset(); // all at once
    cleanup();
    m_run = std::make_unique<TinyRun>();
    m_store = std::make_unique<JobStore>(m_run->folder.filePath(u"jobs"_s));
    for (int i = 0; i + 1 < JobStore::mostJobs; ++i)
        recorded(u"a"_s).reset();
    m_jobs = std::make_unique<JobList>(m_run->workers());
    m_stored = std::make_unique<StoredJobs>(*m_store);
    m_table = std::make_unique<JobTable>(*m_jobs, m_stored.get());
    QTRY_COMPARE(m_table->rowCount(), JobStore::mostJobs - 1);
    const QPersistentModelIndex selected = m_table->index(300, 0);
    const QString id = selected.data().toString();
    double longest = 0;
    disconnect(m_stored.get(), &StoredJobs::changed, m_table.get(), nullptr);
    connect(m_stored.get(), &StoredJobs::changed, m_table.get(), [&] {
        const Stopwatch watch;
        m_table->renew();
        longest = std::max(longest, watch.seconds());
    });
    const auto recorder = recorded(u"b"_s);
    QTRY_COMPARE(m_table->rowCount(), JobStore::mostJobs);
    recorder->take(Progress{1, 2, 1, 1});
    QTRY_COMPARE(state(0), u"Running, 50 %"_s);
    QVERIFY2(longest < 0.05, qPrintable(QString::number(longest)));
    qInfo("a look at %d records: %.1f ms in the window's thread", JobStore::mostJobs, longest * 1000);
    QCOMPARE(selected.row(), 301);
    QCOMPARE(selected.data().toString(), id);
}

QTEST_MAIN(TestJobTable)
#include "tst_job_table.moc"
