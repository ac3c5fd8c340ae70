#include "tests/layers/made_layers.h"
#include "tests/support/widgets.h"
#include "ui/layers/layer_panel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWheelEvent>

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

bool hasLabel(const QWidget &widget, const QString &text)
{
    const QList<QLabel *> labels = widget.findChildren<QLabel *>();
    return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

bool isControl(const QWidget *widget)
{
    if (qobject_cast<const QScrollBar *>(widget))
        return false;
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           qobject_cast<const QAbstractSlider *>(widget) || qobject_cast<const QAbstractItemView *>(widget) ||
           qobject_cast<const QLineEdit *>(widget);
}

} // namespace

class TestLayerPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsTheTopmostFirst();
    void saysWhatWillBeHere();
    void theSwitchHidesALayer();
    void theSliderAnswersTheKeys();
    void theWheelScrollsThePanel();
    void followsTheStack();
    void onlyAResultCanBeRemoved();
    void notWhileARunPaintsIt();
    void bandsOfAScene();
    void oneBandInGrey();
    void aSceneOfOneBandHasNoChoice();
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
    void everyControlHasANameOfItsOwn();

private:
    template <typename Control> Control *control(const QString &name) const
    {
        return byAccessibleName<Control>(*m_panel, name);
    }
    void show();

    std::unique_ptr<LayerStack> m_layers;
    std::unique_ptr<LayerPanel> m_panel;
    int m_scene = 0;
    int m_result = 0;
};

void TestLayerPanel::init()
{
    m_layers = std::make_unique<LayerStack>();
    m_scene = m_layers->add(sceneLayer(u"scene"_s, {u"blue"_s, u"green"_s, u"red"_s, {}}, {2, 1, 0}));
    m_panel = std::make_unique<LayerPanel>(*m_layers);
    m_result = m_layers->add(resultLayer(u"Result"_s));
    show();
}

void TestLayerPanel::show()
{
    m_panel->resize(250, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestLayerPanel::cleanup()
{
    m_panel.reset();
    m_layers.reset();
}

void TestLayerPanel::listsTheTopmostFirst()
{
    const auto y = [this](const QString &name) {
        const auto *box = control<QCheckBox>(name);
        return box ? box->mapTo(m_panel.get(), QPoint()).y() : -1;
    };
    QVERIFY(y(u"Show Result"_s) >= 0);
    QVERIFY(y(u"Show Result"_s) < y(u"Show scene"_s));
    m_layers->add(resultLayer(u"Second"_s));
    QTRY_VERIFY(y(u"Show Second"_s) >= 0 && y(u"Show Second"_s) < y(u"Show Result"_s));
}

void TestLayerPanel::saysWhatWillBeHere()
{
    const QString hint = u"What is on the map is listed here: the raster, and each result with its classes."_s;
    QVERIFY(!hasLabel(*m_panel, hint));
    m_layers->remove(m_result);
    m_layers->remove(m_scene);
    QVERIFY(hasLabel(*m_panel, hint));
}

void TestLayerPanel::theSwitchHidesALayer()
{
    auto *box = control<QCheckBox>(u"Show scene"_s);
    QVERIFY(box);
    QCOMPARE(box->toolTip(), u"/data/scene.tif"_s);
    QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
    QVERIFY(!m_layers->find(m_scene)->isVisible);
    QVERIFY(m_layers->find(m_result)->isVisible);
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(m_layers->find(m_scene)->isVisible);
}

void TestLayerPanel::theSliderAnswersTheKeys()
{
    auto *slider = control<QSlider>(u"Opacity of Result"_s);
    QVERIFY(slider);
    QTest::keyClick(slider, Qt::Key_PageDown);
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(m_layers->find(m_result)->opacity, 0.89);
    QCOMPARE(m_layers->find(m_scene)->opacity, 1.0);
    QVERIFY(hasLabel(*m_panel, u"89 %"_s));
}

void TestLayerPanel::theWheelScrollsThePanel()
{
    auto *slider = control<QSlider>(u"Opacity of Result"_s);
    auto *red = control<QComboBox>(u"Band shown as red of scene"_s);
    for (QWidget *widget : std::initializer_list<QWidget *>{slider, red}) {
        m_panel->setFocus();
        widget->clearFocus();
        QWheelEvent wheel(widget->rect().center(), widget->mapToGlobal(widget->rect().center()), {}, {0, -120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &wheel);
    }
    QCOMPARE(m_layers->find(m_result)->opacity, 1.0);
    QCOMPARE(m_layers->find(m_scene)->bands, (std::vector<int>{2, 1, 0}));
}

void TestLayerPanel::followsTheStack()
{
    m_layers->setVisible(m_result, false);
    m_layers->setOpacity(m_result, 0.4);
    m_layers->setBands(m_scene, {0, 0, 3});
    QVERIFY(!control<QCheckBox>(u"Show Result"_s)->isChecked());
    QCOMPARE(control<QSlider>(u"Opacity of Result"_s)->value(), 40);
    QCOMPARE(control<QComboBox>(u"Band shown as blue of scene"_s)->currentText(), u"Band 4"_s);
    // Showing it is no wish of the user's.
    QCOMPARE(m_layers->find(m_result)->opacity, 0.4);
}

void TestLayerPanel::onlyAResultCanBeRemoved()
{
    QVERIFY(!control<QToolButton>(u"Remove layer scene"_s)->isVisible());
    auto *remove = control<QToolButton>(u"Remove layer Result"_s);
    QVERIFY(remove && remove->isVisible());
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY(!m_layers->find(m_result));
    QVERIFY(!control<QCheckBox>(u"Show Result"_s));
    QVERIFY(control<QCheckBox>(u"Show scene"_s));
}

void TestLayerPanel::notWhileARunPaintsIt()
{
    const int live = m_layers->add(liveLayer(u"Running"_s));
    auto *remove = control<QToolButton>(u"Remove layer Running"_s);
    QVERIFY(!remove->isEnabled());
    QTest::mouseClick(remove, Qt::LeftButton);
    QTest::qWait(20);
    QVERIFY(m_layers->find(live));
    m_layers->replaceLive(live, resultLayer(u"Running"_s));
    QVERIFY(remove->isEnabled());
}

void TestLayerPanel::bandsOfAScene()
{
    auto *red = control<QComboBox>(u"Band shown as red of scene"_s);
    QVERIFY(red);
    QCOMPARE(red->count(), 4);
    QCOMPARE(red->currentText(), u"3: red"_s);
    QCOMPARE(red->itemText(3), u"Band 4"_s);
    red->setFocus();
    QTest::keyClick(red, Qt::Key_Down);
    QCOMPARE(m_layers->find(m_scene)->bands, (std::vector<int>{3, 1, 0}));
    QVERIFY(hasLabel(*m_panel, u"Stretch 2–98 %"_s));
}

void TestLayerPanel::oneBandInGrey()
{
    auto *mode = control<QComboBox>(u"Bands shown of scene"_s);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_Down);
    QCOMPARE(m_layers->find(m_scene)->bands, std::vector<int>{2});
    auto *grey = control<QComboBox>(u"Band shown as grey of scene"_s);
    QVERIFY(grey->isVisible());
    QVERIFY(!control<QComboBox>(u"Band shown as red of scene"_s)->isVisible());
    grey->setFocus();
    QTest::keyClick(grey, Qt::Key_Home);
    QCOMPARE(m_layers->find(m_scene)->bands, std::vector<int>{0});
    // The colours that were chosen before are still there.
    QTest::keyClick(mode, Qt::Key_Up);
    QCOMPARE(m_layers->find(m_scene)->bands, (std::vector<int>{2, 1, 0}));
    QVERIFY(!grey->isVisible());
}

void TestLayerPanel::aSceneOfOneBandHasNoChoice()
{
    m_layers->add(sceneLayer(u"panchromatic"_s, {u"pan"_s}, {0}));
    QVERIFY(!control<QComboBox>(u"Bands shown of panchromatic"_s)->isVisible());
    QCOMPARE(control<QComboBox>(u"Band shown as grey of panchromatic"_s)->currentText(), u"1: pan"_s);
}

void TestLayerPanel::aClickHidesAClass()
{
    auto *table = control<QTableView>(u"Classes of Result"_s);
    QVERIFY(table);
    const QModelIndex forest = cellOf(*table, u"Forest"_s, 0);
    const QRect cell = table->visualRect(forest);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::NoModifier, {cell.left() + 9, cell.center().y()});
    QCOMPARE(m_layers->find(m_result)->hiddenClasses, std::set<std::int64_t>{2});
    QCOMPARE(forest.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
}

void TestLayerPanel::theSpaceKeyHidesAClass()
{
    auto *table = control<QTableView>(u"Classes of Result"_s);
    table->setFocus();
    table->setCurrentIndex(cellOf(*table, u"Built-up"_s, 0));
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_layers->find(m_result)->hiddenClasses, std::set<std::int64_t>{5});
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(m_layers->find(m_result)->hiddenClasses, std::set<std::int64_t>());
}

void TestLayerPanel::showsAllClassesAgain()
{
    m_layers->setHiddenClasses(m_result, {1, 2});
    const auto *table = control<QTableView>(u"Classes of Result"_s);
    const auto *button = control<QToolButton>(u"Class table of Result"_s);
    QCOMPARE(cellOf(*table, u"Water"_s, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QMenu *menu = button->menu();
    menu->popup(m_panel->mapToGlobal(QPoint(20, 20)));
    for (QAction *action : menu->actions())
        if (action->text() == u"Show all classes"_s)
            QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(action).center());
    QVERIFY(m_layers->find(m_result)->hiddenClasses.empty());
    QCOMPARE(cellOf(*table, u"Water"_s, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void TestLayerPanel::sortsByColumn()
{
    auto *table = control<QTableView>(u"Classes of Result"_s);
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

void TestLayerPanel::keepsItsPlaceWhileTheRunGoesOn()
{
    MapLayer layer = liveLayer(u"Running"_s);
    layer.legend.clear();
    layer.classes.clear();
    for (int i = 0; i < 30; ++i) {
        layer.legend.push_back({i, u"Class %1"_s.arg(i), {}});
        layer.classes.push_back({layer.legend.back(), 10 * i, std::nullopt});
    }
    const int live = m_layers->add(layer);
    auto *table = control<QTableView>(u"Classes of Running"_s);
    QTRY_VERIFY(table->verticalScrollBar()->maximum() > 0);
    clickHeader(*table, 3);
    table->setCurrentIndex(cellOf(*table, u"Class 20"_s, 0));
    table->verticalScrollBar()->setValue(40);
    const int place = table->verticalScrollBar()->value();
    QCOMPARE(place, 40);
    layer.classes[3].pixels = 5000;
    m_layers->setClasses(live, layer.classes, 0);
    QTRY_COMPARE(names(*table).back(), u"Class 3"_s);
    QCOMPARE(table->verticalScrollBar()->value(), place);
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), u"Class 20"_s);
}

void TestLayerPanel::figuresComeAFewTimesASecond()
{
    const int live = m_layers->add(liveLayer(u"Running"_s));
    const auto *table = control<QTableView>(u"Classes of Running"_s);
    const QSignalSpy changes(table->model(), &QAbstractItemModel::dataChanged);
    std::vector<ClassShare> classes = m_layers->find(live)->classes;
    for (int i = 0; i < 50; ++i) {
        classes[0].pixels += 1;
        m_layers->setClasses(live, classes, 0);
    }
    // The last of them is not lost: 1,050 pixels.
    QTRY_VERIFY(cellOf(*table, u"Water"_s, 2).data().toString().endsWith(u"050"_s));
    QVERIFY2(changes.size() <= 3, qPrintable(QString::number(changes.size())));
}

void TestLayerPanel::theRunEnds()
{
    const int live = m_layers->add(liveLayer(u"Running"_s));
    const QString pending = u"Not yet classified: 15.0 % of the raster. The shares are of what is finished."_s;
    QTRY_VERIFY(hasLabel(*m_panel, pending + u"\nNoData: 5.0 % of the raster."_s));
    MapLayer result = resultLayer(u"classes.tif"_s);
    m_layers->replaceLive(live, result);
    const auto *table = control<QTableView>(u"Classes of classes.tif"_s);
    QVERIFY(table);
    QTRY_COMPARE(cellOf(*table, u"Built-up"_s, 3).data().toString(), u"26.3 %"_s);
    QVERIFY(!hasLabel(*m_panel, pending + u"\nNoData: 5.0 % of the raster."_s));
    QVERIFY(hasLabel(*m_panel, u"NoData: 5.0 % of the raster."_s));
}

void TestLayerPanel::copiesAsATable()
{
    auto *table = control<QTableView>(u"Classes of Result"_s);
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

void TestLayerPanel::savesAsCsv()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"table.csv"_s);
    saveTo(*m_panel, path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll().mid(3)).split(u"\r\n"_s);
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[2], u"2,Forest,6000,63.1579,600000.00"_s);
}

void TestLayerPanel::saysWhyItCannotSave()
{
    const QTemporaryDir folder;
    const auto *button = control<QToolButton>(u"Class table of Result"_s);
    for (QAction *action : button->menu()->actions())
        if (action->text() == u"Save as CSV…"_s)
            action->trigger();
    auto *dialog = m_panel->findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(folder.path() + u"/missing/table.csv"_s);
    dialog->reject();
    QTRY_VERIFY(m_panel->findChild<QMessageBox *>());
    QVERIFY(m_panel->findChild<QMessageBox *>()->text().contains(u"/missing/table.csv cannot be written"_s));
}

void TestLayerPanel::pixelsStandForMissingAreas()
{
    const auto *table = control<QTableView>(u"Classes of Result"_s);
    QVERIFY(table->isColumnHidden(2));
    QVERIFY(!table->isColumnHidden(4));
    MapLayer layer = resultLayer(u"Plain"_s);
    for (ClassShare &share : layer.classes)
        share.squareMetres.reset();
    m_layers->add(layer);
    table = control<QTableView>(u"Classes of Plain"_s);
    QVERIFY(!table->isColumnHidden(2));
    QVERIFY(table->isColumnHidden(4));
}

void TestLayerPanel::figuresStayReadableInANarrowPanel()
{
    MapLayer layer = resultLayer(u"A result with a name that is far longer than the panel is wide"_s);
    layer.classes[1].entry.name = u"Broad-leaved forest with a closed canopy"_s;
    layer.classes[1].squareMetres = 123'456'000'000.0;
    m_layers->add(layer);
    m_panel->resize(240, 700);
    const auto *table = control<QTableView>(u"Classes of "_s + layer.name);
    QVERIFY(table);
    QTRY_VERIFY(table->viewport()->width() > 100);
    const int room = table->viewport()->width();
    for (const int column : {0, 3, 4}) {
        QVERIFY(table->columnViewportPosition(column) >= 0);
        QVERIFY(table->columnViewportPosition(column) + table->columnWidth(column) <= room);
        const QString text = cellOf(*table, layer.classes[1].entry.name, column).data().toString();
        QVERIFY(table->columnWidth(column) > table->fontMetrics().horizontalAdvance(text));
    }
    const auto *area = m_panel->findChild<QScrollArea *>();
    QVERIFY(area->widget()->width() <= area->viewport()->width());
}

void TestLayerPanel::theLegendGrowsAndThenScrolls()
{
    const auto heightWith = [this](int classes) {
        MapLayer layer = resultLayer(u"%1 classes"_s.arg(classes));
        layer.classes.clear();
        for (int i = 0; i < classes; ++i)
            layer.classes.push_back({{i, u"Class"_s, {}}, 1, 1.0});
        m_layers->add(layer);
        const auto *table = control<QTableView>(u"Classes of "_s + layer.name);
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

void TestLayerPanel::everyControlHasANameOfItsOwn()
{
    m_layers->add(resultLayer(u"Result"_s));
    m_layers->add(liveLayer(u"Result"_s));
    m_layers->add(sceneLayer(u"scene"_s, {u"a"_s, u"b"_s}, {0}));
    QStringList found;
    for (const QWidget *widget : m_panel->findChildren<QWidget *>()) {
        if (!isControl(widget))
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!found.contains(widget->accessibleName()), qPrintable(widget->accessibleName()));
        found.append(widget->accessibleName());
    }
    QVERIFY(found.contains(u"Opacity of Result (2)"_s));
    QVERIFY(found.contains(u"Classes of Result (3)"_s));
    QVERIFY(found.size() > 30);
}

QTEST_MAIN(TestLayerPanel)
#include "tst_layer_panel.moc"
