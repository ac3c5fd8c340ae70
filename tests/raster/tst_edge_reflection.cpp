#include "core/raster/edge_reflection.h"

#include <QTest>

#include <numeric>

using namespace pixelscape;

Q_DECLARE_METATYPE(std::vector<int>)
Q_DECLARE_METATYPE(pixelscape::PixelRect)
Q_DECLARE_METATYPE(pixelscape::Size)

namespace {

/// Band b of pixel i holds 100 b + i + 1, counted along the rows; some pixels are without data. Remembers what it was
/// asked for.
class CountingSource : public RasterSource
{
public:
    explicit CountingSource(Size size, std::vector<int> invalid = {}) : m_invalid(std::move(invalid))
    {
        m_info.size = size;
        m_info.bands.resize(3);
    }

    const RasterInfo &info() const override { return m_info; }
    const std::vector<PixelRect> &reads() const { return m_reads; }

    void read(const PixelRect &window, std::span<const int> bands, std::span<float> pixels,
              std::span<std::uint8_t> valid) override
    {
        m_reads.push_back(window);
        std::size_t at = 0;
        for (std::size_t b = 0; b < bands.size(); ++b) {
            std::size_t place = 0;
            for (int y = window.y; y < window.bottom(); ++y) {
                for (int x = window.x; x < window.right(); ++x, ++at, ++place) {
                    const int pixel = y * m_info.size.width + x;
                    valid[place] = std::ranges::find(m_invalid, pixel) == m_invalid.end();
                    pixels[at] = valid[place] ? float(100 * bands[b] + pixel + 1) : 0.0F;
                }
            }
        }
    }

private:
    RasterInfo m_info;
    std::vector<int> m_invalid;
    std::vector<PixelRect> m_reads;
};

struct Shown
{
    std::vector<int> pixels;
    std::vector<int> valid;
};

Shown show(RasterSource &source, const PixelRect &window, const std::vector<int> &bands, EdgeRule rule)
{
    const auto area = std::size_t(window.area());
    std::vector<float> pixels(area * bands.size(), -1.0F);
    std::vector<std::uint8_t> valid(area, 77);
    readWithEdges(source, window, bands, rule, pixels, valid);
    return {{pixels.begin(), pixels.end()}, {valid.begin(), valid.end()}};
}

} // namespace

/// The expected mirror images are numpy's. With a = numpy.arange(1, 13).reshape(3, 4) they are
/// numpy.pad(a, ((rows above, rows below), (columns left, columns right)), mode="reflect").
class TestEdgeReflection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reflectsIndices()
    {
        // numpy.pad(numpy.arange(5), 23, mode="reflect")
        const std::vector<int> five{1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2,
                                    3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3, 4, 3, 2, 1, 0, 1, 2, 3};
        for (std::size_t i = 0; i < five.size(); ++i)
            QCOMPARE(reflectedIndex(int(i) - 23, 5), five[i]);
        // numpy.pad(numpy.arange(2), 5, mode="reflect")
        const std::vector<int> two{1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
        for (std::size_t i = 0; i < two.size(); ++i)
            QCOMPARE(reflectedIndex(int(i) - 5, 2), two[i]);
        for (const int index : {-1000000, -1, 0, 1, 1000000})
            QCOMPARE(reflectedIndex(index, 1), 0);
        // 2^31 - 1 is 1 beyond a multiple of the period 6, and -2^31 is 2 short of one.
        QCOMPARE(reflectedIndex(std::numeric_limits<int>::max(), 4), 1);
        QCOMPARE(reflectedIndex(std::numeric_limits<int>::min(), 4), 2);
    }

    void mirrors_data()
    {
        QTest::addColumn<Size>("raster");
        QTest::addColumn<PixelRect>("window");
        QTest::addColumn<std::vector<int>>("expected");
        // ((2, 2), (3, 3)): as far as numpy goes without mirroring twice.
        QTest::newRow("once") << Size{4, 3} << PixelRect{-3, -2, 10, 7}
                              << std::vector<int>{12, 11, 10, 9, 10, 11, 12, 11, 10, 9,  8,  7,  6,  5, 6, 7, 8, 7,
                                                  6,  5,  4,  3, 2,  1,  2,  3,  4,  3,  2,  1,  8,  7, 6, 5, 6, 7,
                                                  8,  7,  6,  5, 12, 11, 10, 9,  10, 11, 12, 11, 10, 9, 8, 7, 6, 5,
                                                  6,  7,  8,  7, 6,  5,  4,  3,  2,  1,  2,  3,  4,  3, 2, 1};
        // The lower right 3x5 corner of ((6, 5), (8, 7)).
        QTest::newRow("again and again") << Size{4, 3} << PixelRect{6, 5, 5, 3}
                                         << std::vector<int>{5, 6, 7, 8, 7, 9, 10, 11, 12, 11, 5, 6, 7, 8, 7};
        // Padded by 200 on all sides, rows 351..353, columns 97..101.
        QTest::newRow("far outside on the left and below")
            << Size{4, 3} << PixelRect{-103, 151, 5, 3}
            << std::vector<int>{6, 5, 6, 7, 8, 2, 1, 2, 3, 4, 6, 5, 6, 7, 8};
        // Padded by 200 on all sides, rows 301..302, columns 257..260.
        QTest::newRow("far outside on the right and below")
            << Size{4, 3} << PixelRect{57, 101, 4, 2} << std::vector<int>{8, 7, 6, 5, 12, 11, 10, 9};
        // numpy.pad(numpy.arange(1, 5).reshape(1, 4), ((1, 1), (5, 5)), mode="reflect")
        QTest::newRow("one row") << Size{4, 1} << PixelRect{-5, -1, 14, 3}
                                 << std::vector<int>{2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 2, 3, 4, 3, 2, 1, 2,
                                                     3, 4, 3, 2, 1, 2, 3, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3};
        // numpy.pad(numpy.arange(1, 4).reshape(3, 1), ((3, 4), (1, 1)), mode="reflect")
        QTest::newRow("one column") << Size{1, 3} << PixelRect{-1, -3, 3, 10}
                                    << std::vector<int>{2, 2, 2, 3, 3, 3, 2, 2, 2, 1, 1, 1, 2, 2, 2,
                                                        3, 3, 3, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3};
        QTest::newRow("one pixel") << Size{1, 1} << PixelRect{-2, -1, 4, 3} << std::vector<int>(12, 1);
    }

    void mirrors()
    {
        QFETCH(Size, raster);
        QFETCH(PixelRect, window);
        QFETCH(std::vector<int>, expected);
        CountingSource source(raster);
        const Shown shown = show(source, window, {0}, EdgeRule::Reflect);
        QCOMPARE(shown.pixels, expected);
        QCOMPARE(shown.valid, std::vector<int>(expected.size(), 1));
        for (const PixelRect &read : source.reads())
            QVERIFY((PixelRect{0, 0, raster.width, raster.height}.contains(read)));
    }

    void mirrorsValidityWithItsPixels()
    {
        // numpy.pad([[1, 1, 0, 1], [1, 0, 1, 1], [1, 1, 1, 0]], ((2, 2), (3, 3)), mode="reflect")
        const std::vector<int> expected{0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1,
                                        1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1,
                                        1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1};
        CountingSource source({4, 3}, {2, 5, 11});
        QCOMPARE(show(source, {-3, -2, 10, 7}, {1}, EdgeRule::Reflect).valid, expected);
    }

    void keepsBandsApartInTheirOrder()
    {
        CountingSource source({4, 3});
        const std::vector<int> expected{202, 201, 202, 206, 205, 206, 2, 1, 2, 6, 5, 6};
        QCOMPARE(show(source, {-1, 0, 3, 2}, {2, 0}, EdgeRule::Reflect).pixels, expected);
    }

    void readsNoMoreThanItShows()
    {
        CountingSource source({40, 30});
        show(source, {-2, 10, 5, 4}, {0}, EdgeRule::Reflect);
        // Columns -2 and -1 are the images of 2 and 1.
        QCOMPARE(source.reads(), (std::vector<PixelRect>{{0, 10, 3, 4}}));
    }

    void insideNothingIsMirrored()
    {
        CountingSource source({4, 3}, {5});
        const Shown shown = show(source, {1, 1, 2, 2}, {0}, EdgeRule::Reflect);
        QCOMPARE(shown.pixels, (std::vector<int>{0, 7, 10, 11}));
        QCOMPARE(shown.valid, (std::vector<int>{0, 1, 1, 1}));
    }

    void zeroRule()
    {
        CountingSource source({4, 3}, {3});
        const Shown shown = show(source, {2, -1, 4, 3}, {0, 1}, EdgeRule::Zero);
        QCOMPARE(shown.pixels,
                 (std::vector<int>{0, 0, 0, 0, 3, 0, 0, 0, 7, 8, 0, 0, 0, 0, 0, 0, 103, 0, 0, 0, 107, 108, 0, 0}));
        QCOMPARE(shown.valid, (std::vector<int>{0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0}));
    }

    void zeroRuleFarOutsideReadsNothing_data()
    {
        QTest::addColumn<PixelRect>("window");
        QTest::newRow("left") << PixelRect{-300, 0, 3, 2};
        QTest::newRow("right, touching") << PixelRect{4, 0, 3, 2};
        QTest::newRow("below") << PixelRect{0, 3000, 3, 2};
        QTest::newRow("above, touching") << PixelRect{0, -2, 3, 2};
    }

    void zeroRuleFarOutsideReadsNothing()
    {
        QFETCH(PixelRect, window);
        CountingSource source({4, 3});
        const Shown shown = show(source, window, {0}, EdgeRule::Zero);
        QCOMPARE(shown.pixels, std::vector<int>(6, 0));
        QCOMPARE(shown.valid, std::vector<int>(6, 0));
        QVERIFY(source.reads().empty());
    }
};

QTEST_GUILESS_MAIN(TestEdgeReflection)
#include "tst_edge_reflection.moc"
