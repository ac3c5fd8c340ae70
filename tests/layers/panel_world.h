#pragma once

#include "tests/layers/made_layers.h"
#include "tests/support/widgets.h"
#include "ui/layers/layer_panel.h"

#include <QLabel>

#include <algorithm>

namespace pixelscape {

/// The panel as wide as in the window, over a scene of four bands and a result of three classes.
struct PanelWorld
{
    LayerStack layers;
    int scene = 0;
    int result = 0;
    LayerPanel panel{layers};

    PanelWorld()
    {
        scene = layers.add(sceneLayer(u"scene"_s, {u"blue"_s, u"green"_s, u"red"_s, {}}, {2, 1, 0}));
        result = layers.add(resultLayer(u"Result"_s));
        panel.resize(250, 700);
        panel.show();
        // Shortcuts ask for the window that is active.
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the panel was not shown");
    }

    template <typename Control> Control *control(const QString &name) const
    {
        return byAccessibleName<Control>(panel, name);
    }

    bool shows(const QString &text) const
    {
        const QList<QLabel *> labels = panel.findChildren<QLabel *>();
        return std::ranges::any_of(labels,
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
};

} // namespace pixelscape
