#pragma once

#include "core/run/section_bands.h"
#include "core/run/worker_pool.h"
#include "tests/support/scripted_worker.h"

#include <QPointer>

namespace pixelscape {

using namespace Qt::StringLiterals;

inline const QString killed = u"crashed or was killed (signal 9)"_s;

/// A pool whose workers are scripted, over a plan of sections of two pixels each, and everything that it says.
struct PoolWorld
{
    std::vector<QPointer<ScriptedWorker>> workers;
    TilePlan plan;
    WorkerPool pool;
    std::vector<ReadyReport> ready;
    std::vector<Problem> refused;
    std::vector<int> done;
    QStringList warnings;
    QStringList failures;

    explicit PoolWorld(bool probabilityRaster = false)
        : pool([this] { return newWorker(); }, someJob(probabilityRaster))
    {
        QObject::connect(&pool, &WorkerPool::ready, &pool,
                         [this](const ReadyReport &report) { ready.push_back(report); });
        QObject::connect(&pool, &WorkerPool::refused, &pool,
                         [this](const Problem &problem) { refused.push_back(problem); });
        QObject::connect(&pool, &WorkerPool::sectionDone, &pool,
                         [this](const SectionResult &result) { done.push_back(result.id); });
        QObject::connect(&pool, &WorkerPool::warned, &pool, [this](const QString &sentence) { warnings << sentence; });
        QObject::connect(&pool, &WorkerPool::failed, &pool, [this](const QString &sentence) { failures << sentence; });
    }

    ScriptedWorker &worker(std::size_t number) { return *workers.at(number); }

    /// Worker `number` has loaded the network.
    void load(std::size_t number)
    {
        worker(number).answer(helloFrame());
        worker(number).answer(readyFrame({{u"fake"_s, u"1"_s, u"CPU"_s, u"f32"_s}, someContract(), {}}));
    }

    /// Starts the pool on so many sections; its first worker is loaded and at work.
    void run(int sections, const PoolSettings &settings)
    {
        plan = TilePlan({0, 0, 2 * sections, 1}, {{2, 2}, 0, 0, 1, 1});
        std::vector<int> ids;
        for (int id = 0; id < sections; ++id)
            ids.push_back(id);
        pool.probe();
        load(0);
        pool.run(settings, someContract(), plan, ids);
    }

    void answer(std::size_t number, int section)
    {
        worker(number).answer(resultFrame({section, 0, {.inference = 0.01}, packBands(QByteArray(2, '\1'), 2), {}}));
    }

    QStringList exits() const
    {
        QStringList exits;
        for (const WorkerRecord &record : pool.records())
            exits << record.exit;
        return exits;
    }

    static NetworkContract someContract()
    {
        NetworkContract contract;
        contract.stride = 16;
        return contract;
    }

private:
    static WorkerJob someJob(bool probabilityRaster)
    {
        WorkerJob job;
        job.probabilityRaster = probabilityRaster;
        job.model = u"cloud.dlpk"_s;
        return job;
    }

    std::unique_ptr<WorkerChannel> newWorker()
    {
        auto worker = std::make_unique<ScriptedWorker>();
        worker->id = 1000 + qint64(workers.size());
        workers.emplace_back(worker.get());
        return worker;
    }
};

} // namespace pixelscape
