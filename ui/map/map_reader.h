#pragma once

#include "ui/map/identified.h"
#include "ui/map/layer_source.h"
#include "ui/map/read_mailbox.h"

#include <QThread>

#include <map>

namespace pixelscape {

/// The one thread that reads for the map, and keeps the layers' files open. It answers in signals with copied values.
class MapReader : public QThread
{
    Q_OBJECT

public:
    using QThread::QThread;
    /// Gives up what is being read, and waits for the thread.
    ~MapReader() override;

    ReadMailbox &mailbox() { return m_mailbox; }

Q_SIGNALS:
    void tileRead(const pixelscape::TileRequest &request, const QImage &image);
    /// What is there of a tile that takes long; the rest is transparent.
    void tileBegun(const pixelscape::TileRequest &request, const QImage &image);
    void tileFailed(const pixelscape::TileRequest &request, const QString &sentence);
    void pointRead(bool isClick, const pixelscape::Identified &values);
    void valuesFailed(int layer, const QString &sentence);

protected:
    void run() override;

private:
    struct Open
    {
        MapLayer layer;
        std::unique_ptr<LayerSource> source;
    };

    void adoptLayers();
    LayerSource &sourceOf(Open &open);
    void carryOut(const ReadTask &task);
    void paint(const LivePaint &paint);
    void readPoint(const PointRequest &request);
    void readTile(const TileRequest &request);
    QImage readInParts(LayerSource &source, const MapLayer &layer, const TileRequest &request, const GoOn &mayGoOn);
    void doQuickTasks();

    ReadMailbox m_mailbox;
    // The thread's own:
    std::map<int, Open> m_open;
    std::vector<std::unique_ptr<LayerSource>> m_retired; ///< perhaps still at work; closed before the next task
};

} // namespace pixelscape
