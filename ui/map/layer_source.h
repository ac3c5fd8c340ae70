#pragma once

#include "core/base/go_on.h"
#include "ui/map/identified.h"
#include "ui/map/layer_stack.h"

#include <QImage>

#include <memory>

namespace pixelscape {

/// The pixels of one layer, on the reader's thread. The layer is given with each call, since its style may have
/// changed; its file has not.
class LayerSource
{
public:
    using Values = std::vector<std::pair<QString, QString>>;

    virtual ~LayerSource() = default;

    /// What has to be known before the first tile of a style. Throws Error, Cancelled.
    virtual void prepare(const MapLayer &, const GoOn &) {}
    /// The window as premultiplied ARGB in the level's size; null where there is nothing to be seen. Throws Error,
    /// Cancelled.
    virtual QImage picture(const MapLayer &layer, const PixelRect &window, int level, const GoOn &mayGoOn) = 0;
    /// What Identify shows of a pixel of the layer's raster. Throws Error. May be called while picture() asks whether
    /// it may go on.
    virtual Values valuesAt(const MapLayer &layer, int x, int y) = 0;
    /// New pixels of a run that is going on.
    virtual void paint(const LiveUpdate &) {}
};

/// Opens the file where there is one: throws Error.
std::unique_ptr<LayerSource> makeLayerSource(const MapLayer &layer);

} // namespace pixelscape
