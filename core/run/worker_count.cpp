#include "core/run/worker_count.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

bool isWorkerCountOpen(const QString &factor)
{
    return factor.trimmed().toLower() == "auto"_L1;
}

std::optional<int> workerCount(const QString &factor, int cores)
{
    constexpr int mostWorkers = 1024;
    const QString text = factor.trimmed();
    if (text.isEmpty())
        return 1;
    if (isWorkerCountOpen(text))
        return cores;
    const bool isShare = text.endsWith(u'%');
    bool isNumber = false;
    const int number = (isShare ? text.chopped(1) : text).toInt(&isNumber);
    if (!isNumber || number < 0 || number > mostWorkers)
        return std::nullopt;
    return std::max(1, isShare ? int(std::lround(number * cores / 100.0)) : number);
}

} // namespace pixelscape
