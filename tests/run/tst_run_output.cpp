#include "core/raster/result_files.h"
#include "core/run/run_output.h"
#include "tests/run/packed_section.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/result_samples.h"
#include "tests/support/small_disk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <gdal_priv.h>

#include <cstring>
#include <numeric>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

constexpr PixelRect window{3, 5, 50, 45};

std::int64_t classAt(int x, int y)
{
    return (x * 3 + y * 7 + x * y / 5) % 3; // 2 is no data
}

float probabilityAt(int x, int y)
{
    return classAt(x, y) == 2 ? noProbability : float((x * 31 + y * 17) % 101) / 100.0F;
}

/// A run's output with a window that begins inside the input's tiles: 5 x 5 sections.
struct Output
{
    QTemporaryDir folder;
    TilePlan plan{window, {{16, 16}, 2, 0, 1, 1}};
    ResultDescription description;
    std::unique_ptr<RunOutput> output;

    explicit Output(bool hasProbabilities = true)
    {
        description.grid = {window, {{500000, 10, 0, 5400000, 0, -10}}, true, {}};
        description.legend = {{0, u"Zero"_s, {1, 2, 3}}, {1, u"One"_s, {9, 8, 7}}};
        description.format = {ResultType::Byte, 2};
        description.recipe = {{"arguments", {{"return_probability_raster", hasProbabilities}}}};
        description.hasProbabilities = hasProbabilities;
    }

    QString path() const { return folder.filePath(u"classes.tif"_s); }
    QString probabilities() const { return folder.filePath(u"classes_probability.tif"_s); }

    void open() { output = std::make_unique<RunOutput>(path(), plan, description, "identity"_ba, false); }

    SectionBytes section(int id) const
    {
        SectionBytes bytes = packedSectionOf(plan.section(id).write, description.format, classAt, probabilityAt);
        if (!description.hasProbabilities)
            bytes.probabilities.clear();
        return bytes;
    }

    void take(int id) { output->take(id, section(id), {}); }

    void makeAll()
    {
        open();
        for (const int id : output->missingSections())
            take(id);
        output->commit({});
        output.reset();
    }

    QStringList names() const
    {
        return QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
};

template <typename Value> std::vector<Value> pixelsOf(const QString &path, GDALDataType type)
{
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(path.toUtf8().constData()));
    std::vector<Value> values(std::size_t(window.area()));
    if (!dataset || dataset->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, window.width, window.height, values.data(),
                                                        window.width, window.height, type, 0, 0, nullptr) != CE_None)
        return {};
    return values;
}

const QStringList classMapFiles{u"classes.qml"_s, u"classes.tif"_s, u"classes.tif.aux.xml"_s, u"classes.tif.vat.cpg"_s,
                                u"classes.tif.vat.dbf"_s};

} // namespace

class TestRunOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothFilesHoldWhatWasTaken();
    void nothingLooksFinishedBefore();
    void cutOffRunsMakeTheSameFiles();
    void sectionWithoutItsProbabilities();
    void probabilitiesOfAnEarlierResultGo();
    void fileOfSomebodyElseStays();
    void classMapComesLast();
    void fullDiskIsSurvived();
    void cancelledCommitLeavesNothingThatLooksFinished();
};

void TestRunOutput::bothFilesHoldWhatWasTaken()
{
    Output run;
    run.makeAll();
    QStringList expected = classMapFiles + QStringList{u"classes_probability.tif"_s};
    expected.sort();
    QStringList names = run.names();
    names.sort();
    QCOMPARE(names, expected);
    std::vector<std::int32_t> classes;
    std::vector<float> likely;
    for (int y = window.y; y < window.bottom(); ++y) {
        for (int x = window.x; x < window.right(); ++x) {
            classes.push_back(std::int32_t(classAt(x, y)));
            likely.push_back(probabilityAt(x, y));
        }
    }
    QVERIFY(pixelsOf<std::int32_t>(run.path(), GDT_Int32) == classes);
    QVERIFY(pixelsOf<float>(run.probabilities(), GDT_Float32) == likely);
}

void TestRunOutput::nothingLooksFinishedBefore()
{
    Output run;
    run.open();
    for (const int id : run.output->missingSections())
        run.take(id);
    QCOMPARE(run.names(), QStringList{u"classes.tif.part"_s});
    run.output.reset();
    QCOMPARE(QDir(run.path() + u".part"_s).entryList(QDir::Files | QDir::Hidden), QStringList{u"sections.log"_s});
}

void TestRunOutput::cutOffRunsMakeTheSameFiles()
{
    Output whole;
    whole.makeAll();
    Output run;
    for (const int first : {24, 3, 17, 0, 11}) {
        run.open(); // what the run before had made is there
        for (int id = first; id >= 0; id -= 5)
            if (!run.output->hasSection(id))
                run.take(id);
        run.output.reset();
    }
    run.open();
    QCOMPARE(run.output->missingSections(), (std::vector<int>{5, 8, 10, 13, 15, 16, 18, 20, 21, 22, 23}));
    run.output.reset();
    run.makeAll();
    QVERIFY(filesIn(run.folder.path()) == filesIn(whole.folder.path()));
}

void TestRunOutput::sectionWithoutItsProbabilities()
{
    Output run;
    run.open();
    const auto takeAll = [&run] {
        for (int id = 0; id < run.plan.sectionCount(); ++id)
            run.output->take(id, {run.section(id).values, {}}, {});
    };
    QVERIFY(caughtSentence(takeAll).contains(u"another size"_s));
}

/// It belonged to the class map that is replaced, and would be taken for the new one's.
void TestRunOutput::probabilitiesOfAnEarlierResultGo()
{
    Output with;
    with.makeAll();
    QVERIFY(QFile::copy(with.probabilities(), with.probabilities() + u".aux.xml"_s)); // any file does
    with.description.hasProbabilities = false;
    with.makeAll();
    QStringList names = with.names();
    names.sort();
    QCOMPARE(names, classMapFiles);
}

void TestRunOutput::fileOfSomebodyElseStays()
{
    Output run(false);
    QFile other(run.probabilities());
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4);
    other.close();
    run.makeAll();
    QCOMPARE(filesIn(run.folder.path())[u"classes_probability.tif"_s], "mine"_ba);
}

/// As after a crash while the files are moved: the same run again puts it right.
void TestRunOutput::classMapComesLast()
{
    Output whole;
    whole.makeAll();
    Output run;
    const QString obstacle = run.path() + u".vat.dbf/in the way"_s;
    QDir().mkpath(obstacle);
    QVERIFY(!caughtSentence([&run] { run.makeAll(); }).isEmpty());
    run.output.reset();
    QVERIFY(QFileInfo::exists(run.probabilities()));
    QVERIFY(!QFileInfo::exists(run.path()));
    QVERIFY(isHalfMoved(run.path()));
    QVERIFY(QDir(run.path() + u".vat.dbf"_s).removeRecursively());
    run.makeAll();
    QVERIFY(!isHalfMoved(run.path()));
    QVERIFY(filesIn(run.folder.path()) == filesIn(whole.folder.path()));
}

void TestRunOutput::fullDiskIsSurvived()
{
    Output whole;
    whole.makeAll();
    Output run;
    for (rlim_t room = 500; !QFileInfo::exists(run.path()); room += 500) {
        QVERIFY(room < 100000);
        QString sentence;
        {
            const SmallDisk disk(room);
            sentence = caughtSentence([&run] { run.makeAll(); });
            run.output.reset();
        }
        if (QFileInfo::exists(run.path()))
            break;
        QVERIFY2(sentence.contains(u"choose another"_s), qPrintable(sentence));
        QVERIFY2(filesIn(run.folder.path()).isEmpty(), qPrintable(sentence));
    }
    QVERIFY(filesIn(run.folder.path()) == filesIn(whole.folder.path()));
}

void TestRunOutput::cancelledCommitLeavesNothingThatLooksFinished()
{
    Output run;
    run.open();
    for (const int id : run.output->missingSections())
        run.take(id);
    // Without overviews nothing asks; the front does, where rows are left.
    run.output.reset();
    run.open();
    QVERIFY_EXCEPTION_THROWN(run.output->commit([] { return false; }), Cancelled);
    run.output.reset();
    QVERIFY(filesIn(run.folder.path()).isEmpty());
    run.makeAll();
    QVERIFY(QFileInfo::exists(run.probabilities()));
}

QTEST_GUILESS_MAIN(TestRunOutput)
#include "tst_run_output.moc"
