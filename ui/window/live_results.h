#pragma once

#include "ui/inspect/inspector.h"
#include "ui/jobs/job_list.h"
#include "ui/map/layer_stack.h"

#include <QObject>

#include <map>

namespace pixelscape {

/// Lays the class map of each job over the map while it grows, and the finished file in its place in the end.
class LiveResults : public QObject
{
    Q_OBJECT

public:
    LiveResults(JobList &jobs, LayerStack &layers, Inspector &inspector, QObject *parent = nullptr);

    /// One layer for all class maps of a collection takes the place of one for each.
    void showTogether(const QString &mosaic, const QStringList &maps);

Q_SIGNALS:
    /// As a layer; it may reach far beyond what the map shows.
    void shownTogether(int layer);

private:
    void addMosaic(const FileLook &look, const QStringList &maps);
    void follow(Job *job);
    void begin(Job *job, const LiveMap &map);
    void end(const Job *job);
    void keepStopped(int id);
    void removeOlder(const QString &output);
    void onLookedAt(const FileLook &look);
    void addProbability(const FileLook &look, const QString &output);

    LayerStack &m_layers;
    Inspector &m_inspector;
    std::map<const Job *, int> m_live;          ///< job -> its layer
    std::map<QString, int> m_finishing;         ///< result file -> the layer that it takes the place of
    std::map<QString, QStringList> m_mosaics;   ///< VRT to be shown -> its class maps
    std::map<QString, QString> m_probabilities; ///< probability file to be shown -> its class map
};

} // namespace pixelscape
