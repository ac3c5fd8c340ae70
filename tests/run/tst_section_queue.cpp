#include "core/run/section_queue.h"

#include <QTest>

using namespace pixelscape;

namespace {

using Ids = std::vector<int>;

/// Sections of one tile of 10 x 10, without a halo.
TilePlan planOf(int columns, int rows)
{
    return {{0, 0, 10 * columns, 10 * rows}, {{10, 10}, 0, 0, 1, 1}};
}

Ids allOf(const TilePlan &plan)
{
    Ids ids;
    for (int id = 0; id < plan.sectionCount(); ++id)
        ids.push_back(id);
    return ids;
}

Ids taken(SectionQueue &queue, const Ids &workers)
{
    Ids ids;
    for (const int worker : workers)
        ids.push_back(queue.take(worker));
    return ids;
}

} // namespace

class TestSectionQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// 0 1 2 / 3 4 5 / 6 7 8: each goes along a row, and the last one is for both.
    void workersStayOnTheirRows()
    {
        const TilePlan plan = planOf(3, 3);
        SectionQueue queue(plan, allOf(plan), 1);
        QCOMPARE(taken(queue, {7, 9, 7, 9, 7, 7, 9, 9, 7}), (Ids{0, 3, 1, 4, 2, 6, 5, 7, 8}));
        QVERIFY(queue.isEmpty());
    }

    /// 0 1 2 / 3 4 5 belong together: down each column.
    void rowsThatBelongTogether()
    {
        const TilePlan plan = planOf(3, 4);
        SectionQueue queue(plan, allOf(plan), 2);
        QCOMPARE(taken(queue, {1, 2, 1, 1, 2, 1}), (Ids{0, 6, 3, 1, 9, 4}));
    }

    void helpsWhereMostIsLeft()
    {
        const TilePlan plan = planOf(4, 2);
        SectionQueue queue(plan, {0, 4, 5, 6, 7}, 1);
        QCOMPARE(taken(queue, {1, 2, 1}), (Ids{0, 4, 5}));
    }

    void whatIsGivenBackComesFirst()
    {
        const TilePlan plan = planOf(2, 2);
        SectionQueue queue(plan, allOf(plan), 1);
        QCOMPARE(taken(queue, {1, 1}), (Ids{0, 1}));
        queue.giveBack({0, 1});
        queue.leave(1);
        QVERIFY(!queue.isEmpty());
        QCOMPARE(taken(queue, {2, 2, 2, 2}), (Ids{0, 1, 2, 3}));
    }

    void rowsOfOneThatLeftAreTakenOver()
    {
        const TilePlan plan = planOf(3, 3);
        SectionQueue queue(plan, allOf(plan), 1);
        QCOMPARE(taken(queue, {1, 2}), (Ids{0, 3}));
        queue.leave(1);
        QCOMPARE(taken(queue, {3, 2}), (Ids{1, 4}));
    }

    void rowsThatShareBlocks_data()
    {
        QTest::addColumn<int>("blockHeight");
        QTest::addColumn<int>("rows");
        // Tiles of 512 that keep 448: one row of them sees 512 rows of pixels.
        QTest::newRow("single rows") << 1 << 1;
        QTest::newRow("smaller than what is kept") << 256 << 1;
        // Two rows keep 896 and see up to 512 above or below: less than twice as many.
        QTest::newRow("tiles of 512") << 512 << 2;
        QTest::newRow("tiles of 2048") << 2048 << 5; // 2240 of at most 4352
        QTest::newRow("one block") << 100000 << 16;  // the result cannot wait for all of it
    }

    void rowsThatShareBlocks()
    {
        QFETCH(int, blockHeight);
        QFETCH(int, rows);
        const TilePlan plan({0, 0, 20000, 20000}, {{512, 512}, 32, 0, 16, 1});
        QCOMPARE(rowsSharingBlocks(plan, blockHeight), rows);
    }
};

QTEST_GUILESS_MAIN(TestSectionQueue)
#include "tst_section_queue.moc"
