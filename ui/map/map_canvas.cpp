#include "ui/map/map_canvas.h"

#include "ui/map/canvas_navigation.h"
#include "ui/map/layer_painter.h"
#include "ui/map/layer_placement.h"
#include "ui/map/map_overlay.h"
#include "ui/map/map_tiles.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <chrono>
#include <cmath>

namespace pixelscape {

namespace {

/// Reading that is over sooner is not worth a hint.
constexpr std::chrono::milliseconds patience(500);

} // namespace

struct MapCanvas::Private
{
    Private(MapCanvas &canvas, LayerStack &stack) : q(canvas), layers(stack), tiles(stack) {}

    Screen screen() const { return {view, q.devicePixelRatioF()}; }
    QPointF middle() const { return QRectF(q.rect()).center(); }
    void setView(const MapView &changed);
    void navigate(const MapView &changed);
    void followReference();
    QRectF extent() const;
    void followReading(bool isReading);
    void point();
    void identify(QPointF screen);
    void showCursor();
    bool pressKey(const QKeyEvent &event);

    MapCanvas &q;
    LayerStack &layers;
    MapTiles tiles;
    MapView view;
    double shownRatio = 0;  ///< device pixels for which tiles were ordered
    int widest = 0;         ///< a layer that may reach beyond the reference; 0 where none does
    bool followsFit = true; ///< until one navigates, the whole map stays in view
    std::optional<MapLayer> reference;
    Tool tool = Tool::Pan;
    std::optional<QPointF> dragged; ///< where the pointer was last while it drags
    std::optional<QPointF> pointer; ///< where it is, over the map
    MapOverlay overlay;
    QTimer hintSoon;
};

MapCanvas::MapCanvas(LayerStack &layers, QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(*this, layers))
{
    setAccessibleName(tr("Map"));
    setAccessibleDescription(tr("Arrow keys move the map, plus and minus zoom, 0 shows all of it, 1 shows one pixel of "
                                "the raster for one of the screen. With the Identify tool, Enter reads the values in "
                                "the middle."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    d->showCursor();
    d->hintSoon.setSingleShot(true);
    d->hintSoon.setInterval(patience);
    connect(&d->hintSoon, &QTimer::timeout, this, [this] {
        d->overlay.showsReading = isReading();
        update();
    });
    for (const auto change : {&LayerStack::added, &LayerStack::removed, &LayerStack::repainted})
        connect(&layers, change, this, [this] { d->followReference(); });
    connect(&d->tiles, &MapTiles::changed, this, qOverload<>(&QWidget::update));
    connect(&d->tiles, &MapTiles::failed, this, &MapCanvas::failed);
    connect(&d->tiles, &MapTiles::readingChanged, this, [this](bool isReading) { d->followReading(isReading); });
    connect(&d->tiles, &MapTiles::pointRead, this, [this](bool isClick, const Identified &values) {
        if (isClick)
            Q_EMIT identified(values);
        else if (d->pointer)
            Q_EMIT valuesRead(values);
    });
    d->followReference();
}

MapCanvas::~MapCanvas() = default;

void MapCanvas::Private::setView(const MapView &changed)
{
    if (view == changed)
        return;
    view = changed;
    tiles.show(screen());
    q.update();
    Q_EMIT q.viewChanged();
    point();
}

/// A change that the user made, after which the view is theirs.
void MapCanvas::Private::navigate(const MapView &changed)
{
    followsFit = false;
    setView(changed);
}

void MapCanvas::Private::followReference()
{
    const MapLayer *found = referenceLayer(layers);
    const bool isSame = found && reference && found->id == reference->id;
    const bool isSameGrid = found && reference && haveSameGrid(found->raster, reference->raster);
    reference = found ? std::optional(*found) : std::nullopt;
    if (isSame)
        return;
    if (isSameGrid)
        return;
    overlay.marked.reset();
    setView(view.withContent(extent()));
    q.fit();
    q.update();
}

/// What "fit" shows, in the reference's pixels.
QRectF MapCanvas::Private::extent() const
{
    if (!reference)
        return {};
    const auto pixels = [](const RasterInfo &raster) { return QRectF(0, 0, raster.size.width, raster.size.height); };
    const QRectF own = pixels(reference->raster);
    const MapLayer *wide = layers.find(widest);
    const auto placement = wide ? layerPlacement(*reference, *wide) : std::nullopt;
    return placement ? own.united(placement->mapRect(pixels(wide->raster))) : own;
}

void MapCanvas::Private::followReading(bool isReading)
{
    if (isReading) {
        hintSoon.start();
    } else {
        hintSoon.stop();
        overlay.showsReading = false;
        q.update();
    }
    Q_EMIT q.readingChanged(isReading);
}

/// Tells where the pointer is on the map, after it or the map has moved.
void MapCanvas::Private::point()
{
    if (!pointer || !reference)
        return;
    const QPointF map = view.toMap(*pointer);
    Q_EMIT q.pointed(map);
    tiles.askPoint(map, false);
}

void MapCanvas::Private::identify(QPointF screenPoint)
{
    if (!reference)
        return;
    const QPointF map = view.toMap(screenPoint);
    overlay.marked = QPoint(int(std::floor(map.x())), int(std::floor(map.y())));
    tiles.askPoint(map, true);
    q.update();
}

void MapCanvas::Private::showCursor()
{
    if (dragged)
        q.setCursor(Qt::ClosedHandCursor);
    else
        q.setCursor(tool == Tool::Pan ? Qt::OpenHandCursor : Qt::CrossCursor);
}

const MapView &MapCanvas::view() const
{
    return d->view;
}

const RasterInfo *MapCanvas::reference() const
{
    return d->reference ? &d->reference->raster : nullptr;
}

bool MapCanvas::isPlaced(int layer) const
{
    const MapLayer *found = d->layers.find(layer);
    return found && d->reference && layerPlacement(*d->reference, *found).has_value();
}

void MapCanvas::setTool(Tool tool)
{
    d->tool = tool;
    d->overlay.showsCentre = false;
    if (tool == Tool::Pan)
        d->overlay.marked.reset();
    d->showCursor();
    update();
}

MapCanvas::Tool MapCanvas::tool() const
{
    return d->tool;
}

void MapCanvas::fit()
{
    d->followsFit = true;
    d->setView(d->view.fitted());
}

void MapCanvas::fitWith(int layer)
{
    d->widest = layer;
    d->setView(d->view.withContent(d->extent()));
    fit();
}

void MapCanvas::oneToOne()
{
    d->navigate(d->view.oneToOne(devicePixelRatioF()));
}

void MapCanvas::zoomIn()
{
    d->navigate(d->view.zoomedAt(d->middle(), zoomStep));
}

void MapCanvas::zoomOut()
{
    d->navigate(d->view.zoomedAt(d->middle(), 1 / zoomStep));
}

bool MapCanvas::isReading() const
{
    return d->tiles.isReading();
}

void MapCanvas::paintEvent(QPaintEvent *)
{
    const Screen screen = d->screen();
    if (d->shownRatio != screen.devicePixelRatio) { // another screen
        d->shownRatio = screen.devicePixelRatio;
        d->tiles.show(screen);
    }
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.save();
    painter.scale(1 / screen.devicePixelRatio, 1 / screen.devicePixelRatio);
    const std::vector<ScreenLayer> layers = screenLayers(d->layers, screen);
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer)
        LayerPainter(painter, d->tiles.cache(), *layer).paint(screen.deviceRect());
    painter.restore();
    d->overlay.paint(painter, *this, d->view);
}

void MapCanvas::resizeEvent(QResizeEvent *event)
{
    const MapView resized = d->view.resized(event->size());
    d->setView(d->followsFit ? resized.fitted() : resized);
}

void MapCanvas::wheelEvent(QWheelEvent *event)
{
    if (const std::optional<MapView> changed = wheeled(d->view, *event))
        d->navigate(*changed);
    event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent *event)
{
    const bool isLeft = event->button() == Qt::LeftButton;
    d->overlay.showsCentre = false;
    if (isLeft && d->tool == Tool::Identify) {
        d->identify(event->position());
    } else if (isLeft && event->type() == QEvent::MouseButtonDblClick) {
        d->navigate(d->view.zoomedAt(event->position(), zoomStep));
    } else if (isLeft || event->button() == Qt::MiddleButton) {
        d->dragged = event->position();
        d->showCursor();
    } else {
        event->ignore();
    }
}

void MapCanvas::mouseMoveEvent(QMouseEvent *event)
{
    d->pointer = event->position();
    if (d->dragged && *d->dragged != event->position()) {
        const QPointF moved = event->position() - *d->dragged;
        d->dragged = event->position();
        d->navigate(d->view.panned(moved));
    } else {
        d->point();
    }
}

void MapCanvas::mouseReleaseEvent(QMouseEvent *)
{
    d->dragged.reset();
    d->showCursor();
}

void MapCanvas::leaveEvent(QEvent *)
{
    d->pointer.reset();
    Q_EMIT pointerLeft();
}

void MapCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool isForOthers = event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (isForOthers || !d->pressKey(*event))
        event->ignore();
}

bool MapCanvas::Private::pressKey(const QKeyEvent &event)
{
    const bool canIdentify = tool == Tool::Identify;
    if (const std::optional<MapView> changed = keyed(view, event)) {
        overlay.showsCentre = canIdentify;
        navigate(*changed);
        return true;
    }
    switch (event.key()) {
    case Qt::Key_0:
    case Qt::Key_Home:
        q.fit();
        return true;
    case Qt::Key_1:
        q.oneToOne();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (canIdentify)
            identify(middle());
        return canIdentify;
    default:
        return false;
    }
}

} // namespace pixelscape
