#include "ui/layers/layer_panel.h"

#include "ui/layers/layer_box.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace pixelscape {

struct LayerPanel::Private
{
    LayerStack &layers;
    QScrollArea *area;
    QLabel *hint;
    QVBoxLayout *column;
    std::vector<LayerBox *> boxes;

    Private(LayerStack &stack, LayerPanel &q);
    void add(int id);
    void remove(int id);
    void refresh(int id);
    LayerBox *boxOf(int id) const;
    QString freeSubject(const QString &name) const;
    void showHint() { hint->setVisible(boxes.empty()); }
};

LayerPanel::Private::Private(LayerStack &stack, LayerPanel &q)
    : layers(stack), area(new QScrollArea(&q)), hint(new QLabel(&q)), column(nullptr)
{
    hint->setText(tr("What is on the map is listed here: the raster, and each result with its classes."));
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(hint);
    column->addStretch(1);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Layers"));
    area->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(&q);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(area);
    for (const MapLayer &layer : stack.layers())
        add(layer.id);
    showHint();
}

/// Layers of the same name are numbered, so that each control can be told from the others.
QString LayerPanel::Private::freeSubject(const QString &name) const
{
    QString subject = name;
    for (int number = 2; std::ranges::find(boxes, subject, &LayerBox::subject) != boxes.end(); ++number)
        subject = tr("%1 (%2)").arg(name).arg(number);
    return subject;
}

void LayerPanel::Private::add(int id)
{
    const auto place = std::ranges::find(layers.layers(), id, &MapLayer::id);
    if (place == layers.layers().end())
        return;
    auto *box = new LayerBox(layers, id, freeSubject(place->name), area->widget());
    boxes.push_back(box);
    column->insertWidget(int(place - layers.layers().begin()), box);
    showHint();
}

void LayerPanel::Private::remove(int id)
{
    LayerBox *box = boxOf(id);
    std::erase(boxes, box);
    delete box;
    showHint();
}

void LayerPanel::Private::refresh(int id)
{
    LayerBox *box = boxOf(id);
    const MapLayer *layer = layers.find(id);
    if (!box || !layer)
        return;
    // A finished run's layer may be called otherwise than the live one was.
    if (box->name() != layer->name)
        box->setSubject(freeSubject(layer->name));
    box->refresh();
}

LayerBox *LayerPanel::Private::boxOf(int id) const
{
    const auto found = std::ranges::find(boxes, id, &LayerBox::layer);
    return found == boxes.end() ? nullptr : *found;
}

LayerPanel::LayerPanel(LayerStack &layers, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(layers, *this))
{
    connect(&layers, &LayerStack::added, this, [this](int id) { d->add(id); });
    connect(&layers, &LayerStack::removed, this, [this](int id) { d->remove(id); });
    connect(&layers, &LayerStack::restyled, this, [this](int id) { d->refresh(id); });
    connect(&layers, &LayerStack::repainted, this, [this](int id) { d->refresh(id); });
    connect(&layers, &LayerStack::counted, this, [this](int id) {
        if (LayerBox *box = d->boxOf(id))
            box->refreshFigures();
    });
}

LayerPanel::~LayerPanel() = default;

} // namespace pixelscape
