#include "ui/form/run_gate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("RunGate", source);
}

} // namespace

QString blockedReason(const RunGate &gate)
{
    if (!gate.hasRaster)
        return gate.hasModel ? text("Choose an input raster.") : text("Choose an input raster and a model.");
    if (!gate.hasModel)
        return text("Choose a model.");
    if (!gate.isLookedAt)
        return text("Checking…");
    if (!gate.blockingSubjects.isEmpty())
        return text("To be put right first: %1.").arg(gate.blockingSubjects.join(u", "_s));
    if (!gate.blocked.isEmpty())
        return gate.blocked;
    return gate.isUsable ? QString() : text("This cannot run as it stands; change something, or try again.");
}

} // namespace pixelscape
