#include "core/run/background_run.h"
#include "tests/run/tiny_run.h"

#include <QtTest>

#include <array>
#include <atomic>
#include <tuple>
#include <type_traits>

using namespace pixelscape;

namespace {

// What crosses the threads is copied values only. The rule below looks into the types: each member is a number, a text,
// a value of JSON, or a container or structure of such; a pointer or a handle does not compile. The members of each
// structure are listed here, so that a new one has to pass the rule as well.

auto membersOf(const Progress &value)
{
    const auto &[done, total, speed, left] = value;
    return std::tuple(done, total, speed, left);
}

auto membersOf(const Message &value)
{
    const auto &[type, description] = value;
    return std::tuple(type, description);
}

auto membersOf(const Remedy &value)
{
    const auto &[label, field, text] = value;
    return std::tuple(label, field, text);
}

auto membersOf(const Problem &value)
{
    const auto &[field, severity, sentence, remedies] = value;
    return std::tuple(field, severity, sentence, remedies);
}

auto membersOf(const EngineDescription &value)
{
    const auto &[name, version, device, precision] = value;
    return std::tuple(name, version, device, precision);
}

auto membersOf(const PixelRect &value)
{
    const auto &[x, y, width, height] = value;
    return std::tuple(x, y, width, height);
}

auto membersOf(const GeoTransform &value)
{
    const auto &[coefficients] = value;
    return std::tuple(coefficients);
}

auto membersOf(const AnalysisGrid &value)
{
    const auto &[window, geoTransform, hasGeoTransform, crs] = value;
    return std::tuple(window, geoTransform, hasGeoTransform, crs);
}

auto membersOf(const Size &value)
{
    const auto &[width, height] = value;
    return std::tuple(width, height);
}

auto membersOf(const TilingSummary &value)
{
    const auto &[tile, halo, stride, tiles, skipped, sections, retried, continued] = value;
    return std::tuple(tile, halo, stride, tiles, skipped, sections, retried, continued);
}

auto membersOf(const WorkSeconds &value)
{
    const auto &[read, prepare, inference, decide, write] = value;
    return std::tuple(read, prepare, inference, decide, write);
}

auto membersOf(const WorkerRecord &value)
{
    const auto &[process, sections, exit] = value;
    return std::tuple(process, sections, exit);
}

auto membersOf(const Color &value)
{
    const auto &[red, green, blue] = value;
    return std::tuple(red, green, blue);
}

auto membersOf(const ClassEntry &value)
{
    const auto &[number, name, color] = value;
    return std::tuple(number, name, color);
}

auto membersOf(const ClassShare &value)
{
    const auto &[entry, pixels, squareMetres] = value;
    return std::tuple(entry, pixels, squareMetres);
}

auto membersOf(const LiveMap &value)
{
    const auto &[grid, reduction, size, legend] = value;
    return std::tuple(grid, reduction, size, legend);
}

auto membersOf(const LivePiece &value)
{
    const auto &[place, codes] = value;
    return std::tuple(place, codes);
}

auto membersOf(const LiveUpdate &value)
{
    const auto &[pieces, classes, nodata] = value;
    return std::tuple(pieces, classes, nodata);
}

auto membersOf(const RunReport &value)
{
    const auto &[job, outcome, problems, outside, messages, request, output, probabilities, bytes, engine, workers,
                 grid, crs, tiling, wall, startup, work, tile, processes, memory, classes, nodata] = value;
    return std::tuple(job, outcome, problems, outside, messages, request, output, probabilities, bytes, engine, workers,
                      grid, crs, tiling, wall, startup, work, tile, processes, memory, classes, nodata);
}

template <typename Type> constexpr bool isValue();

template <typename Type> struct Inside
{
    static constexpr bool isPlain = std::is_arithmetic_v<Type> || std::is_enum_v<Type> ||
                                    std::is_same_v<Type, QString> || std::is_same_v<Type, Json>;
};
template <typename Element> struct Inside<std::vector<Element>>
{
    static constexpr bool isPlain = isValue<Element>();
};
template <typename Element> struct Inside<std::optional<Element>>
{
    static constexpr bool isPlain = isValue<Element>();
};
template <typename Element, std::size_t count> struct Inside<std::array<Element, count>>
{
    static constexpr bool isPlain = isValue<Element>();
};
template <typename... Members> struct Inside<std::tuple<Members...>>
{
    static constexpr bool isPlain = (isValue<Members>() && ...);
};

template <typename Type> constexpr bool isValue()
{
    if constexpr (requires(const Type &value) { membersOf(value); })
        return Inside<decltype(membersOf(std::declval<const Type &>()))>::isPlain;
    else
        return Inside<Type>::isPlain;
}

static_assert(!isValue<int *>() && !isValue<std::vector<const char *>>() && !isValue<std::unique_ptr<int>>());

template <typename> struct ArgumentOf;
template <typename Class, typename Argument> struct ArgumentOf<void (Class::*)(const Argument &)>
{
    using Type = Argument;
};

/// Copied by Qt's queued connections, and nothing of the sender's is left in the copy.
template <auto signal> constexpr bool crossesAsAValue()
{
    using Argument = typename ArgumentOf<decltype(signal)>::Type;
    return QMetaTypeId2<Argument>::Defined && std::is_copy_constructible_v<Argument> && isValue<Argument>();
}

static_assert(crossesAsAValue<&Runner::progressed>());
static_assert(crossesAsAValue<&Runner::messaged>());
static_assert(crossesAsAValue<&Runner::began>());
static_assert(crossesAsAValue<&Runner::painted>());
static_assert(crossesAsAValue<&Runner::finished>());
static_assert(crossesAsAValue<&BackgroundRun::progressed>());
static_assert(crossesAsAValue<&BackgroundRun::messaged>());
static_assert(crossesAsAValue<&BackgroundRun::began>());
static_assert(crossesAsAValue<&BackgroundRun::painted>());
static_assert(crossesAsAValue<&BackgroundRun::finished>());

/// Where a run worked and where it was heard, with what it said.
struct HeardRun
{
    BackgroundRun run;
    std::vector<QThread *> heardIn;
    std::vector<Progress> progress;
    std::vector<LiveMap> maps;
    std::vector<LiveUpdate> updates;
    std::vector<RunReport> reports;

    HeardRun(const RunSpec &spec, const WorkerFactory &workers) : run(spec, Runner::Purpose::Classify, workers)
    {
        QObject::connect(&run, &BackgroundRun::began, &run, [this](const LiveMap &map) {
            heardIn.push_back(QThread::currentThread());
            maps.push_back(map);
        });
        QObject::connect(&run, &BackgroundRun::painted, &run, [this](const LiveUpdate &update) {
            heardIn.push_back(QThread::currentThread());
            updates.push_back(update);
        });
        QObject::connect(&run, &BackgroundRun::progressed, &run, [this](const Progress &now) {
            heardIn.push_back(QThread::currentThread());
            progress.push_back(now);
        });
        QObject::connect(&run, &BackgroundRun::messaged, &run,
                         [this](const Message &) { heardIn.push_back(QThread::currentThread()); });
        QObject::connect(&run, &BackgroundRun::finished, &run, [this](const RunReport &report) {
            heardIn.push_back(QThread::currentThread());
            reports.push_back(report);
        });
    }
};

} // namespace

/// Uses QThread, so it has no part in the thread sanitizer's preset: the system's Qt is not built for it, and every
/// queued signal would be reported. The label "threads" in tests/CMakeLists.txt is for tests without such threads only.
class TestBackgroundRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksElsewhereAndIsHeardHere();
    void cancelIsQuick();
    void cancelAtOnce();
    void cancelAfterTheEndDoesNothing();
    void deletingItWaitsForItsThread();
};

void TestBackgroundRun::worksElsewhereAndIsHeardHere()
{
    TinyRun run;
    std::atomic<QThread *> workedIn = nullptr;
    const WorkerFactory workers = run.workers();
    HeardRun heard(run.spec(), [&] {
        workedIn = QThread::currentThread();
        return workers();
    });
    heard.run.setWatched(true);
    heard.run.start();
    QTRY_COMPARE_WITH_TIMEOUT(heard.reports.size(), std::size_t(1), 60000);
    QVERIFY(heard.reports[0].outcome == Outcome::Finished);
    QCOMPARE(heard.reports[0].classes.size(), std::size_t(2));
    QCOMPARE(heard.maps.size(), std::size_t(1));
    QVERIFY(!heard.updates.empty());
    QVERIFY(workedIn != nullptr && workedIn != QThread::currentThread());
    QVERIFY(heard.progress.size() >= 2);
    QCOMPARE(heard.progress.back().share(), 1.0);
    for (const QThread *thread : heard.heardIn)
        QCOMPARE(thread, QThread::currentThread());
}

void TestBackgroundRun::cancelIsQuick()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    HeardRun heard(run.spec(), run.workers());
    heard.run.start();
    QTRY_VERIFY(heard.progress.size() > 1);
    const Stopwatch watch;
    heard.run.cancel();
    QTRY_COMPARE(heard.reports.size(), std::size_t(1));
    QVERIFY(watch.seconds() < 1);
    QVERIFY(heard.reports[0].outcome == Outcome::Cancelled);
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
}

void TestBackgroundRun::cancelAtOnce()
{
    TinyRun run;
    HeardRun heard(run.spec(), run.workers());
    heard.run.start();
    heard.run.cancel();
    QTRY_COMPARE(heard.reports.size(), std::size_t(1));
    QVERIFY(heard.reports[0].outcome == Outcome::Cancelled);
}

void TestBackgroundRun::cancelAfterTheEndDoesNothing()
{
    TinyRun run;
    HeardRun heard(run.spec(), run.workers());
    heard.run.start();
    QTRY_COMPARE_WITH_TIMEOUT(heard.reports.size(), std::size_t(1), 60000);
    heard.run.cancel();
    QTest::qWait(50);
    QCOMPARE(heard.reports.size(), std::size_t(1));
    QVERIFY(heard.reports[0].outcome == Outcome::Finished);
}

void TestBackgroundRun::deletingItWaitsForItsThread()
{
    TinyRun run;
    run.network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(20)); };
    {
        HeardRun heard(run.spec(), run.workers());
        heard.run.start();
        QTRY_VERIFY(heard.progress.size() > 1);
    }
    // The thread is gone: what it finished can be continued, and its lock is free.
    QVERIFY(!QFileInfo::exists(run.request.outputClassifiedRaster));
    const RunReport report = runToEnd(run);
    QVERIFY(report.outcome == Outcome::Finished);
    QVERIFY(report.tiling.sectionsContinued > 0);
}

QTEST_GUILESS_MAIN(TestBackgroundRun)
#include "tst_background_run.moc"
