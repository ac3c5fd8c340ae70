#include "core/inference/prepare.h"
#include "core/inference/tile_batch.h"

#include <QTest>

using namespace pixelscape;

namespace {

using Numbers = std::vector<float>;

Numbers prepared(const Numbers &pixels, const std::vector<ChannelScaling> &scaling, TensorLayout layout)
{
    Numbers tensor(pixels.size(), -99.0F);
    prepareTile(pixels, scaling, layout, tensor);
    return tensor;
}

const ChannelScaling asItIs;
/// 10..30 to 0..1, then a mean of one half and a deviation of one quarter.
const ChannelScaling scaled{10, 30, 0.5, 0.25};
const ChannelScaling tenThousandth{0, 10000, 0, 1};

} // namespace

class TestPrepare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void channelsFirst()
    {
        QCOMPARE(prepared({1, 2, 3, 4, 5, 6, 10, 30, 20, 40, 0, 25}, {asItIs, scaled}, TensorLayout::ChannelsFirst),
                 (Numbers{1, 2, 3, 4, 5, 6, -2, 2, 0, 4, -4, 1}));
    }

    void channelsLast()
    {
        QCOMPARE(prepared({1, 2, 3, 4, 5, 6, 10, 30, 20, 40, 0, 25}, {asItIs, scaled}, TensorLayout::ChannelsLast),
                 (Numbers{1, -2, 2, 2, 3, 0, 4, 4, 5, -4, 6, 1}));
    }

    void everyChannelHasItsOwnScaling()
    {
        const std::vector<ChannelScaling> three{tenThousandth, asItIs, scaled};
        QCOMPARE(prepared({2500, 0, -7.5F, 65535, 15, 30}, three, TensorLayout::ChannelsFirst),
                 (Numbers{0.25F, 0, -7.5F, 65535, -1, 2}));
        QCOMPARE(prepared({2500, 0, -7.5F, 65535, 15, 30}, three, TensorLayout::ChannelsLast),
                 (Numbers{0.25F, -7.5F, -1, 0, 65535, 2}));
    }

    void inItsPlace()
    {
        Numbers pixels{1, 2, 3, 10, 30, 20};
        prepareTile(pixels, std::vector{asItIs, scaled}, TensorLayout::ChannelsFirst, pixels);
        QCOMPARE(pixels, (Numbers{1, 2, 3, -2, 2, 0}));
    }

    void scalesInDoublePrecision()
    {
        // 16777217 has no float, and 16777216 / 16777217 is the float next below 1.
        const ChannelScaling fine{0, 16777217, 0, 1};
        QCOMPARE(prepared({16777216}, {fine}, TensorLayout::ChannelsFirst), Numbers{1.0F - 0x1p-24F});
    }

    void everyByte()
    {
        Numbers bytes;
        Numbers shares;
        for (int value = 0; value < 256; ++value) {
            bytes.push_back(float(value));
            shares.push_back(float(value / 255.0));
        }
        const ChannelScaling byte{0, 255, 0, 1};
        QCOMPARE(prepared(bytes, {byte}, TensorLayout::ChannelsFirst), shares);
        QCOMPARE(prepared(bytes, {byte}, TensorLayout::ChannelsLast), shares);
    }

    void shapeOfTheTensor()
    {
        QCOMPARE(TileBatch({320, 256}, 6, TensorLayout::ChannelsFirst, 2).tensorShape(),
                 (std::vector<int>{2, 6, 256, 320}));
        QCOMPARE(TileBatch({320, 256}, 6, TensorLayout::ChannelsLast, 1).tensorShape(),
                 (std::vector<int>{1, 256, 320, 6}));
    }
};

QTEST_GUILESS_MAIN(TestPrepare)
#include "tst_prepare.moc"
