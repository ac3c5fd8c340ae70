#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"
#include "tests/support/onnx_writer.h"
#include "tests/support/program.h"
#include "tests/support/shared_data.h"
#include "ui/jobs/job_list.h"
#include "ui/map/map_canvas.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A network on which OpenCV 4.6 divides by zero: convolutions in no group at all.
QString writeCrashingModel(const QString &folder)
{
    OnnxWriter network(6);
    network.constant("weights", {2, 6, 1, 1}, std::vector<float>(12));
    network.node("Conv", {"image", "weights"}, "classes",
                 {{"kernel_shape", std::vector<std::int64_t>{1, 1}}, {"group", std::int64_t(0)}});
    network.output("classes", 2);
    const QString definition = folder + u"/crashing.emd"_s;
    QFile weights(folder + u"/crashing.onnx"_s);
    QFile file(definition);
    if (!weights.open(QIODevice::WriteOnly) || !file.open(QIODevice::WriteOnly))
        return {};
    weights.write(network.bytes());
    file.write(R"({"ModelFile": "crashing.onnx", "ImageHeight": 64, "ImageWidth": 64, "ExtractBands": [0,1,2,3,4,5],
                   "Classes": [{"Value": 1, "Name": "One"}, {"Value": 2, "Name": "Two"}]})");
    return definition;
}

} // namespace

/// A run from the window: the same file as the command line's, cancelled, run again, closed over, disturbed.
class TestWindowRunning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theClassMapEqualsTheCommandLines_data();
    void theClassMapEqualsTheCommandLines();
    void probabilitiesBecomeALayer();
    void aDoubleClickStartsOneRun();
    void aCancelledRunIsContinued();
    void aCancelledProposalKeepsItsNameUntilItIsDone();
    void aChosenFolderStays();
    void aContinuedProposalChoosesNoFolder();
    void consentToReplaceIsForgottenWithAnotherInput();
    void theSameRunWithAnotherOutputWaits();
    void theOutputOfAnotherRunIsRefused();
    void aSecondRunCanBePreparedMeanwhile();
    void closingAsksAndStops();
    void closingCanBeDeclined();
    void theNoticeCopiesTheCommand();
    void aKilledWorkerLeavesTheWindowAlive();
    void aModelThatCrashesItsLoaderIsOneSentence();
    void aRasterThatDisappearsIsOneSentence();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    void prepare(DrivenWindow &driven, const QString &scene, const QString &output);
    bool isUnderWay(DrivenWindow &driven);
    JobList &jobs(DrivenWindow &driven) { return *driven.window().findChild<JobList *>(); }

    QTemporaryDir m_folder;
    QString m_scene; ///< a run of about a second
    QString m_long;  ///< long enough to be disturbed
};

void TestWindowRunning::initTestCase()
{
    m_scene = writeScene(path(u"scène é.tif"_s), 400, 300, 6);
    m_long = writeScene(path(u"long.tif"_s), 2600, 2000, 6);
}

void TestWindowRunning::prepare(DrivenWindow &driven, const QString &scene, const QString &output)
{
    driven.drop({scene, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.type(u"Output"_s, output);
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QCOMPARE(driven.find<QLineEdit>(u"Output"_s)->text(), output);
}

/// Some of the map is there, and more to come.
bool TestWindowRunning::isUnderWay(DrivenWindow &driven)
{
    return QTest::qWaitFor(
        [&] {
            const Job *job = jobs(driven).running();
            return job && job->progress().pixelsDone > 0;
        },
        20'000);
}

void TestWindowRunning::theClassMapEqualsTheCommandLines_data()
{
    QTest::addColumn<QString>("scene");
    QTest::addColumn<QString>("model");
    QTest::newRow("demo model") << QString() << demoModel();
    QTest::newRow("cloud") << sharedData(u"rasters/sentinel2_cloud/sentinel2_toa_x10000_int16.tif"_s)
                           << sharedData(u"models/cloud/cloud_rgbiswir.emd"_s);
}

void TestWindowRunning::theClassMapEqualsTheCommandLines()
{
    QFETCH(QString, scene);
    QFETCH(QString, model);
    if (scene.isEmpty())
        scene = m_scene;
    else
        PIXELSCAPE_NEEDS_SHARED(u"models/cloud/cloud_rgbiswir.emd"_s);
    const QString byCommand = path(u"command.tif"_s);
    QCOMPARE(runPixelscape({u"classify"_s, scene, model, byCommand, u"--overwrite"_s}).exitCode, 0);
    DrivenWindow driven;
    driven.drop({scene, model});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    const QString byWindow = path(u"window_%1.tif"_s.arg(QString::fromUtf8(QTest::currentDataTag())));
    driven.type(u"Output"_s, byWindow);
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().startsWith(u"Classified"_s), qPrintable(driven.notice()));
    QVERIFY(!bytesOf(byCommand).isEmpty());
    QVERIFY(bytesOf(byWindow) == bytesOf(byCommand));
    QVERIFY(driven.find<QWidget>(u"Classes of window_%1"_s.arg(QString::fromUtf8(QTest::currentDataTag()))));
}

void TestWindowRunning::probabilitiesBecomeALayer()
{
    DrivenWindow driven;
    prepare(driven, m_scene, path(u"sure.tif"_s));
    auto *choice = driven.find<QComboBox>(u"Probability raster"_s);
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down); // from the default to yes
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().contains(u"The layer of probabilities is switched off"_s), qPrintable(driven.notice()));
    QTRY_VERIFY(driven.find<QCheckBox>(u"Show sure_probability"_s));
    auto *shown = driven.find<QCheckBox>(u"Show sure_probability"_s);
    QVERIFY(!shown->isChecked());
    shown->click();
    const auto *canvas = driven.window().findChild<MapCanvas *>();
    QTRY_VERIFY(!canvas->isReading());
    QVERIFY(shown->isChecked());
}

void TestWindowRunning::aDoubleClickStartsOneRun()
{
    DrivenWindow driven;
    prepare(driven, m_scene, path(u"double.tif"_s));
    auto *run = driven.find<QPushButton>(u"Run classification"_s);
    QTest::mouseClick(run, Qt::LeftButton);
    QTest::mouseDClick(run, Qt::LeftButton);
    QVERIFY(driven.showsNotice());
    QTest::qWait(500);
    QCOMPARE(jobs(driven).rowCount(), 1);
}

void TestWindowRunning::aCancelledRunIsContinued()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"cancelled.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(driven.click(u"Cancel run"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY2(driven.notice().startsWith(u"Stopped at"_s), qPrintable(driven.notice()));
    QVERIFY(!QFile::exists(path(u"cancelled.tif"_s)));
    driven.dismissNotice();
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().startsWith(u"Classified"_s), qPrintable(driven.notice()));
    QVERIFY(jobs(driven).jobAt(0)->report()->tiling.sectionsContinued > 0);
    QCOMPARE(runPixelscape({u"classify"_s, m_long, demoModel(), path(u"whole.tif"_s)}).exitCode, 0);
    QVERIFY(bytesOf(path(u"cancelled.tif"_s)) == bytesOf(path(u"whole.tif"_s)));
}

void TestWindowRunning::aCancelledProposalKeepsItsNameUntilItIsDone()
{
    DrivenWindow driven;
    driven.drop({m_long, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    const QString proposed = output->text();
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    QVERIFY(driven.click(u"Cancel run"_s));
    QVERIFY(driven.showsNotice());
    QTRY_COMPARE(output->text(), proposed);
    driven.drop({m_scene});
    QTRY_VERIFY2(output->text().startsWith(QFileInfo(m_scene).path() + u"/scène_é"_s), qPrintable(output->text()));
    driven.drop({m_long});
    QTRY_VERIFY(output->text().startsWith(QFileInfo(m_long).path() + u"/long"_s));
    driven.type(u"Output"_s, proposed);
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.dismissNotice();
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY(jobs(driven).jobAt(0)->report()->tiling.sectionsContinued > 0);
    // The name is taken now; no problem is made of it.
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(output->text() != proposed);
}

/// The next name is proposed where the user put the last result, not beside the input again.
void TestWindowRunning::aChosenFolderStays()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"results"_s));
    DrivenWindow driven;
    prepare(driven, m_scene, path(u"results/one.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().startsWith(u"Classified"_s), qPrintable(driven.notice()));
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    QTRY_VERIFY2(output->text().startsWith(path(u"results/scène_é_"_s)), qPrintable(output->text()));
}

/// The folder was ours, not the user's: the next scene's result goes beside that scene.
void TestWindowRunning::aContinuedProposalChoosesNoFolder()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"elsewhere"_s));
    const QString elsewhere = path(u"elsewhere/scene.tif"_s);
    QVERIFY(QFile::copy(m_scene, elsewhere));
    DrivenWindow driven;
    driven.drop({m_long, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    QVERIFY(driven.click(u"Cancel run"_s));
    QVERIFY(driven.showsNotice());
    driven.dismissNotice();
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    driven.drop({elsewhere});
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    QTRY_VERIFY2(output->text().startsWith(path(u"elsewhere/scene_"_s)), qPrintable(output->text()));
}

void TestWindowRunning::consentToReplaceIsForgottenWithAnotherInput()
{
    const QString earlier = path(u"earlier.tif"_s);
    QVERIFY(QFile::copy(m_scene, earlier));
    DrivenWindow driven;
    driven.drop({m_scene, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.type(u"Output"_s, earlier);
    QTRY_VERIFY(driven.click(u"Replace the file: Output"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.drop({m_long});
    QTRY_COMPARE(driven.find<QLineEdit>(u"Input raster"_s)->text(), m_long);
    QTRY_VERIFY(driven.whyNot().contains(u"Output"_s));
    QVERIFY(!driven.find<QPushButton>(u"Run classification"_s)->isEnabled());
}

void TestWindowRunning::theSameRunWithAnotherOutputWaits()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"one.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    driven.type(u"Output"_s, path(u"two.tif"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QCOMPARE(jobs(driven).jobAt(0)->state(), Job::State::Waiting);
}

void TestWindowRunning::theOutputOfAnotherRunIsRefused()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"shared output.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    driven.drop({m_scene});
    driven.type(u"Output"_s, path(u"shared output.tif"_s));
    auto *output = driven.find<QLineEdit>(u"Output"_s);
    QTRY_VERIFY2(output->accessibleDescription().contains(u"written by another run"_s),
                 qPrintable(output->accessibleDescription()));
    QVERIFY(!driven.find<QPushButton>(u"Run classification"_s)->isEnabled());
    QVERIFY(driven.click(u"Propose another name: Output"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
}

void TestWindowRunning::aSecondRunCanBePreparedMeanwhile()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"first.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    QTRY_VERIFY(driven.whyNot().contains(u"at work already"_s));
    driven.drop({m_scene});
    QTRY_COMPARE(driven.find<QLineEdit>(u"Input raster"_s)->text(), m_scene);
    driven.type(u"Output"_s, path(u"second.tif"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QCOMPARE(jobs(driven).rowCount(), 2);
    QCOMPARE(jobs(driven).jobAt(0)->state(), Job::State::Waiting);
    jobs(driven).running()->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(jobs(driven).jobAt(0)->state(), Job::State::Finished, 60'000);
    QCOMPARE(jobs(driven).jobAt(1)->state(), Job::State::Cancelled);
    QVERIFY(QFile::exists(path(u"second.tif"_s)));
}

void TestWindowRunning::closingAsksAndStops()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"closed.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    driven.window().close();
    QVERIFY(driven.window().isVisible());
    auto *question = driven.window().findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible());
    QVERIFY(driven.click(u"Stop and close"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!driven.window().isVisible(), 2000);
    QVERIFY(!QFile::exists(path(u"closed.tif"_s)));
    QVERIFY(QFile::exists(path(u"closed.tif.part/sections.log"_s)));
}

void TestWindowRunning::closingCanBeDeclined()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"kept.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    driven.window().close();
    QVERIFY(driven.click(u"Keep running"_s));
    QVERIFY(driven.window().isVisible());
    QVERIFY(jobs(driven).isBusy());
    QVERIFY(!jobs(driven).running()->isStopping());
}

void TestWindowRunning::theNoticeCopiesTheCommand()
{
    DrivenWindow driven;
    prepare(driven, m_scene, path(u"copied map.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(driven.showsNotice());
    QVERIFY(driven.click(u"Copy path"_s));
    QCOMPARE(QApplication::clipboard()->text(), path(u"copied map.tif"_s));
    QVERIFY(driven.click(u"Copy as command"_s));
    const QString command = QApplication::clipboard()->text();
    QVERIFY2(command.startsWith(u"pixelscape classify "_s), qPrintable(command));
    QProcess shell;
    const QString words = u"for word in "_s + command + u"; do echo \"$word\"; done"_s;
    shell.start(u"sh"_s, {u"-c"_s, words});
    QVERIFY(shell.waitForFinished());
    const QStringList said = QString::fromUtf8(shell.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(said.sliced(2, 3), (QStringList{m_scene, demoModel(), path(u"copied map.tif"_s)}));
}

void TestWindowRunning::aKilledWorkerLeavesTheWindowAlive()
{
    DrivenWindow driven;
    prepare(driven, m_long, path(u"killed.tif"_s));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    const std::vector<qint64> workers = workersOf(QCoreApplication::applicationPid());
    QVERIFY(!workers.empty());
    kill(pid_t(workers.front()), SIGKILL);
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().contains(u"killed"_s), qPrintable(driven.notice()));
    QCOMPARE(driven.notice().count(u'\n'), 0);
    driven.dismissNotice();
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
}

void TestWindowRunning::aModelThatCrashesItsLoaderIsOneSentence()
{
    DrivenWindow driven;
    driven.drop({m_scene, writeCrashingModel(m_folder.path())});
    auto *engine = driven.find<QComboBox>(u"Engine"_s); // OpenVINO survives this network
    const int openCv = engine->findText(u"OpenCV"_s, Qt::MatchStartsWith);
    QVERIFY(openCv >= 0);
    engine->setCurrentIndex(openCv);
    Q_EMIT engine->activated(openCv);
    auto *field = driven.find<QLineEdit>(u"Model"_s);
    QTRY_VERIFY_WITH_TIMEOUT(field->accessibleDescription().contains(u"crashing.emd"_s), 10'000);
    QVERIFY2(field->accessibleDescription().contains(u"worker process"_s), qPrintable(field->accessibleDescription()));
    QVERIFY(driven.window().isVisible());
    QVERIFY(!driven.find<QPushButton>(u"Run classification"_s)->isEnabled());
}

void TestWindowRunning::aRasterThatDisappearsIsOneSentence()
{
    const QString scene = path(u"vanishing.tif"_s);
    QVERIFY(QFile::copy(m_long, scene));
    DrivenWindow driven;
    driven.drop({scene, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    auto *recycle = driven.find<QWidget>(u"Recycle workers after"_s);
    QVERIFY(recycle);
    recycle->setFocus();
    QTest::keyClick(recycle, Qt::Key_Up); // new workers open the raster anew
    driven.type(u"Output"_s, path(u"vanished.tif"_s));
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    QVERIFY(driven.click(u"Run classification"_s));
    QVERIFY(isUnderWay(driven));
    QVERIFY(QFile::remove(scene));
    QVERIFY(driven.showsNotice());
    QVERIFY2(driven.notice().contains(u"vanishing.tif"_s), qPrintable(driven.notice()));
    QVERIFY(driven.window().isVisible());
}

QTEST_MAIN(TestWindowRunning)
#include "tst_window_running.moc"
