#include "tests/layers/panel_world.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace pixelscape;

namespace {

QModelIndex cellOf(const QTableView &table, const QString &className, int column)
{
    for (int row = 0; row < table.model()->rowCount(); ++row)
        if (table.model()->index(row, 1).data().toString() == className)
            return table.model()->index(row, column);
    return {};
}

QStringList names(const QTableView &table)
{
    QStringList shown;
    for (int row = 0; row < table.model()->rowCount(); ++row)
        shown.append(table.model()->index(row, 1).data().toString());
    return shown;
}

void clickHeader(QTableView &table, int column)
{
    QHeaderView &header = *table.horizontalHeader();
    const QPoint place(header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2);
    QTest::mouseClick(header.viewport(), Qt::LeftButton, Qt::NoModifier, place);
}

} // namespace

class TestLegendView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<PanelWorld>(); }
    void cleanup() { m_world.reset(); }
    void aClickHidesAClass();
    void theSpaceKeyHidesAClass();
    void showsAllClassesAgain();
    void sortsByColumn();
    void keepsItsPlaceWhileTheRunGoesOn();
    void figuresComeAFewTimesASecond();
    void theRunEnds();
    void copiesAsATable();
    void savesAsCsv();
    void saysWhyItCannotSave();
    void pixelsStandForMissingAreas();
    void figuresStayReadableInANarrowPanel();
    void theLegendGrowsAndThenScrolls();

private:
    std::unique_ptr<PanelWorld> m_world;
};

void TestLegendView::aClickHidesAClass()
{
    auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    QVERIFY(table);
    const QModelIndex forest = cellOf(*table, u"Forest"_s, 0);
    const QRect cell = table->visualRect(forest);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, {cell.left() + 9, cell.center().y()});
    QCOMPARE(m_world->layers.find(m_world->result)->hiddenClasses, std::set<std::int64_t>{2});
    QCOMPARE(forest.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void TestLegendView::theSpaceKeyHidesAClass()
{
    auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    table->setFocus();
    table->setCurrentIndex(cellOf(*table, u"Built-up"_s, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_world->layers.find(m_world->result)->hiddenClasses, std::set<std::int64_t>{5});
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_world->layers.find(m_world->result)->hiddenClasses, std::set<std::int64_t>());
}

void TestLegendView::showsAllClassesAgain()
{
    m_world->layers.setHiddenClasses(m_world->result, {1, 2});
    const auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    const auto *button = m_world->control<QToolButton>(u"Class table of Result"_s);
    QCOMPARE(cellOf(*table, u"Water"_s, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QMenu *menu = button->menu();
    menu->popup(m_world->panel.mapToGlobal(QPoint(20, 20)));
    for (QAction *action : menu->actions())
        if (action->text() == u"Show all classes"_s)
            QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(action).center());
    QVERIFY(m_world->layers.find(m_world->result)->hiddenClasses.empty());
    QCOMPARE(cellOf(*table, u"Water"_s, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestLegendView::sortsByColumn()
{
    auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    QCOMPARE(names(*table), (QStringList{u"Water"_s, u"Forest"_s, u"Built-up"_s}));
    clickHeader(*table, 1);
    QCOMPARE(names(*table), (QStringList{u"Built-up"_s, u"Forest"_s, u"Water"_s}));
    clickHeader(*table, 3);
    QCOMPARE(names(*table), (QStringList{u"Water"_s, u"Built-up"_s, u"Forest"_s}));
    clickHeader(*table, 3);
    QCOMPARE(names(*table), (QStringList{u"Forest"_s, u"Built-up"_s, u"Water"_s}));
    clickHeader(*table, 4);
    QCOMPARE(names(*table).back(), u"Forest"_s);
}

void TestLegendView::keepsItsPlaceWhileTheRunGoesOn()
{
    MapLayer layer = liveLayer(u"Running"_s);
    layer.legend.clear();
    layer.classes.clear();
    for (int i = 0; i < 30; ++i) {
        layer.legend.push_back({i, u"Class %1"_s.arg(i), {}});
        layer.classes.push_back({layer.legend.back(), 10 * i, std::nullopt});
    }
    const int live = m_world->layers.add(layer);
    auto *table = m_world->control<QTableView>(u"Classes of Running"_s);
    QTRY_VERIFY(table->verticalScrollBar()->maximum() > 0);
    clickHeader(*table, 3);
    table->setCurrentIndex(cellOf(*table, u"Class 20"_s, 0));
    table->verticalScrollBar()->setValue(40);
    const int place = table->verticalScrollBar()->value();
    QCOMPARE(place, 40);
    layer.classes[3].pixels = 5000;
    m_world->layers.setClasses(live, layer.classes, 0);
    QTRY_COMPARE(names(*table).back(), u"Class 3"_s);
    QCOMPARE(table->verticalScrollBar()->value(), place);
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), u"Class 20"_s);
}

void TestLegendView::figuresComeAFewTimesASecond()
{
    const int live = m_world->layers.add(liveLayer(u"Running"_s));
    const auto *table = m_world->control<QTableView>(u"Classes of Running"_s);
    const QSignalSpy changes(table->model(), &QAbstractItemModel::dataChanged);
    std::vector<ClassShare> classes = m_world->layers.find(live)->classes;
    for (int i = 0; i < 50; ++i) {
        classes[0].pixels += 1;
        m_world->layers.setClasses(live, classes, 0);
    }
    // The last of them is not lost: 1,050 pixels.
    QTRY_VERIFY(cellOf(*table, u"Water"_s, 2).data().toString().endsWith(u"050"_s));
    QVERIFY2(changes.size() <= 3, qPrintable(QString::number(changes.size())));
}

void TestLegendView::theRunEnds()
{
    const int live = m_world->layers.add(liveLayer(u"Running"_s));
    const QString pending = u"Not yet classified: 15.0 % of the raster. The shares are of what is finished."_s;
    QTRY_VERIFY(m_world->shows(pending + u"\nNoData: 5.0 % of the raster."_s));
    MapLayer result = resultLayer(u"classes.tif"_s);
    m_world->layers.replaceLive(live, result);
    const auto *table = m_world->control<QTableView>(u"Classes of classes.tif"_s);
    QVERIFY(table);
    QTRY_COMPARE(cellOf(*table, u"Built-up"_s, 3).data().toString(), u"26.3 %"_s);
    QVERIFY(!m_world->shows(pending + u"\nNoData: 5.0 % of the raster."_s));
    QVERIFY(m_world->shows(u"NoData: 5.0 % of the raster."_s));
}

void TestLegendView::copiesAsATable()
{
    auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    clickHeader(*table, 1);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0], u"Class\tName\tPixels\tShare (%)\tArea (m²)"_s);
    QCOMPARE(lines[1], u"5\tBuilt-up\t2500\t26.3158\t250000.00"_s);
    QCOMPARE(lines[4], u"\tNoData\t500\t\t"_s);
}

namespace {

/// Through the menu and the dialog, as a user would.
void saveTo(LayerPanel &panel, const QString &path)
{
    const auto *button = byAccessibleName<QToolButton>(panel, u"Class table of Result"_s);
    for (QAction *action : button->menu()->actions())
        if (action->text() == u"Save as CSV…"_s)
            action->trigger();
    auto *dialog = panel.findChild<QFileDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    auto *edit = dialog->findChild<QLineEdit *>(u"fileNameEdit"_s);
    edit->setText(path);
    QTest::keyClick(edit, Qt::Key_Return);
}

} // namespace

void TestLegendView::savesAsCsv()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"table.csv"_s);
    saveTo(m_world->panel, path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll().mid(3)).split(u"\r\n"_s);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[2], u"2,Forest,6000,63.1579,600000.00"_s);
}

void TestLegendView::saysWhyItCannotSave()
{
    const QTemporaryDir folder;
    const auto *button = m_world->control<QToolButton>(u"Class table of Result"_s);
    for (QAction *action : button->menu()->actions())
        if (action->text() == u"Save as CSV…"_s)
            action->trigger();
    auto *dialog = m_world->panel.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder.path() + u"/missing/table.csv"_s);
    dialog->reject();
    QTRY_VERIFY(m_world->panel.findChild<QMessageBox *>());
    QVERIFY(m_world->panel.findChild<QMessageBox *>()->text().contains(u"/missing/table.csv cannot be written"_s));
}

void TestLegendView::pixelsStandForMissingAreas()
{
    const auto *table = m_world->control<QTableView>(u"Classes of Result"_s);
    QVERIFY(table->isColumnHidden(2));
    QVERIFY(!table->isColumnHidden(4));
    MapLayer layer = resultLayer(u"Plain"_s);
    for (ClassShare &share : layer.classes)
        share.squareMetres.reset();
    m_world->layers.add(layer);
    table = m_world->control<QTableView>(u"Classes of Plain"_s);
    QVERIFY(!table->isColumnHidden(2));
    QVERIFY(table->isColumnHidden(4));
}

void TestLegendView::figuresStayReadableInANarrowPanel()
{
    MapLayer layer = resultLayer(u"A result with a name that is far longer than the panel is wide"_s);
    layer.classes[1].entry.name = u"Broad-leaved forest with a closed canopy"_s;
    layer.classes[1].squareMetres = 123'456'000'000.0;
    m_world->layers.add(layer);
    m_world->panel.resize(240, 700);
    const auto *table = m_world->control<QTableView>(u"Classes of "_s + layer.name);
    QVERIFY(table);
    QTRY_VERIFY(table->viewport()->width() > 100);
    const int room = table->viewport()->width();
    for (const int column : {0, 3, 4}) {
        QVERIFY(table->columnViewportPosition(column) >= 0);
        QVERIFY(table->columnViewportPosition(column) + table->columnWidth(column) <= room);
        const QString text = cellOf(*table, layer.classes[1].entry.name, column).data().toString();
        QVERIFY(table->columnWidth(column) > table->fontMetrics().horizontalAdvance(text));
    }
    const auto *area = m_world->panel.findChild<QScrollArea *>();
    QVERIFY(area->widget()->width() <= area->viewport()->width());
}

void TestLegendView::theLegendGrowsAndThenScrolls()
{
    const auto heightWith = [this](int classes) {
        MapLayer layer = resultLayer(u"%1 classes"_s.arg(classes));
        layer.classes.clear();
        for (int i = 0; i < classes; ++i)
            layer.classes.push_back({{i, u"Class"_s, {}}, 1, 1.0});
        m_world->layers.add(layer);
        const auto *table = m_world->control<QTableView>(u"Classes of "_s + layer.name);
        QTest::qWait(50);
        return std::pair(table->height(), table->verticalScrollBar()->maximum());
    };
    const auto three = heightWith(3);
    const auto twelve = heightWith(12);
    const auto forty = heightWith(40);
    QVERIFY(twelve.first > 2 * three.first);
    QCOMPARE(forty.first, twelve.first);
    QCOMPARE(three.second, 0);
    QCOMPARE(twelve.second, 0);
    QVERIFY(forty.second > 0);
}

QTEST_MAIN(TestLegendView)
#include "tst_legend_view.moc"
