#pragma once

#include <QStringList>

#include <chrono>
#include <vector>

namespace pixelscape {

/// Whether an engine really loads a network, beyond reading its format.
struct EngineVerdict
{
    QString engine;
    QString reason; ///< why it does not; empty where it does
};

/// Lets each engine load the network of a model in a process of its own (`program worker --try ENGINE MODEL`), all at
/// the same time: one that crashes or takes longer than the limit has not loaded it. Throws nothing.
std::vector<EngineVerdict> tryEngines(const QString &program, const QString &model, const QStringList &engines,
                                      std::chrono::milliseconds limit = std::chrono::minutes(1));

} // namespace pixelscape
