#include "core/run/probe_place.h"
#include "tests/support/memory_raster_source.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

constexpr int side = 64;

/// Data in that window only; its other pixels are known to be empty without reading, or are not.
class RasterWithAnIsland : public MemoryRasterSource
{
public:
    RasterWithAnIsland(const PixelRect &island, bool isSparse)
        : MemoryRasterSource({textOf(island)}), m_island(island), m_isSparse(isSparse)
    {
    }

    void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
              std::span<std::uint8_t> valid) override
    {
        ++reads;
        MemoryRasterSource::read(window, bands, pixels, valid);
    }

    bool isEmpty(const PixelRect &window, std::span<const int> /*bands*/) override
    {
        return m_isSparse && m_island.intersected(window).area() == 0;
    }

    int reads = 0;

private:
    static QString textOf(const PixelRect &island)
    {
        QStringList rows;
        for (int y = 0; y < side; ++y) {
            QStringList row;
            for (int x = 0; x < side; ++x)
                row << (island.contains({x, y, 1, 1}) ? u"1"_s : u"-"_s);
            rows << row.join(u' ');
        }
        return rows.join(u" / "_s);
    }

    PixelRect m_island;
    bool m_isSparse;
};

WorkerJob jobOf(const PixelRect &window)
{
    WorkerJob job;
    job.bands = {0};
    job.tile = {4, 4};
    job.window = window;
    return job;
}

} // namespace

class TestProbePlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void middleIsFirst();
    void dataIsFound_data();
    void dataIsFound();
    void nothingIsTheMiddle();
};

void TestProbePlace::middleIsFirst()
{
    RasterWithAnIsland source({0, 0, side, side}, false);
    QVERIFY(findProbePlace(jobOf({0, 0, side, side}), source) == (PixelRect{30, 30, 4, 4}));
    QVERIFY(findProbePlace(jobOf({10, 20, 21, 9}), source) == (PixelRect{18, 22, 4, 4}));
    QCOMPARE(source.reads, 2);
}

void TestProbePlace::dataIsFound_data()
{
    QTest::addColumn<PixelRect>("island");
    QTest::addColumn<bool>("isSparse");
    QTest::newRow("a quarter") << PixelRect{32, 0, 32, 32} << false;
    QTest::newRow("a corner") << PixelRect{0, 56, 8, 8} << false;
    QTest::newRow("a sparse quarter") << PixelRect{0, 32, 32, 32} << true;
    QTest::newRow("a sparse tile") << PixelRect{49, 9, 6, 6} << true;
}

void TestProbePlace::dataIsFound()
{
    QFETCH(PixelRect, island);
    QFETCH(bool, isSparse);
    RasterWithAnIsland source(island, isSparse);
    const PixelRect place = findProbePlace(jobOf({0, 0, side, side}), source);
    QVERIFY2(place.intersected(island).area() >= 8, qPrintable(u"at %1, %2"_s.arg(place.x).arg(place.y)));
    QVERIFY(source.reads <= 85);
    QVERIFY(!isSparse || source.reads <= 16);
}

void TestProbePlace::nothingIsTheMiddle()
{
    RasterWithAnIsland source({}, true);
    QVERIFY(findProbePlace(jobOf({0, 0, side, side}), source) == (PixelRect{30, 30, 4, 4}));
    QCOMPARE(source.reads, 0);
}

QTEST_APPLESS_MAIN(TestProbePlace)
#include "tst_probe_place.moc"
