#include "core/base/error.h"
#include "core/raster/result_format.h"

#include <QtTest>

#include <numeric>

using namespace pixelscape;

namespace {

using Values = std::vector<std::int64_t>;

Values upTo(std::int64_t last)
{
    Values values(std::size_t(last) + 1);
    std::iota(values.begin(), values.end(), 0);
    return values;
}

Values allBut(std::int64_t last, std::int64_t missing)
{
    Values values = upTo(last);
    values.erase(values.begin() + missing);
    return values;
}

ClassLegend legendOf(const Values &values)
{
    ClassLegend legend;
    for (const std::int64_t value : values)
        legend.push_back({value, QString::number(value), {}});
    return legend;
}

} // namespace

class TestResultFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallestTypeThatHoldsThemAndNodata_data();
    void smallestTypeThatHoldsThemAndNodata();
    void valuesWiderThan32BitsAreRefused_data();
    void valuesWiderThan32BitsAreRefused();
};

void TestResultFormat::smallestTypeThatHoldsThemAndNodata_data()
{
    QTest::addColumn<Values>("values");
    QTest::addColumn<ResultType>("type");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<std::int64_t>("nodata");
    const auto row = [](const char *name, const Values &values, ResultType type, int bytes, std::int64_t nodata) {
        QTest::newRow(name) << values << type << bytes << nodata;
    };
    row("no class", {}, ResultType::Byte, 1, 255);
    row("the usual", {0, 1, 2}, ResultType::Byte, 1, 255);
    row("255 is a class", {1, 255}, ResultType::Byte, 1, 254);
    row("255 and 254 are classes", {255, 3, 254}, ResultType::Byte, 1, 253);
    row("only 0 is free", allBut(255, 0), ResultType::Byte, 1, 0);
    row("no byte is free", upTo(255), ResultType::UInt16, 2, 65535);
    row("256", {256}, ResultType::UInt16, 2, 255);
    row("255 and 65535", {255, 65535}, ResultType::UInt16, 2, 65534);
    row("no 16 bits are free", upTo(65535), ResultType::UInt32, 4, 4294967295);
    row("negative", {-1, 7}, ResultType::Int16, 2, 255);
    row("negative with 255", {-1, 255}, ResultType::Int16, 2, 32767);
    row("lowest of 16 bits", {-32768}, ResultType::Int16, 2, 255);
    row("negative and large", {-1, 32768}, ResultType::Int32, 4, 255);
    row("negative and large with 255", {-1, 255, 40000}, ResultType::Int32, 4, 2147483647);
    row("65536", {65536}, ResultType::UInt32, 4, 255);
    row("highest of 32 bits", {255, 4294967295}, ResultType::UInt32, 4, 4294967294);
    row("lowest of 32 bits", {-2147483648}, ResultType::Int32, 4, 255);
}

void TestResultFormat::smallestTypeThatHoldsThemAndNodata()
{
    QFETCH(Values, values);
    QFETCH(ResultType, type);
    QFETCH(int, bytes);
    QFETCH(std::int64_t, nodata);
    const ResultFormat format = chooseResultFormat(legendOf(values));
    QCOMPARE(int(format.type), int(type));
    QCOMPARE(format.bytesPerPixel(), bytes);
    QCOMPARE(format.nodata, nodata);
}

void TestResultFormat::valuesWiderThan32BitsAreRefused_data()
{
    QTest::addColumn<Values>("values");
    QTest::newRow("too high") << Values{4294967296};
    QTest::newRow("too low") << Values{-2147483649};
    QTest::newRow("too far apart") << Values{-1, 2147483648};
}

void TestResultFormat::valuesWiderThan32BitsAreRefused()
{
    QFETCH(Values, values);
    try {
        chooseResultFormat(legendOf(values));
        QFAIL("no error");
    } catch (const Error &error) {
        QVERIFY(error.sentence().contains(QString::number(values.back())));
    }
}

QTEST_GUILESS_MAIN(TestResultFormat)
#include "tst_result_format.moc"
