#include "core/run/output_checks.h"
#include "core/run/part_folder.h"
#include "tests/support/result_samples.h"

#include <QDir>
#include <QtTest>

#include <unistd.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

const std::vector<Remedy> replaceTheFile{{u"Propose another name"_s, u"outputClassifiedRaster"_s, QString()},
                                         {u"Replace the file"_s, u"overwrite"_s, u"true"_s}};

const OutputNeeds withProbabilities{true, 0};

void touch(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("a test file could not be written");
}

} // namespace

class TestOutputChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void newFileInAFolder();
    void nothingGiven();
    void folderGiven();
    void folderThatIsMissing();
    void fileInThePlaceOfTheFolder();
    void folderThatCannotBeWritten();
    void outputThatExists();
    void outputThatIsTheInput();
    void outputThatIsALinkToTheInput_data();
    void outputThatIsALinkToTheInput();
    void outputThatIsTheModel();
    void sidecarThatExists_data();
    void sidecarThatExists();
    void probabilityRasterThatExists();
    void probabilityRasterOfAnEarlierResult();
    void probabilityRasterThatIsTheInput();
    void folderInThePlaceOfTheProbabilityRaster();
    void moveThatWasCutOff();
    void diskThatIsTooSmall();
    void nameOfAnotherFormat_data();
    void nameOfAnotherFormat();

private:
    std::vector<Problem> problemsOf(const QString &output, bool overwrite = false, const OutputNeeds &needs = {}) const
    {
        RunRequest request;
        request.inputRaster = m_input;
        request.outputClassifiedRaster = output;
        request.overwrite = overwrite;
        std::vector<Problem> problems;
        checkOutput(request, {m_model}, needs, problems);
        return problems;
    }

    /// One error on the output, with these words.
    void expectError(const std::vector<Problem> &problems, const QString &words) const
    {
        QCOMPARE(problems.size(), std::size_t(1));
        QCOMPARE(problems[0].field, u"outputClassifiedRaster"_s);
        QVERIFY(problems[0].severity == Severity::Error);
        QVERIFY2(problems[0].sentence.contains(words), qPrintable(problems[0].sentence));
    }

    QString inFolder(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_input;
    QString m_model;
};

void TestOutputChecks::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_input = inFolder(u"scene.tif"_s);
    m_model = inFolder(u"model.tif"_s);
    touch(m_input);
    touch(m_model);
}

void TestOutputChecks::newFileInAFolder()
{
    QVERIFY(problemsOf(inFolder(u"classes.tif"_s)).empty());
    QVERIFY(!QFileInfo::exists(inFolder(u"classes.tif"_s)));
}

void TestOutputChecks::nothingGiven()
{
    expectError(problemsOf({}), u"No output"_s);
}

void TestOutputChecks::folderGiven()
{
    expectError(problemsOf(m_folder->path()), u"is a folder"_s);
    expectError(problemsOf(m_folder->path(), true), u"is a folder"_s);
}

void TestOutputChecks::folderThatIsMissing()
{
    expectError(problemsOf(inFolder(u"nowhere/classes.tif"_s)), u"does not exist"_s);
}

void TestOutputChecks::fileInThePlaceOfTheFolder()
{
    expectError(problemsOf(m_input + u"/classes.tif"_s), u"is not a folder"_s);
}

void TestOutputChecks::folderThatCannotBeWritten()
{
    const auto forAll =
        QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QDir(m_folder->path()).mkdir(u"locked"_s);
    QFile::setPermissions(inFolder(u"locked"_s), forAll);
    QFile::setPermissions(m_folder->path(), forAll | QFile::WriteOwner);
    // The superuser may write everywhere, and is nobody in particular for a while.
    constexpr uid_t nobody = 65534;
    const bool isSuperuser = geteuid() == 0;
    if (isSuperuser)
        QCOMPARE(setresuid(nobody, nobody, 0), 0);
    const std::vector<Problem> problems = problemsOf(inFolder(u"locked/classes.tif"_s));
    if (isSuperuser)
        QCOMPARE(setresuid(0, 0, 0), 0);
    expectError(problems, u"cannot be written"_s);
}

void TestOutputChecks::outputThatExists()
{
    const QString output = inFolder(u"classes.tif"_s);
    touch(output);
    expectError(problemsOf(output), u"exists already"_s);
    QCOMPARE(problemsOf(output)[0].remedies, replaceTheFile);
    QVERIFY(problemsOf(output, true).empty());
}

void TestOutputChecks::outputThatIsTheInput()
{
    expectError(problemsOf(m_input), u"is the input raster"_s);
    expectError(problemsOf(m_input, true), u"is the input raster"_s);
    expectError(
        problemsOf(m_folder->path() + u"/../"_s + QFileInfo(m_folder->path()).fileName() + u"/scene.tif"_s, true),
        u"is the input raster"_s);
}

void TestOutputChecks::outputThatIsALinkToTheInput_data()
{
    QTest::addColumn<bool>("isSymbolic");
    QTest::newRow("symbolic") << true;
    QTest::newRow("hard") << false;
}

void TestOutputChecks::outputThatIsALinkToTheInput()
{
    QFETCH(bool, isSymbolic);
    const QByteArray from = QFile::encodeName(m_input);
    const QByteArray to = QFile::encodeName(inFolder(u"link.tif"_s));
    QCOMPARE(isSymbolic ? symlink(from.constData(), to.constData()) : link(from.constData(), to.constData()), 0);
    expectError(problemsOf(inFolder(u"link.tif"_s), true), u"is the input raster"_s);
}

void TestOutputChecks::outputThatIsTheModel()
{
    expectError(problemsOf(m_model), u"belongs to the model"_s);
    expectError(problemsOf(m_model, true), u"belongs to the model"_s);
    QVERIFY(problemsOf(m_model)[0].remedies.empty()); // to replace it is no remedy
}

void TestOutputChecks::sidecarThatExists_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("style") << u"classes.qml"_s;
    QTest::newRow("table") << u"classes.tif.vat.dbf"_s;
    QTest::newRow("its character set") << u"classes.tif.vat.cpg"_s;
    QTest::newRow("statistics") << u"classes.tif.aux.xml"_s;
}

void TestOutputChecks::sidecarThatExists()
{
    QFETCH(QString, name);
    touch(inFolder(name));
    const std::vector<Problem> problems = problemsOf(inFolder(u"classes.tif"_s));
    expectError(problems, name);
    QCOMPARE(problems[0].remedies, replaceTheFile);
    QVERIFY(problemsOf(inFolder(u"classes.tif"_s), true).empty());
    QVERIFY(problemsOf(inFolder(u"other.tif"_s)).empty());
}

void TestOutputChecks::probabilityRasterThatExists()
{
    touch(inFolder(u"classes_probability.tif"_s));
    const QString output = inFolder(u"classes.tif"_s);
    const std::vector<Problem> problems = problemsOf(output, false, withProbabilities);
    expectError(problems, u"classes_probability.tif exists already"_s);
    QCOMPARE(problems[0].remedies, replaceTheFile);
    QVERIFY(problemsOf(output, true, withProbabilities).empty());
    QVERIFY(problemsOf(output).empty()); // it is somebody else's, and nothing happens to it
}

void TestOutputChecks::probabilityRasterOfAnEarlierResult()
{
    writeProbabilities(m_folder->path(), u"classes_probability.tif"_s, {2, 1}, {0.5F, 1.0F});
    const QString output = inFolder(u"classes.tif"_s);
    const std::vector<Problem> problems = problemsOf(output);
    expectError(problems, u"would be removed"_s);
    QCOMPARE(problems[0].remedies, replaceTheFile);
    QVERIFY(problemsOf(output, true).empty());
    expectError(problemsOf(output, false, withProbabilities), u"would be replaced"_s);
}

void TestOutputChecks::probabilityRasterThatIsTheInput()
{
    m_input = inFolder(u"classes_probability.tif"_s);
    touch(m_input);
    const QString output = inFolder(u"classes.tif"_s);
    expectError(problemsOf(output, true, withProbabilities), u"is the input raster"_s);
    QVERIFY(problemsOf(output, true).empty());
    writeProbabilities(m_folder->path(), u"classes_probability.tif"_s, {2, 1}, {0.5F, 1.0F});
    expectError(problemsOf(output, true), u"is the input raster"_s); // it would be removed
}

void TestOutputChecks::folderInThePlaceOfTheProbabilityRaster()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"classes_probability.tif"_s));
    expectError(problemsOf(inFolder(u"classes.tif"_s), true, withProbabilities), u"is a folder"_s);
    QVERIFY(problemsOf(inFolder(u"classes.tif"_s)).empty());
}

/// The files that lie there are those of the run that is taken up again.
void TestOutputChecks::moveThatWasCutOff()
{
    const QString output = inFolder(u"classes.tif"_s);
    touch(inFolder(u"classes.qml"_s));
    touch(inFolder(u"classes_probability.tif"_s));
    expectError(problemsOf(output, false, withProbabilities), u"exists already"_s);
    PartFolder(output).markMoving();
    QVERIFY(problemsOf(output, false, withProbabilities).empty());
    touch(output);
    expectError(problemsOf(output, false, withProbabilities), u"exists already"_s);
}

void TestOutputChecks::diskThatIsTooSmall()
{
    constexpr std::int64_t exabyte = 1'000'000'000'000'000'000;
    const std::vector<Problem> problems = problemsOf(inFolder(u"classes.tif"_s), false, {false, exabyte});
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems[0].field, u"outputClassifiedRaster"_s);
    QVERIFY(problems[0].severity == Severity::Warning);
    QVERIFY2(problems[0].sentence.contains(u"make room"_s), qPrintable(problems[0].sentence));
    QVERIFY(problemsOf(inFolder(u"classes.tif"_s), false, {false, 1}).empty());
    expectError(problemsOf(inFolder(u"nowhere/classes.tif"_s), false, {false, exabyte}), u"does not exist"_s);
}

void TestOutputChecks::nameOfAnotherFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isWarned");
    QTest::newRow("tif") << u"classes.tif"_s << false;
    QTest::newRow("TIFF") << u"classes.TIFF"_s << false;
    QTest::newRow("no suffix") << u"classes"_s << false;
    QTest::newRow("png") << u"classes.png"_s << true;
    QTest::newRow("img") << u"classes.tif.img"_s << true;
}

void TestOutputChecks::nameOfAnotherFormat()
{
    QFETCH(QString, name);
    QFETCH(bool, isWarned);
    const std::vector<Problem> problems = problemsOf(inFolder(name));
    QCOMPARE(problems.size(), std::size_t(isWarned));
    if (isWarned)
        QVERIFY(problems[0].severity == Severity::Warning);
}

QTEST_GUILESS_MAIN(TestOutputChecks)
#include "tst_output_checks.moc"
