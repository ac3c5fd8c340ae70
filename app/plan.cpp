#include "app/command_run.h"
#include "app/faces.h"

namespace pixelscape {

int planFace(const QStringList &words)
{
    return runFromCommandLine(QStringLiteral("plan"), words, Runner::Purpose::PlanOnly);
}

} // namespace pixelscape
