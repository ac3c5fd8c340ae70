#include "app/command_run.h"
#include "app/faces.h"

namespace pixelscape {

int classifyFace(const QStringList &words)
{
    return runFromCommandLine(QStringLiteral("classify"), words, Runner::Purpose::Classify);
}

} // namespace pixelscape
