#include "ui/map/layer_stack.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

namespace {

MapLayer layer(LayerKind kind, const QString &name)
{
    MapLayer made;
    made.kind = kind;
    made.name = name;
    return made;
}

QStringList names(const LayerStack &stack)
{
    QStringList found;
    for (const MapLayer &one : stack.layers())
        found << one.name;
    return found;
}

} // namespace

class TestLayerStack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsLieOverScenes()
    {
        LayerStack stack;
        stack.add(layer(LayerKind::Result, u"first result"_s));
        stack.add(layer(LayerKind::Scene, u"first scene"_s));
        stack.add(layer(LayerKind::LiveResult, u"run"_s));
        const int id = stack.add(layer(LayerKind::Scene, u"second scene"_s));
        QCOMPARE(names(stack), QStringList({u"run"_s, u"first result"_s, u"second scene"_s, u"first scene"_s}));
        QCOMPARE(stack.topmost(LayerKind::Scene)->id, id);
        QCOMPARE(stack.find(id)->name, u"second scene"_s);
        QVERIFY(!stack.find(99));
    }

    void probabilitiesLieBetweenResultsAndScenes()
    {
        LayerStack stack;
        stack.add(layer(LayerKind::Scene, u"scene"_s));
        stack.add(layer(LayerKind::Result, u"result"_s));
        stack.add(layer(LayerKind::Probability, u"first"_s));
        stack.add(layer(LayerKind::Probability, u"second"_s));
        stack.add(layer(LayerKind::Result, u"another"_s));
        QCOMPARE(names(stack), QStringList({u"another"_s, u"result"_s, u"second"_s, u"first"_s, u"scene"_s}));
    }

    void idsAreNotUsedAgain()
    {
        LayerStack stack;
        const int first = stack.add(layer(LayerKind::Scene, u"a"_s));
        QSignalSpy removed(&stack, &LayerStack::removed);
        stack.remove(first);
        stack.remove(first);
        QCOMPARE(removed.count(), 1);
        QVERIFY(stack.add(layer(LayerKind::Scene, u"b"_s)) != first);
        QVERIFY(!stack.topmost(LayerKind::Result));
    }

    void saysOnlyWhatHasChanged()
    {
        LayerStack stack;
        const int id = stack.add(layer(LayerKind::Scene, u"a"_s));
        QSignalSpy restyled(&stack, &LayerStack::restyled);
        QSignalSpy repainted(&stack, &LayerStack::repainted);
        stack.setVisible(id, true);
        stack.setOpacity(id, 1);
        stack.setBands(id, {});
        stack.setHiddenClasses(id, {});
        QCOMPARE(restyled.count() + repainted.count(), 0);
        stack.setVisible(id, false);
        stack.setOpacity(id, 1.5);
        stack.setOpacity(id, -1);
        QCOMPARE(stack.find(id)->opacity, 0.0);
        stack.setBands(id, {2, 1, 0});
        stack.setHiddenClasses(id, {4});
        QCOMPARE(restyled.count(), 3);
        QCOMPARE(repainted.count(), 2);
        stack.setOpacity(77, 0.5);
        QCOMPARE(restyled.count(), 3);
    }

    void finishedRunKeepsItsLook()
    {
        LayerStack stack;
        MapLayer live = layer(LayerKind::LiveResult, u"run"_s);
        live.isFinished = false;
        const int id = stack.add(live);
        stack.setOpacity(id, 0.4);
        stack.setHiddenClasses(id, {3});
        stack.replaceLive(id, layer(LayerKind::Result, u"run.tif"_s));
        const MapLayer &now = *stack.find(id);
        QCOMPARE(now.kind, LayerKind::Result);
        QCOMPARE(now.name, u"run.tif"_s);
        QCOMPARE(now.opacity, 0.4);
        QCOMPARE(now.hiddenClasses, std::set<std::int64_t>{3});
        QVERIFY(now.isFinished);
    }

    void paintedPixelsComeWithTheirCounts()
    {
        LayerStack stack;
        const int id = stack.add(layer(LayerKind::LiveResult, u"run"_s));
        QSignalSpy painted(&stack, &LayerStack::painted);
        QSignalSpy counted(&stack, &LayerStack::counted);
        LiveUpdate update;
        update.nodataPixels = 12;
        update.classes.push_back({{1, u"Water"_s, {}}, 30, {}});
        stack.paint(id, update);
        stack.paint(id + 1, update);
        QCOMPARE(painted.count(), 1);
        QCOMPARE(counted.count(), 1);
        QCOMPARE(stack.find(id)->nodataPixels, 12);
        QCOMPARE(stack.find(id)->classes.at(0).pixels, 30);
    }
};

QTEST_GUILESS_MAIN(TestLayerStack)
#include "tst_layer_stack.moc"
