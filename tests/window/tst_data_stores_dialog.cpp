#include "core/run/saved_data_stores.h"
#include "tests/support/classified_scene.h"
#include "tests/support/driven_window.h"
#include "ui/window/data_stores_dialog.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// The editor of data stores, and that a request finds what it names as soon as one is known.
class TestDataStoresDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongRowsAreRefused_data();
    void wrongRowsAreRefused();
    void typedStoreIsKept();
    void deleteRemovesARow();
    void aRequestFindsItsStore();

private:
    void typeStore(DataStoresDialog &dialog, const QString &name, const QString &place);
};

void TestDataStoresDialog::wrongRowsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no name") << QString() << u"/data"_s << u"Row 2 has no name"_s;
    QTest::newRow("slash") << u"a/b"_s << u"/data"_s << u"a/b is no name"_s;
    QTest::newRow("backslash") << u"a\\b"_s << u"/data"_s << u"a\\b is no name"_s;
    QTest::newRow("twice") << u"here"_s << u"/data"_s << u"here is there twice"_s;
    QTest::newRow("no place") << u"there"_s << QString() << u"Row 2 has no folder"_s;
    QTest::newRow("relative") << u"there"_s << u"data/rasters"_s << u"data/rasters is no whole path"_s;
    QTest::newRow("right") << u"there"_s << u"/data"_s << QString();
    QTest::newRow("bucket") << u"there"_s << u"s3://bucket/scenes"_s << QString();
}

/// As with the keyboard: the name's cell is open for typing, Tab goes on to the place.
void TestDataStoresDialog::typeStore(DataStoresDialog &dialog, const QString &name, const QString &place)
{
    auto *table = byAccessibleName<QTableWidget>(dialog, u"Data stores"_s);
    QTest::mouseClick(byAccessibleName<QPushButton>(dialog, u"Add a data store"_s), Qt::LeftButton);
    const int row = table->rowCount() - 1;
    for (const auto &[column, text] : {std::pair(0, name), std::pair(1, place)}) {
        table->setCurrentCell(row, column);
        table->editItem(table->item(row, column));
        auto *editor = table->findChild<QLineEdit *>();
        QVERIFY(editor);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!table->findChild<QLineEdit *>());
        QCOMPARE(table->item(row, column)->text(), text);
    }
}

void TestDataStoresDialog::wrongRowsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, place);
    QFETCH(QString, sentence);
    DataStoresDialog dialog(DataStores{{u"here"_s, u"/srv/here"_s}});
    dialog.show();
    typeStore(dialog, name, place);
    QCOMPARE(dialog.defects().size(), sentence.isEmpty() ? 0 : 1);
    QVERIFY2(dialog.defects().join(u' ').startsWith(sentence), qPrintable(dialog.defects().join(u' ')));
    QCOMPARE(byAccessibleName<QPushButton>(dialog, u"Keep the data stores"_s)->isEnabled(), sentence.isEmpty());
}

void TestDataStoresDialog::typedStoreIsKept()
{
    DataStoresDialog dialog(DataStores{});
    dialog.show();
    typeStore(dialog, u"rasters"_s, u"/srv/rasters"_s);
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    QTest::mouseClick(byAccessibleName<QPushButton>(dialog, u"Keep the data stores"_s), Qt::LeftButton);
    QCOMPARE(accepted.size(), 1);
    QCOMPARE(dialog.stores(), (DataStores{{u"rasters"_s, u"/srv/rasters"_s}}));
}

void TestDataStoresDialog::deleteRemovesARow()
{
    DataStoresDialog dialog(DataStores{{u"a"_s, u"/srv/a"_s}, {u"b"_s, u"/srv/b"_s}});
    dialog.show();
    auto *table = byAccessibleName<QTableWidget>(dialog, u"Data stores"_s);
    QVERIFY(!byAccessibleName<QPushButton>(dialog, u"Remove the data store"_s)->isEnabled());
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    QCOMPARE(dialog.stores(), (DataStores{{u"b"_s, u"/srv/b"_s}}));
}

void TestDataStoresDialog::aRequestFindsItsStore()
{
    QTemporaryDir folder;
    const QString scene = writeScene(folder.filePath(u"scene.tif"_s), 60, 50, 6);
    DrivenWindow driven;
    driven.drop({scene, demoModel()});
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
    driven.type(u"Output"_s, folder.filePath(u"classes.tif"_s));
    driven.type(u"Input raster"_s, u"/rasterStores/north/scene.tif"_s);
    auto *input = driven.find<QLineEdit>(u"Input raster"_s);
    QTRY_VERIFY2(input->accessibleDescription().contains(u"under Edit > Data stores"_s),
                 qPrintable(input->accessibleDescription()));
    QAction *open = nullptr;
    for (QAction *action : driven.window().actions())
        if (action->text().contains(u"Data stores"_s))
            open = action;
    QVERIFY(open);
    for (const bool isKept : {false, true}) {
        open->trigger();
        auto *dialog = driven.window().findChild<DataStoresDialog *>();
        QVERIFY(dialog);
        typeStore(*dialog, u"north"_s, folder.path());
        const QString button = isKept ? u"Keep the data stores"_s : u"Leave the data stores as they were"_s;
        QTest::mouseClick(byAccessibleName<QPushButton>(*dialog, button), Qt::LeftButton);
        QTRY_VERIFY(!driven.window().findChild<DataStoresDialog *>());
        QCOMPARE(savedDataStores().contains(u"north"_s), isKept);
    }
    QVERIFY2(driven.becomesReady(), qPrintable(driven.whyNot()));
}

QTEST_MAIN(TestDataStoresDialog)
#include "tst_data_stores_dialog.moc"
