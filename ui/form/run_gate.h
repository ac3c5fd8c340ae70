#pragma once

#include <QStringList>

namespace pixelscape {

/// What decides whether a run may begin.
struct RunGate
{
    bool hasRaster = false;
    bool hasModel = false;
    bool isLookedAt = false;      ///< as the form stands now
    QStringList blockingSubjects; ///< what has an error
    bool isUsable = false;        ///< the look found something that can run
    QString blocked;              ///< a reason of the window's own
};

/// Why Run is not enabled, in one sentence that says what to do; empty where it is.
QString blockedReason(const RunGate &gate);

} // namespace pixelscape
