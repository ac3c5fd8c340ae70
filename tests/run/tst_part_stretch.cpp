#include "core/run/part_stretch.h"

#include <QTest>

#include <cstring>
#include <string>

using namespace pixelscape;

namespace {

/// Puts pixels of two characters each, row by row, into the last columns.
void write(PartStretch &stretch, int columns, const std::string &pixels)
{
    const PixelRect &window = stretch.window();
    for (int row = 0; row < window.height; ++row)
        std::memcpy(stretch.at(window.right() - columns, window.y + row), &pixels[std::size_t(2 * columns * row)],
                    std::size_t(2 * columns));
}

std::string cut(PartStretch &stretch, int columns)
{
    const std::span<const std::byte> bytes = stretch.cut(columns);
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

} // namespace

class TestPartStretch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sectionsInBlocksOut()
    {
        PartStretch stretch(2);
        stretch.begin({10, 20, 7, 2}, 5);
        QVERIFY((stretch.window() == PixelRect{10, 20, 0, 2}));
        stretch.lengthen(3);
        write(stretch, 3, "aabbccAABBCC");
        QCOMPARE(cut(stretch, 2), std::string("aabbAABB"));
        stretch.lengthen(4);
        QVERIFY((stretch.window() == PixelRect{12, 20, 5, 2}));
        write(stretch, 4, "ddeeffggDDEEFFGG");
        QCOMPARE(cut(stretch, 4), std::string("ccddeeffCCDDEEFF"));
        QCOMPARE(cut(stretch, 1), std::string("ggGG"));
        QVERIFY((stretch.window() == PixelRect{17, 20, 0, 2}));
    }

    void theNextRowsBeginAtTheLeft()
    {
        PartStretch stretch(2);
        stretch.begin({0, 0, 3, 1}, 3);
        stretch.lengthen(3);
        write(stretch, 3, "aabbcc");
        stretch.begin({0, 1, 3, 2}, 3);
        stretch.lengthen(1);
        write(stretch, 1, "ddDD");
        QCOMPARE(cut(stretch, 1), std::string("ddDD"));
    }
};

QTEST_GUILESS_MAIN(TestPartStretch)
#include "tst_part_stretch.moc"
