#include "core/base/json.h"
#include "core/run/job_files.h"
#include "core/run/job_store.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

Json jsonOf(const ProgramResult &result)
{
    return Json::parse(result.standardOutput.toStdString(), nullptr, false);
}

ProgramResult jobs(const QStringList &words)
{
    return runPixelscape(QStringList{u"jobs"_s} + words);
}

/// Ends in one sentence and says nothing else.
bool isRefused(const ProgramResult &result, const QString &words)
{
    return result.exitCode == 2 && result.standardOutput.isEmpty() && result.errorLines().size() == 1 &&
           result.errorText().contains(words);
}

} // namespace

/// The records of real runs, and what another process of the program does with them.
class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aFinishedRun();
    void theReportHasTheJobsId();
    void thePage();
    void aKilledRunIsContinued();
    void aKilledRunThatWasCompleteIsEnded();
    void aCancelledRunIsContinuedAnew();
    void anotherTerminalCancels();
    void aRunningJobIsLeftAlone();
    void twoRunsOnOneOutput();
    void plansAndRefusalsLeaveNoJob();
    void aDamagedStore();
    void aDataFolderThatCannotBeWritten();
    void wordsThatMakeNoSense_data();
    void wordsThatMakeNoSense();
    void helpHasAnExample();

private:
    QStringList classify(const QStringList &options = {}) const
    {
        return QStringList{u"classify"_s,        m_scene, demoModel(),    m_output,
                           u"--section-tiles"_s, u"1"_s,  u"--workers"_s, u"2"_s} +
               options;
    }
    QStringList names() const { return m_outputs.entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }
    Json shown() const { return jsonOf(jobs({u"show"_s, u"last"_s, u"--format"_s, u"json"_s})); }

    QTemporaryDir m_inputs;
    QTemporaryDir m_temporary;
    QDir m_outputs{m_temporary.filePath(u"outputs"_s)}; ///< empty at the start of each test, as the store is
    JobStore m_store{dataHome() + u"/pixelscape/jobs"_s};
    QString m_scene;
    QString m_output = m_outputs.filePath(u"classes & more.tif"_s);
    QMap<QString, QByteArray> m_reference;
};

void TestJobs::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 1120, 960, 6);
    init();
    const ProgramResult result = runPixelscape(classify());
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_reference = filesIn(m_outputs.path());
    QCOMPARE(m_reference.size(), 5);
}

void TestJobs::init()
{
    QVERIFY(m_outputs.removeRecursively());
    QVERIFY(m_outputs.mkpath(u"."_s));
    QVERIFY(QDir(m_store.folder()).removeRecursively());
}

void TestJobs::aFinishedRun()
{
    const ProgramResult none = jobs({});
    QCOMPARE(none.exitCode, 0);
    QVERIFY(none.standardOutput.isEmpty());
    QCOMPARE(none.errorLines(), QStringList{u"There is no job yet."_s});

    QCOMPARE(runPixelscape(classify({u"-q"_s})).exitCode, 0);
    const Json list = jsonOf(jobs({u"list"_s, u"--format"_s, u"json"_s}));
    QCOMPARE(list.size(), 1UL);
    QCOMPARE(list[0]["jobStatus"], "esriJobSucceeded");
    QCOMPARE(list[0]["percent"], 100);
    QCOMPARE(list[0]["input"].get<QString>(), m_scene);
    QCOMPARE(list[0]["output"].get<QString>(), m_output);
    const QString id = list[0]["jobId"].get<QString>();

    const QStringList lines = QString::fromUtf8(jobs({}).standardOutput).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[1].startsWith(id.left(9) + u"  finished  "_s), qPrintable(lines[1]));
    QVERIFY(lines[1].endsWith(m_output));

    const Json answer = shown();
    QCOMPARE(answer["jobId"].get<QString>(), id);
    QCOMPARE(answer["jobStatus"], "esriJobSucceeded");
    QVERIFY(!answer["messages"].empty());
    QCOMPARE(answer["messages"][0]["type"], "esriJobMessageTypeInformative");
    QCOMPARE(answer["progress"]["percent"], 100);
    QCOMPARE(answer["inputs"]["inputRaster"]["uri"].get<QString>(), m_scene);
    const Json result = jsonOf(jobs({u"result"_s, id.left(6)}));
    QCOMPARE(result, (Json{{"paramName", "outRaster"}, {"dataType", "GPString"}, {"value", {{"uri", m_output}}}}));
    QCOMPARE(answer["results"]["outRaster"], result);
    QCOMPARE(jsonOf(jobs({u"request"_s, u"last"_s})), answer["inputs"]);
    QVERIFY(isRefused(jobs({u"continue"_s, id}), u"has finished; its result is "_s + m_output));
    QVERIFY(isRefused(jobs({u"cancel"_s, id}), u"is not running: it is finished"_s));

    QCOMPARE(jobs({u"forget"_s, id}).exitCode, 0);
    QVERIFY(isRefused(jobs({u"show"_s, id}), u"There is no job "_s + id));
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestJobs::theReportHasTheJobsId()
{
    const Json report = jsonOf(runPixelscape(classify({u"-q"_s, u"--report"_s, u"-"_s})));
    const Json answer = shown();
    QCOMPARE(answer["jobId"], report["jobId"]);
    QCOMPARE(answer["report"]["classes"], report["classes"]);
    QCOMPARE(answer["messages"], report["messages"]);
}

/// As a reader of XML sees it, but for the document type and the two elements that HTML does not close.
void TestJobs::thePage()
{
    QCOMPARE(runPixelscape(classify({u"-q"_s})).exitCode, 0);
    QByteArray page = jobs({u"show"_s, u"last"_s, u"--format"_s, u"html"_s}).standardOutput;
    QVERIFY(page.startsWith("<!DOCTYPE html>\n"));
    for (const char *word : {"<script", "http:", "https:", "<link", "url(", "@import"})
        QVERIFY2(!page.contains(word), word);
    QVERIFY(page.contains("prefers-color-scheme: dark"));
    page.replace("<!DOCTYPE html>\n", "").replace("<meta charset=\"utf-8\">", "");
    page.replace("initial-scale=1\">", "initial-scale=1\"/>");
    const qsizetype image = page.indexOf("<img ");
    QVERIFY(image > 0);
    page.insert(page.indexOf('>', image), '/');
    QXmlStreamReader reader(page);
    QString text;
    QStringList swatches;
    QByteArray picture;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isCharacters())
            text += reader.text().toString();
        if (reader.isStartElement() && reader.attributes().value(u"class"_s) == u"swatch"_s)
            swatches << reader.attributes().value(u"style"_s).toString();
        if (reader.isStartElement() && reader.name() == u"img"_s)
            picture = QByteArray::fromBase64(reader.attributes().value(u"src"_s).toLatin1().split(',').last());
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(text.contains(u"classes & more.tif"_s));
    QVERIFY(text.contains(u"\"processorType\": \"CPU\""_s));
    const Json classes = shown()["report"]["classes"];
    QCOMPARE(std::size_t(swatches.size()), classes.size());
    QVERIFY(swatches.size() >= 5);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        QCOMPARE(swatches[qsizetype(i)], u"background:"_s + classes[i]["color"].get<QString>());
        QVERIFY(text.contains(classes[i]["name"].get<QString>()));
    }
    const QImage image480 = QImage::fromData(picture, "PNG");
    QCOMPARE(image480.size(), QSize(480, 411)); // 560 x 480
    QVERIFY(jobs({u"list"_s, u"--format"_s, u"html"_s}).standardOutput.contains("classes &amp; more.tif"));
}

void TestJobs::aKilledRunIsContinued()
{
    QString id;
    {
        RunningPixelscape program(classify());
        QVERIFY(program.waitForPercent(20));
        const Json running = shown();
        id = running["jobId"].get<QString>();
        QCOMPARE(running["jobStatus"], "esriJobExecuting");
        QCOMPARE(running["results"], Json::object());
        const std::vector<qint64> workers = program.workers();
        program.sendSignal(SIGKILL);
        QCOMPARE(program.result().exitCode, -1);
        for (const qint64 worker : workers)
            QTRY_VERIFY_WITH_TIMEOUT(!isAlive(worker), 2000);
    }
    const Json left = shown();
    QCOMPARE(left["jobStatus"], "esriJobFailed");
    QCOMPARE(left["state"], "interrupted");
    QVERIFY(!left["messages"].empty());
    QVERIFY(jobs({}).standardOutput.contains(" interrupted"));
    QVERIFY(isRefused(jobs({u"result"_s, id}), u"has no result: it is interrupted"_s));
    QVERIFY(isRefused(jobs({u"cancel"_s, id}), u"is not running: it is interrupted"_s));
    QCOMPARE(names(), QStringList{QFileInfo(m_output).fileName() + u".part"_s});

    const ProgramResult result = jobs({u"continue"_s, id.left(8)});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.errorText().contains(u"An earlier run of this request is continued"_s),
             result.standardError.constData());
    QVERIFY(!result.errorText().contains(u"starts anew"_s));
    QCOMPARE(names(), QStringList(m_reference.keys()));
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
    const Json done = shown();
    QCOMPARE(done["jobId"].get<QString>(), id);
    QCOMPARE(done["jobStatus"], "esriJobSucceeded");
    QVERIFY(done["messages"].size() > left["messages"].size());
    QCOMPARE(done["messages"][0], left["messages"][0]);
    QVERIFY(done["report"]["tiling"]["sectionsContinued"] > 0);
    QCOMPARE(m_store.ids().size(), 1);
}

/// Killed between its last file and the end of its record: only the record is behind.
void TestJobs::aKilledRunThatWasCompleteIsEnded()
{
    QCOMPARE(runPixelscape(classify({u"-q"_s})).exitCode, 0);
    const QDir record(m_store.path(m_store.find(u"last"_s).id));
    const auto cutOff = [&record] {
        QFile state(record.filePath(job_files::state));
        return state.open(QIODevice::WriteOnly) && state.write("{\"jobStatus\": \"esriJobExecuting\"}") > 0 &&
               QFile::remove(record.filePath(job_files::report));
    };
    QVERIFY(cutOff());
    QCOMPARE(shown()["state"], "interrupted");
    const ProgramResult continued = jobs({u"continue"_s, u"last"_s});
    QVERIFY2(continued.exitCode == 0, continued.standardError.constData());
    QVERIFY2(continued.standardError.contains("was complete when it was cut off"), continued.standardError.constData());
    QCOMPARE(shown()["jobStatus"], "esriJobSucceeded");
    QCOMPARE(filesIn(m_outputs.path()), m_reference);
    // Something else in its place is not taken for it.
    QVERIFY(cutOff());
    QVERIFY(QFile::remove(m_output) && QFile::copy(m_scene, m_output));
    const ProgramResult refused = jobs({u"continue"_s, u"last"_s, u"-q"_s});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.standardError.contains("exists already"), refused.standardError.constData());
    QCOMPARE(shown()["state"], "interrupted");
}

void TestJobs::aCancelledRunIsContinuedAnew()
{
    {
        RunningPixelscape program(classify());
        QVERIFY(program.waitForPercent(10));
        program.sendSignal(SIGINT);
        QCOMPARE(program.result().exitCode, 130);
    }
    QCOMPARE(shown()["jobStatus"], "esriJobCancelled");
    QVERIFY(QDir(m_output + u".part"_s).removeRecursively());
    const ProgramResult result = jobs({u"continue"_s, u"last"_s, u"-q"_s});
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    QVERIFY2(result.errorLines().first().contains(u"it starts anew"_s), result.standardError.constData());
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestJobs::anotherTerminalCancels()
{
    // With so wide a padding of small tiles it would take long enough to be asked in time.
    RunningPixelscape program(classify() + QStringList{u"--arg"_s, u"padding=100"_s, u"--arg"_s, u"tile_size=256"_s});
    QVERIFY(program.waitForPercent(10));
    QElapsedTimer timer;
    timer.start();
    const ProgramResult cancelled = jobs({u"cancel"_s, u"last"_s});
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(cancelled.exitCode == 0, cancelled.standardError.constData());
    QVERIFY2(cancelled.standardOutput.endsWith(" is cancelled.\n"), cancelled.standardOutput.constData());
    const ProgramResult result = program.result();
    QCOMPARE(result.exitCode, 130);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(result.errors().isEmpty(), result.standardError.constData());
    QCOMPARE(shown()["jobStatus"], "esriJobCancelled");
    QCOMPARE(names(), QStringList{QFileInfo(m_output).fileName() + u".part"_s});
}

void TestJobs::aRunningJobIsLeftAlone()
{
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(10));
    program.sendSignal(SIGSTOP); // or it might be finished before the others come so far
    const QString process = u"process %1 (pixelscape classify)"_s.arg(program.processId());
    QVERIFY(isRefused(jobs({u"continue"_s, u"last"_s}), process));
    QVERIFY(isRefused(jobs({u"forget"_s, u"last"_s}), u"is running"_s));
    QCOMPARE(jobs({u"forget"_s, u"--all-ended"_s}).exitCode, 0);
    QCOMPARE(m_store.ids().size(), 1);
    program.sendSignal(SIGCONT);
    QCOMPARE(program.result().exitCode, 0);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
    QCOMPARE(jobs({u"forget"_s, u"--all-ended"_s}).exitCode, 0);
    QVERIFY(m_store.ids().isEmpty());
}

void TestJobs::twoRunsOnOneOutput()
{
    RunningPixelscape program(classify());
    QVERIFY(program.waitForPercent(10));
    program.sendSignal(SIGSTOP);
    const QString id = m_store.find(u"last"_s).id;
    const ProgramResult second = runPixelscape(classify({u"-q"_s}));
    QCOMPARE(second.exitCode, 2);
    const QString said = second.errorLines().last();
    QVERIFY2(said.contains(u"process %1"_s.arg(program.processId())), qPrintable(said));
    QVERIFY2(said.contains(u"pixelscape jobs cancel "_s + id), qPrintable(said));
    QCOMPARE(m_store.ids(), QStringList{id});
    program.sendSignal(SIGCONT);
    QCOMPARE(program.result().exitCode, 0);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestJobs::plansAndRefusalsLeaveNoJob()
{
    QStringList plan = classify();
    plan[0] = u"plan"_s;
    QCOMPARE(runPixelscape(plan).exitCode, 0);
    QCOMPARE(runPixelscape(classify({u"--arg"_s, u"padding=-4"_s})).exitCode, 2);
    QVERIFY(m_store.ids().isEmpty());
}

void TestJobs::aDamagedStore()
{
    QCOMPARE(runPixelscape(classify({u"-q"_s})).exitCode, 0);
    const QString good = m_store.find(u"last"_s).id;
    const QString damaged = u"j"_s + QString(32, u'f');
    QVERIFY(QDir().mkpath(m_store.path(damaged)));
    QFile entry(m_store.path(damaged, job_files::entry));
    QVERIFY(entry.open(QIODevice::WriteOnly) && entry.write("{\"request\": ") > 0);
    entry.close();
    const ProgramResult list = jobs({});
    QCOMPARE(list.exitCode, 0);
    QVERIFY(list.standardOutput.contains("  damaged "));
    QCOMPARE(jsonOf(jobs({u"--format"_s, u"json"_s})).size(), 2UL);
    for (const QString &format : {u"text"_s, u"json"_s, u"html"_s})
        QCOMPARE(jobs({u"show"_s, damaged, u"--format"_s, format}).exitCode, 0);
    for (const QString &action : {u"request"_s, u"continue"_s, u"cancel"_s})
        QVERIFY(isRefused(jobs({action, damaged}), u"cannot be read"_s));
    QCOMPARE(m_store.find(u"last"_s).id, good);
    QCOMPARE(jobs({u"forget"_s, damaged}).exitCode, 0);
    QCOMPARE(m_store.ids(), QStringList{good});
}

void TestJobs::aDataFolderThatCannotBeWritten()
{
    QFile file(dataHome() + u"/pixelscape/jobs"_s); // a file where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    const ProgramResult result = runPixelscape(classify({u"-q"_s}));
    file.remove();
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    const QStringList warnings = result.errorLines().filter(u"warning: "_s);
    QCOMPARE(warnings.size(), 1);
    QVERIFY(warnings[0].contains(u"cannot be written"_s));
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestJobs::wordsThatMakeNoSense_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no such action") << QStringList{u"stop"_s} << u"jobs stop is no command"_s;
    QTest::newRow("no id") << QStringList{u"show"_s} << u"jobs show needs the ID of a job"_s;
    QTest::newRow("two ids") << QStringList{u"show"_s, u"j1"_s, u"j2"_s} << u"jobs show takes one ID"_s;
    QTest::newRow("unknown id") << QStringList{u"cancel"_s, u"j1"_s} << u"There is no job j1"_s;
    QTest::newRow("no job yet") << QStringList{u"request"_s, u"last"_s} << u"There is no job yet"_s;
    QTest::newRow("format") << QStringList{u"--format"_s, u"xml"_s} << u"--format xml is not"_s;
    QTest::newRow("option") << QStringList{u"--all"_s} << u"See pixelscape jobs --help."_s;
    QTest::newRow("all ended") << QStringList{u"show"_s, u"--all-ended"_s} << u"goes with pixelscape jobs forget"_s;
}

void TestJobs::wordsThatMakeNoSense()
{
    QFETCH(QStringList, words);
    QFETCH(QString, sentence);
    const ProgramResult result = jobs(words);
    QVERIFY2(isRefused(result, sentence), result.standardError.constData());
}

void TestJobs::helpHasAnExample()
{
    const ProgramResult help = jobs({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    QVERIFY(help.standardOutput.contains("pixelscape jobs continue last"));
    QVERIFY(runPixelscape({u"--help"_s}).standardOutput.contains("pixelscape jobs "));
}

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
