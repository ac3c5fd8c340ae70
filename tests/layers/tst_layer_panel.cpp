#include "tests/layers/panel_world.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSlider>
#include <QToolButton>
#include <QWheelEvent>

using namespace pixelscape;

namespace {

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
    void init() { m_world = std::make_unique<PanelWorld>(); }
    void cleanup() { m_world.reset(); }
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
    void everyControlHasANameOfItsOwn();

private:
    std::unique_ptr<PanelWorld> m_world;
};

void TestLayerPanel::listsTheTopmostFirst()
{
    const auto y = [this](const QString &name) {
        const auto *box = m_world->control<QCheckBox>(name);
        return box ? box->mapTo(&m_world->panel, QPoint()).y() : -1;
    };
    QVERIFY(y(u"Show Result"_s) >= 0);
    QVERIFY(y(u"Show Result"_s) < y(u"Show scene"_s));
    m_world->layers.add(resultLayer(u"Second"_s));
    QTRY_VERIFY(y(u"Show Second"_s) >= 0 && y(u"Show Second"_s) < y(u"Show Result"_s));
}

void TestLayerPanel::saysWhatWillBeHere()
{
    const QString hint = u"What is on the map is listed here: the raster, and each result with its classes."_s;
    QVERIFY(!m_world->shows(hint));
    m_world->layers.remove(m_world->result);
    m_world->layers.remove(m_world->scene);
    QVERIFY(m_world->shows(hint));
}

void TestLayerPanel::theSwitchHidesALayer()
{
    auto *box = m_world->control<QCheckBox>(u"Show scene"_s);
    QVERIFY(box);
    QCOMPARE(box->toolTip(), u"/data/scene.tif"_s);
    QTest::mouseClick(box, Qt::LeftButton, Qt::NoModifier, QPoint(8, box->height() / 2));
    QVERIFY(!m_world->layers.find(m_world->scene)->isVisible);
    QVERIFY(m_world->layers.find(m_world->result)->isVisible);
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(m_world->layers.find(m_world->scene)->isVisible);
}

void TestLayerPanel::theSliderAnswersTheKeys()
{
    auto *slider = m_world->control<QSlider>(u"Opacity of Result"_s);
    QVERIFY(slider);
    QTest::keyClick(slider, Qt::Key_PageDown);
    QTest::keyClick(slider, Qt::Key_Left);
    QCOMPARE(m_world->layers.find(m_world->result)->opacity, 0.89);
    QCOMPARE(m_world->layers.find(m_world->scene)->opacity, 1.0);
    QVERIFY(m_world->shows(u"89 %"_s));
}

void TestLayerPanel::theWheelScrollsThePanel()
{
    auto *slider = m_world->control<QSlider>(u"Opacity of Result"_s);
    auto *red = m_world->control<QComboBox>(u"Band shown as red of scene"_s);
    for (QWidget *widget : std::initializer_list<QWidget *>{slider, red}) {
        m_world->panel.setFocus();
        widget->clearFocus();
        QWheelEvent wheel(widget->rect().center(), widget->mapToGlobal(widget->rect().center()), {}, {0, -120},
                          Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &wheel);
    }
    QCOMPARE(m_world->layers.find(m_world->result)->opacity, 1.0);
    QCOMPARE(m_world->layers.find(m_world->scene)->bands, (std::vector<int>{2, 1, 0}));
}

void TestLayerPanel::followsTheStack()
{
    m_world->layers.setVisible(m_world->result, false);
    m_world->layers.setOpacity(m_world->result, 0.4);
    m_world->layers.setBands(m_world->scene, {0, 0, 3});
    QVERIFY(!m_world->control<QCheckBox>(u"Show Result"_s)->isChecked());
    QCOMPARE(m_world->control<QSlider>(u"Opacity of Result"_s)->value(), 40);
    QCOMPARE(m_world->control<QComboBox>(u"Band shown as blue of scene"_s)->currentText(), u"Band 4"_s);
    // Showing it is no wish of the user's.
    QCOMPARE(m_world->layers.find(m_world->result)->opacity, 0.4);
}

void TestLayerPanel::onlyAResultCanBeRemoved()
{
    QVERIFY(!m_world->control<QToolButton>(u"Remove layer scene"_s)->isVisible());
    auto *remove = m_world->control<QToolButton>(u"Remove layer Result"_s);
    QVERIFY(remove && remove->isVisible());
    QTest::mouseClick(remove, Qt::LeftButton);
    QTRY_VERIFY(!m_world->layers.find(m_world->result));
    QVERIFY(!m_world->control<QCheckBox>(u"Show Result"_s));
    QVERIFY(m_world->control<QCheckBox>(u"Show scene"_s));
}

void TestLayerPanel::notWhileARunPaintsIt()
{
    const int live = m_world->layers.add(liveLayer(u"Running"_s));
    auto *remove = m_world->control<QToolButton>(u"Remove layer Running"_s);
    QVERIFY(!remove->isEnabled());
    QTest::mouseClick(remove, Qt::LeftButton);
    QTest::qWait(20);
    QVERIFY(m_world->layers.find(live));
    m_world->layers.replaceLive(live, resultLayer(u"Running"_s));
    QVERIFY(remove->isEnabled());
}

void TestLayerPanel::bandsOfAScene()
{
    auto *red = m_world->control<QComboBox>(u"Band shown as red of scene"_s);
    QVERIFY(red);
    QCOMPARE(red->count(), 4);
    QCOMPARE(red->currentText(), u"3: red"_s);
    QCOMPARE(red->itemText(3), u"Band 4"_s);
    red->setFocus();
    QTest::keyClick(red, Qt::Key_Down);
    QCOMPARE(m_world->layers.find(m_world->scene)->bands, (std::vector<int>{3, 1, 0}));
    QVERIFY(m_world->shows(u"Stretch 2–98 %"_s));
}

void TestLayerPanel::oneBandInGrey()
{
    auto *mode = m_world->control<QComboBox>(u"Bands shown of scene"_s);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_Down);
    QCOMPARE(m_world->layers.find(m_world->scene)->bands, std::vector<int>{2});
    auto *grey = m_world->control<QComboBox>(u"Band shown as grey of scene"_s);
    QVERIFY(grey->isVisible());
    QVERIFY(!m_world->control<QComboBox>(u"Band shown as red of scene"_s)->isVisible());
    grey->setFocus();
    QTest::keyClick(grey, Qt::Key_Home);
    QCOMPARE(m_world->layers.find(m_world->scene)->bands, std::vector<int>{0});
    // The colours that were chosen before are still there.
    QTest::keyClick(mode, Qt::Key_Up);
    QCOMPARE(m_world->layers.find(m_world->scene)->bands, (std::vector<int>{2, 1, 0}));
    QVERIFY(!grey->isVisible());
}

void TestLayerPanel::aSceneOfOneBandHasNoChoice()
{
    m_world->layers.add(sceneLayer(u"panchromatic"_s, {u"pan"_s}, {0}));
    QVERIFY(!m_world->control<QComboBox>(u"Bands shown of panchromatic"_s)->isVisible());
    QCOMPARE(m_world->control<QComboBox>(u"Band shown as grey of panchromatic"_s)->currentText(), u"1: pan"_s);
}

void TestLayerPanel::everyControlHasANameOfItsOwn()
{
    m_world->layers.add(resultLayer(u"Result"_s));
    m_world->layers.add(liveLayer(u"Result"_s));
    m_world->layers.add(sceneLayer(u"scene"_s, {u"a"_s, u"b"_s}, {0}));
    QStringList found;
    for (const QWidget *widget : m_world->panel.findChildren<QWidget *>()) {
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
