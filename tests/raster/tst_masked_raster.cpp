#include "core/raster/masked_raster.h"
#include "tests/raster/placed_raster.h"
#include "tests/support/caught_sentence.h"
#include "tests/support/memory_raster_source.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Only the upper left two by two pixels of three by three are wanted.
class TestMaskedRaster : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_mask = writeRaster(m_folder.filePath(u"mask.tif"_s), {3, 3, 1, GDT_Byte, {1, 1, 0, 1, 1, 0, 0, 0, 0}});
    }

    void surroundingsKeepTheirValues()
    {
        MaskedRaster raster(std::make_unique<MemoryRasterSource>(QStringList{u"1 2 3 / 4 - 6 / 7 8 9"_s}), m_mask);
        read(raster, {0, 0, 3, 3});
        QCOMPARE(m_pixels, (std::vector<float>{1, 2, 3, 4, 0, 6, 7, 8, 9}));
        QCOMPARE(m_valid, (std::vector<std::uint8_t>{1, 1, 0, 1, 0, 0, 0, 0, 0}));
    }

    void whatIsNotWantedIsNotRead()
    {
        auto damaged = std::make_unique<MemoryRasterSource>(QStringList{u"1 2 3 / 4 5 6 / 7 8 9"_s});
        damaged->damage(2, 2, u"read"_s);
        MaskedRaster raster(std::move(damaged), m_mask);
        const std::vector<int> bands{0};
        QVERIFY(!raster.hasOnlyNodata({0, 2, 3, 1}, bands)); // which reads nothing either
        read(raster, {0, 2, 3, 1});
        QCOMPARE(m_pixels, (std::vector<float>{0, 0, 0}));
        QCOMPARE(m_valid, (std::vector<std::uint8_t>{0, 0, 0}));
        QCOMPARE(caughtSentence([&] { read(raster, {1, 1, 2, 2}); }), u"read"_s);
    }

private:
    void read(MaskedRaster &raster, const PixelRect &window)
    {
        const std::vector<int> bands{0};
        m_pixels.assign(std::size_t(window.area()), -1);
        m_valid.assign(std::size_t(window.area()), 9);
        raster.read(window, bands, m_pixels, m_valid);
    }

    QTemporaryDir m_folder;
    QString m_mask;
    std::vector<float> m_pixels;
    std::vector<std::uint8_t> m_valid;
};

QTEST_GUILESS_MAIN(TestMaskedRaster)
#include "tst_masked_raster.moc"
