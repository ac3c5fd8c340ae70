#include "core/run/processing_checks.h"

#include "core/model/free_memory.h"
#include "core/run/memory_budget.h"
#include "core/run/worker_count.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace pixelscape {

int checkProcessing(const RunRequest &request, std::vector<Problem> &problems)
{
    const auto complain = [&problems](const QString &field, const QString &sentence, const QString &label,
                                      const QString &value) {
        problems.push_back({field, Severity::Error, sentence, {{label, field, value}}});
    };
    const std::optional<int> workers = workerCount(request.parallelProcessingFactor, QThread::idealThreadCount());
    if (!workers)
        complain(
            u"context.parallelProcessingFactor"_s,
            u"%1 is no number of workers; give auto, a number up to 1024 such as 2, or a share of the cores such as 80%."_s
                .arg(request.parallelProcessingFactor),
            u"Choose automatically"_s, u"auto"_s);
    const QString device = request.processorType.toLower();
    if (device != "cpu"_L1 && device != "gpu"_L1)
        complain(u"context.processorType"_s,
                 u"There is no device called %1; choose cpu or gpu."_s.arg(request.processorType), u"Use the CPU"_s,
                 u"cpu"_s);
    if (request.recycleProcessingWorker < 0)
        complain(u"context.recycleProcessingWorker"_s,
                 u"A worker cannot be replaced after fewer than 0 sections; give 0 for never."_s, u"Never"_s, u"0"_s);
    if (request.retryOnFailures < 0)
        complain(u"context.retryOnFailures"_s, u"A section cannot be retried fewer than 0 times; give 0 for never."_s,
                 u"Never"_s, u"0"_s);
    if (request.sectionDeadline < 0)
        complain(u"sectionDeadline"_s,
                 u"A worker cannot have less than 0 seconds for a section; give 0 to have it chosen."_s,
                 u"Choose automatically"_s, u"0"_s);
    return workers.value_or(1);
}

std::int64_t checkMemory(const RunRequest &request, std::vector<Problem> &problems)
{
    const std::int64_t free = freeMemory().value_or(0);
    const std::optional<std::int64_t> budget = memoryBudget(request.memory, free);
    if (!budget)
        problems.push_back({u"memory"_s,
                            Severity::Error,
                            u"%1 is no amount of memory; give one such as 6G or 800M, or a share of what is free such "
                            "as 50%."_s.arg(request.memory),
                            {{u"Half of what is free"_s, u"memory"_s, u"50%"_s}}});
    return budget.value_or(0);
}

} // namespace pixelscape
