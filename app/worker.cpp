#include "app/faces.h"
#include "core/run/worker_process.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

int workerFace(const QStringList &words)
{
    if (words.size() == 3 && words.first() == "--try"_L1)
        return runEngineTrial(words[1], words[2]);
    return runWorkerProcess();
}

} // namespace pixelscape
