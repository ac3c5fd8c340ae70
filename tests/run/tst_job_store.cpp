#include "core/base/error.h"
#include "core/run/job_files.h"
#include "core/run/job_recorder.h"
#include "core/run/request_writer.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/small_disk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

RunRequest someRequest()
{
    RunRequest request;
    request.inputRaster = u"/data/scene <1>.tif"_s;
    request.model = u"/models/land_cover.dlpk"_s;
    request.outputClassifiedRaster = u"/data/classes.tif"_s;
    request.modelArguments = {{u"padding"_s, u"64"_s}, {u"threshold"_s, u"0.5"_s}};
    request.bandMapping = u"3,2,1"_s;
    request.extent = GroundBox{1.5, -2, 3, 4.25};
    request.processorType = u"gpu"_s;
    request.engine = u"opencv"_s;
    request.parallelProcessingFactor = u"80%"_s;
    request.recycleProcessingWorker = 3;
    request.retryOnFailures = 2;
    request.sectionDeadline = 90;
    request.creationOptions = QStringList{u"COMPRESS=ZSTD"_s, u"BIGTIFF=YES"_s};
    return request;
}

RunReport reportOf(Outcome outcome, const QString &id, const std::vector<Message> &messages = {})
{
    RunReport report;
    report.jobId = id;
    report.outcome = outcome;
    report.wallSeconds = 12.5;
    report.messages = messages;
    report.output = outcome == Outcome::Finished ? someRequest().outputClassifiedRaster : QString();
    return report;
}

QString idOf(int number)
{
    return u"j"_s + QString::number(number).rightJustified(32, u'0');
}

} // namespace

/// The records of jobs on disk: what is read back, by whom, and what becomes of those that nobody finished.
class TestJobStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aLockIsSeenAndNotDisturbed();
    void aJobFromItsBeginningToItsEnd();
    void withoutItsOwnerAJobIsInterrupted();
    void theReportCountsWhereTheStateIsOld();
    void cancellingIsHeard();
    void aRefusedJobLeavesNoRecord();
    void aContinuedJobKeepsItsMessages();
    void tornAndForeignLinesArePassedOver();
    void damagedRecordsAreListed_data();
    void damagedRecordsAreListed();
    void foreignFoldersAreNotListed();
    void findsByTheBeginningOfTheId();
    void forgetsTheRecordAlone();
    void aFolderThatCannotBeWrittenCostsOneWarning();
    void aFullDiskCostsOneWarning();
    void aThousandJobsAreListedQuickly();
    void oldJobsMakeRoom();

private:
    JobEntry entry() const
    {
        JobEntry entry;
        entry.startedBy = u"classify"_s;
        entry.request = someRequest();
        return entry;
    }
    /// A record as an earlier run left it.
    void writeRecord(const QString &id, const QString &state, const QDateTime &submitted) const;
    void write(const QString &id, const QString &name, const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<JobStore> m_store;
};

void TestJobStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<JobStore>(m_folder->filePath(u"data/jobs"_s));
}

void TestJobStore::write(const QString &id, const QString &name, const QByteArray &text) const
{
    QVERIFY(QDir().mkpath(m_store->path(id)));
    QFile file(m_store->path(id, name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

void TestJobStore::writeRecord(const QString &id, const QString &state, const QDateTime &submitted) const
{
    const Json json{{"submitted", submitted.toUTC().toString(Qt::ISODateWithMs)}, {"request", toJson(someRequest())}};
    write(id, job_files::entry, QByteArray::fromStdString(json.dump()));
    write(id, job_files::state, "{\"jobStatus\": \"" + state.toUtf8() + "\"}");
    write(id, job_files::lock, {});
}

void TestJobStore::aLockIsSeenAndNotDisturbed()
{
    const QString path = m_folder->filePath(u"lock"_s);
    QVERIFY(!JobLock::isHeld(path));
    JobLock first;
    JobLock second;
    QVERIFY(first.take(path));
    QVERIFY(JobLock::isHeld(path));
    QVERIFY(!second.take(path));
    QVERIFY(JobLock::isHeld(path));
    first.release();
    QVERIFY(!JobLock::isHeld(path));
    QVERIFY(second.take(path));
    // Who removes the file takes the lock away from its name: the next one locks another file.
    QVERIFY(QFile::remove(path));
    QVERIFY(first.take(path));
}

void TestJobStore::aJobFromItsBeginningToItsEnd()
{
    JobEntry begun = entry();
    begun.messages = {{MessageType::Informative, u"Before it ran."_s}};
    begun.request.overwrite = true;
    begun.request.tilesPerSection = 4;
    JobRecorder recorder(*m_store, begun);
    const QSignalSpy ended(&recorder, &JobRecorder::ended);
    recorder.begin();
    const auto state = [&] { return m_store->read(begun.id)->state; };
    QCOMPARE(state(), JobState::Waiting);
    QVERIFY(!m_store->read(begun.id)->started.isValid());
    recorder.start();
    QCOMPARE(state(), JobState::Submitted);
    recorder.take(Progress{250, 1000, 50, 15});
    QCOMPARE(state(), JobState::Executing);
    const Message warning{MessageType::Warning, u"A worker was replaced; it said \"no\"\nand ended."_s};
    recorder.take(warning);

    const StoredJob running = *m_store->read(begun.id);
    QCOMPARE(running.progress, (Progress{250, 1000, 50, 15}));
    QCOMPARE(running.request, begun.request);
    QCOMPARE(running.processId, QCoreApplication::applicationPid());
    QCOMPARE(running.startedBy, u"classify"_s);
    QVERIFY(qAbs(running.submitted.secsTo(QDateTime::currentDateTime())) < 60);
    QVERIFY(!m_store->report(begun.id));

    recorder.end(reportOf(Outcome::Finished, begun.id, {warning}));
    QCOMPARE(ended.size(), 1);
    QCOMPARE(state(), JobState::Succeeded);
    QCOMPARE(m_store->read(begun.id)->wallSeconds, 12.5);
    QVERIFY(!JobLock::isHeld(m_store->path(begun.id, job_files::lock)));
    QCOMPARE(m_store->messages(begun.id), (std::vector<Message>{begun.messages[0], warning}));
    const Json report = *m_store->report(begun.id);
    QCOMPARE(report["jobId"].get<QString>(), begun.id);
    QCOMPARE(report["messages"].size(), 2UL);
    QCOMPARE(report["results"]["outRaster"]["value"]["uri"], "/data/classes.tif");
}

void TestJobStore::withoutItsOwnerAJobIsInterrupted()
{
    const JobEntry begun = entry();
    {
        JobRecorder recorder(*m_store, begun);
        recorder.begin();
        recorder.start();
        recorder.take(Message{MessageType::Informative, u"It had begun."_s});
        QCOMPARE(m_store->read(begun.id)->state, JobState::Submitted);
    }
    QCOMPARE(m_store->read(begun.id)->state, JobState::Interrupted);
    QCOMPARE(m_store->messages(begun.id).size(), 1UL);
    QVERIFY(caughtSentence([&] { m_store->askToCancel(*m_store->read(begun.id)); }).contains(u"interrupted"_s));
}

/// The process was killed after it had written the report.
void TestJobStore::theReportCountsWhereTheStateIsOld()
{
    const QString id = idOf(1);
    writeRecord(id, u"esriJobExecuting"_s, QDateTime::currentDateTime());
    QCOMPARE(m_store->read(id)->state, JobState::Interrupted);
    write(id, job_files::report, R"({"jobStatus": "esriJobSucceeded", "seconds": {"wall": 3.5}})");
    QCOMPARE(m_store->read(id)->state, JobState::Succeeded);
    QCOMPARE(m_store->read(id)->wallSeconds, 3.5);
    write(id, job_files::report, R"({"jobStatus": "esriJobSucc)");
    QCOMPARE(m_store->read(id)->state, JobState::Interrupted);
}

void TestJobStore::cancellingIsHeard()
{
    const JobEntry begun = entry();
    JobRecorder recorder(*m_store, begun);
    const QSignalSpy asked(&recorder, &JobRecorder::cancelAsked);
    recorder.begin();
    recorder.start();
    QTest::qWait(600);
    QCOMPARE(asked.size(), 0);
    QElapsedTimer timer;
    timer.start();
    m_store->askToCancel(*m_store->read(begun.id));
    QCOMPARE(m_store->read(begun.id)->state, JobState::Cancelling);
    QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 1, 5000);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QTest::qWait(600);
    QCOMPARE(asked.size(), 1);
    recorder.end(reportOf(Outcome::Cancelled, begun.id));
    QCOMPARE(m_store->read(begun.id)->state, JobState::Cancelled);
    QVERIFY(!QFileInfo::exists(m_store->path(begun.id, job_files::cancel)));
}

void TestJobStore::aRefusedJobLeavesNoRecord()
{
    const JobEntry begun = entry();
    JobRecorder recorder(*m_store, begun);
    recorder.begin();
    recorder.start();
    QCOMPARE(m_store->ids(), QStringList{begun.id});
    recorder.end(reportOf(Outcome::Refused, begun.id));
    QVERIFY(m_store->ids().isEmpty());
    QVERIFY(QDir(m_store->folder()).isEmpty());
}

void TestJobStore::aContinuedJobKeepsItsMessages()
{
    JobEntry begun = entry();
    const Message first{MessageType::Error, u"The disk was full."_s};
    const Message second{MessageType::Informative, u"It is continued."_s};
    {
        JobRecorder recorder(*m_store, begun);
        recorder.begin();
        recorder.start();
        recorder.end(reportOf(Outcome::Failed, begun.id, {first})); // said by the report alone
    }
    const QDateTime submitted = m_store->read(begun.id)->submitted;
    QTest::qWait(5);
    begun.continues = true;
    JobRecorder recorder(*m_store, begun);
    recorder.begin();
    recorder.start();
    QVERIFY(!m_store->report(begun.id));
    recorder.take(second);
    recorder.end(reportOf(Outcome::Finished, begun.id, {second}));
    QCOMPARE(m_store->messages(begun.id), (std::vector<Message>{first, second}));
    QCOMPARE(m_store->read(begun.id)->state, JobState::Succeeded);
    QCOMPARE(m_store->read(begun.id)->submitted, submitted);
    QVERIFY(m_store->read(begun.id)->started > submitted);
    // The request may have become one that is refused; the record stays.
    JobRecorder again(*m_store, begun);
    again.begin();
    again.start();
    again.end(reportOf(Outcome::Refused, begun.id, {first}));
    QCOMPARE(m_store->read(begun.id)->state, JobState::Failed);
    QCOMPARE(m_store->messages(begun.id), (std::vector<Message>{first, second, first}));
}

void TestJobStore::tornAndForeignLinesArePassedOver()
{
    const QString id = idOf(1);
    writeRecord(id, u"esriJobExecuting"_s, QDateTime::currentDateTime());
    const Message first{MessageType::Warning, u"One"_s};
    const QByteArray line = messageLine(first);
    write(id, job_files::messages, line + "[1, 2]\n{\"description\": 7}\n\xff\xfe\n" + line.first(line.size() / 2));
    QCOMPARE(m_store->messages(id), std::vector<Message>{first});
    // What is appended after a torn line is not lost with it.
    JobEntry begun = entry();
    begun.id = id;
    begun.continues = true;
    JobRecorder recorder(*m_store, begun);
    recorder.begin();
    const Message second{MessageType::Informative, u"Two"_s};
    recorder.take(second);
    QCOMPARE(m_store->messages(id), (std::vector<Message>{first, second}));
}

void TestJobStore::damagedRecordsAreListed_data()
{
    QTest::addColumn<QByteArray>("entry");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("torn") << QByteArray(R"({"submitted": "2026-)");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("no request") << QByteArray("{}");
    QTest::newRow("wrong types") << QByteArray(R"({"request": {"inputRaster": []}, "submitted": 5})");
    QTest::newRow("no text") << QByteArray(4096, '\xfe');
    QTest::newRow("deep") << QByteArray(100000, '[');
}

void TestJobStore::damagedRecordsAreListed()
{
    QFETCH(QByteArray, entry);
    write(idOf(1), job_files::entry, entry);
    writeRecord(idOf(2), u"esriJobSucceeded"_s, QDateTime::currentDateTime().addDays(1));
    const std::vector<StoredJob> jobs = m_store->list();
    QCOMPARE(jobs.size(), 2UL);
    QCOMPARE(jobs[0].id, idOf(2));
    QCOMPARE(jobs[1].state, JobState::Damaged);
    m_store->forget(idOf(1));
    QCOMPARE(m_store->ids(), QStringList{idOf(2)});
}

void TestJobStore::foreignFoldersAreNotListed()
{
    QVERIFY(m_store->list().empty()); // there is no folder at all
    for (const QString &name : {u"notes"_s, u"jABC"_s, idOf(1) + u"0"_s, u".gone-"_s + idOf(2)})
        QVERIFY(QDir().mkpath(m_store->path(name)));
    QVERIFY(m_store->list().empty());
    QVERIFY(!m_store->read(u"../jobs"_s));
    QVERIFY(caughtSentence([&] { m_store->find(u".."_s); }).startsWith(u"There is no job .."_s));
}

void TestJobStore::findsByTheBeginningOfTheId()
{
    QVERIFY(caughtSentence([&] { m_store->find(u"last"_s); }).startsWith(u"There is no job yet"_s));
    const QDateTime now = QDateTime::currentDateTime();
    writeRecord(u"ja"_s + QString(31, u'0'), u"esriJobSucceeded"_s, now);
    writeRecord(u"jab"_s + QString(30, u'0'), u"esriJobFailed"_s, now.addSecs(-5));
    QCOMPARE(m_store->find(u"last"_s).state, JobState::Succeeded);
    QCOMPARE(m_store->find(u"jab"_s).state, JobState::Failed);
    QCOMPARE(m_store->find(u"ja0"_s).state, JobState::Succeeded);
    QVERIFY(caughtSentence([&] { m_store->find(u"ja"_s); }).startsWith(u"ja begins the ids of 2 jobs"_s));
    QVERIFY(caughtSentence([&] { m_store->find(u"jb"_s); }).startsWith(u"There is no job jb"_s));
    QVERIFY(!caughtSentence([&] { m_store->find(QString()); }).isEmpty());
}

void TestJobStore::forgetsTheRecordAlone()
{
    JobEntry begun = entry();
    begun.request.outputClassifiedRaster = m_folder->filePath(u"classes.tif"_s);
    QFile data(begun.request.outputClassifiedRaster);
    QVERIFY(data.open(QIODevice::WriteOnly));
    JobRecorder recorder(*m_store, begun);
    recorder.begin();
    QVERIFY(caughtSentence([&] { m_store->forget(begun.id); }).contains(u"is running"_s));
    QCOMPARE(m_store->ids().size(), 1);
    recorder.end(reportOf(Outcome::Cancelled, begun.id));
    m_store->forget(begun.id);
    QVERIFY(m_store->ids().isEmpty());
    QVERIFY(QDir(m_store->folder()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QVERIFY(data.exists());
}

void TestJobStore::aFolderThatCannotBeWrittenCostsOneWarning()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const JobEntry begun = entry();
    JobRecorder recorder(JobStore(file.fileName() + u"/jobs"_s), begun);
    std::vector<Message> said;
    std::vector<RunReport> reports;
    connect(&recorder, &JobRecorder::messaged, this, [&](const Message &message) { said.push_back(message); });
    connect(&recorder, &JobRecorder::ended, this, [&](const RunReport &report) { reports.push_back(report); });
    recorder.begin();
    recorder.start();
    recorder.take(Progress{1, 2, 3, 4});
    recorder.take(Message{});
    recorder.end(reportOf(Outcome::Finished, begun.id));
    QCOMPARE(said.size(), 1UL);
    QCOMPARE(said[0].type, MessageType::Warning);
    QVERIFY(said[0].description.contains(file.fileName()));
    QCOMPARE(reports.size(), 1UL);
    QCOMPARE(reports[0].outcome, Outcome::Finished);
    QCOMPARE(reports[0].messages, said);
}

/// A disk with ever less room: the run hears of it once at most, and whatever is left can be read.
void TestJobStore::aFullDiskCostsOneWarning()
{
    int complete = 0;
    int without = 0;
    for (rlim_t room = 2000; room > 0; room -= 50) {
        init();
        const JobEntry begun = entry();
        JobRecorder recorder(*m_store, begun);
        const QSignalSpy said(&recorder, &JobRecorder::messaged);
        const QSignalSpy ended(&recorder, &JobRecorder::ended);
        {
            const SmallDisk disk(room);
            recorder.begin();
            recorder.start();
            recorder.take(Progress{1, 2, 3, 4});
            for (int i = 0; i < 5; ++i)
                recorder.take(Message{MessageType::Informative, QString(50, u'x')});
            recorder.end(reportOf(Outcome::Finished, begun.id));
        }
        QCOMPARE(ended.size(), 1);
        QVERIFY(said.size() <= 1);
        const std::vector<StoredJob> jobs = m_store->list();
        QVERIFY(jobs.size() <= 1);
        QVERIFY(jobs.empty() || jobs[0].state == JobState::Succeeded || jobs[0].state == JobState::Interrupted);
        complete += said.isEmpty() ? 1 : 0;
        without += jobs.empty() ? 1 : 0;
        if (said.isEmpty())
            QVERIFY(m_store->report(begun.id) && m_store->messages(begun.id).size() == 5);
    }
    QVERIFY2(complete > 0 && without > 0 && complete + without < 40, "the sizes no longer reach all cases");
}

void TestJobStore::aThousandJobsAreListedQuickly()
{
    const QDateTime now = QDateTime::currentDateTime();
    for (int i = 0; i < 1000; ++i)
        writeRecord(idOf(i), i % 10 ? u"esriJobSucceeded"_s : u"esriJobExecuting"_s, now.addSecs(i));
    QElapsedTimer timer;
    timer.start();
    const std::vector<StoredJob> jobs = m_store->list();
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(jobs.size(), 1000UL);
    QCOMPARE(jobs.front().id, idOf(999));
    QCOMPARE(jobs.back().id, idOf(0));
    QCOMPARE(jobs.back().state, JobState::Interrupted);
}

void TestJobStore::oldJobsMakeRoom()
{
    const QDateTime now = QDateTime::currentDateTime().addDays(-1);
    const int count = JobStore::mostJobs + 3;
    for (int i = 0; i < count; ++i)
        writeRecord(idOf(i), i % 2 ? u"esriJobSucceeded"_s : u"esriJobExecuting"_s, now.addSecs(i));
    QVERIFY(QDir().mkpath(m_store->path(u".gone-"_s + idOf(7))));
    JobRecorder recorder(*m_store, entry());
    recorder.begin();
    QCOMPARE(m_store->ids().size(), JobStore::mostJobs);
    // The oldest that have ended; the interrupted ones, which can be continued, are as many as before.
    for (const int gone : {1, 3, 5, 7})
        QVERIFY(!m_store->read(idOf(gone)));
    for (const int kept : {0, 2, 4, 6, 8, 9, 11})
        QVERIFY(m_store->read(idOf(kept)));
    QVERIFY(!QFileInfo::exists(m_store->path(u".gone-"_s + idOf(7))));
}

QTEST_GUILESS_MAIN(TestJobStore)
#include "tst_job_store.moc"
