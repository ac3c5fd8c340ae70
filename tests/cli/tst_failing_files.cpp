#include "tests/raster/made_raster.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// A disk that fills up and rasters that are damaged inside: exit code 1, one sentence, and nothing that looks
/// finished.
class TestFailingFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aFullDiskLeavesNoResult_data();
    void aFullDiskLeavesNoResult();
    void aDamagedRasterLeavesNoResult_data();
    void aDamagedRasterLeavesNoResult();

private:
    ProgramResult classify(const QString &scene, const std::function<void()> &inChild = {})
    {
        return runPixelscape({u"classify"_s, scene, modelOfCase(u"edge_reflected"_s), m_output, u"-q"_s}, inChild);
    }

    QTemporaryDir m_inputs;
    QTemporaryDir m_temporary;
    QDir m_outputs{m_temporary.filePath(u"outputs"_s)}; ///< empty at the start of each test
    QString m_scene;
    QString m_output = m_outputs.filePath(u"classes.tif"_s);
    QMap<QString, QByteArray> m_reference;
};

void TestFailingFiles::initTestCase()
{
    m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 310, 230, 1);
    init();
    const ProgramResult result = classify(m_scene);
    QVERIFY2(result.exitCode == 0, result.standardError.constData());
    m_reference = filesIn(m_outputs.path());
    QCOMPARE(m_reference.size(), 5);
}

void TestFailingFiles::init()
{
    QVERIFY(m_outputs.removeRecursively());
    QVERIFY(m_outputs.mkpath(u"."_s));
}

/// A limit on the length of files fails as a full disk does, at another step for another limit.
void TestFailingFiles::aFullDiskLeavesNoResult_data()
{
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("exitCode"); // 2: before any tile is classified
    QTest::newRow("for the head of the log") << 3'000 << 2;
    QTest::newRow("for some sections") << 8'000 << 1;
    QTest::newRow("for all but the end of the TIFF") << int(m_reference[u"classes.tif"_s].size() - 500) << 1;
}

void TestFailingFiles::aFullDiskLeavesNoResult()
{
    QFETCH(int, bytes);
    QFETCH(int, exitCode);
    const ProgramResult result = classify(m_scene, [bytes] {
        const rlimit limit{rlim_t(bytes), rlim_t(bytes)};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);
    });
    QVERIFY2(result.exitCode == exitCode, qPrintable(QString::number(result.exitCode) + result.errorText()));
    QVERIFY2(result.errors().size() == (exitCode == 1 ? 1 : 0), result.standardError.constData());
    QVERIFY2(result.standardError.contains("room") || result.standardError.contains("space"),
             result.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_output));
    QCOMPARE(classify(m_scene).exitCode, 0);
    QVERIFY(filesIn(m_outputs.path()) == m_reference);
}

void TestFailingFiles::aDamagedRasterLeavesNoResult_data()
{
    QTest::addColumn<double>("place");
    QTest::addColumn<bool>("cut");
    QTest::newRow("overwritten at the start") << 0.1 << false;
    QTest::newRow("overwritten in the middle") << 0.5 << false;
    QTest::newRow("overwritten at the end") << 0.8 << false;
    QTest::newRow("cut off") << 0.7 << true;
}

void TestFailingFiles::aDamagedRasterLeavesNoResult()
{
    QFETCH(double, place);
    QFETCH(bool, cut);
    const QString damaged = m_inputs.filePath(u"damaged.tif"_s);
    QFile::remove(damaged);
    QVERIFY(QFile::copy(m_scene, damaged));
    changeFile(damaged, [&](QByteArray &content) {
        const auto from = qsizetype(double(content.size()) * place);
        if (cut)
            content.truncate(from);
        else
            content.replace(from, 5000, QByteArray(5000, '\x55'));
    });
    const ProgramResult result = classify(damaged);
    QVERIFY2(result.exitCode == 1, result.standardError.constData());
    QVERIFY2(result.errors().size() == 1, result.standardError.constData());
    QVERIFY2(result.errors().first().contains(damaged), result.standardError.constData());
    QVERIFY(!QFileInfo::exists(m_output));
    QVERIFY(filesIn(m_outputs.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestFailingFiles)
#include "tst_failing_files.moc"
