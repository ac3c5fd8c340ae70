#include "app/faces.h"
#include "core/run/worker_process.h"

namespace pixelscape {

int workerFace(const QStringList &)
{
    return runWorkerProcess();
}

} // namespace pixelscape
