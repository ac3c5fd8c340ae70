#pragma once

#include "core/run/data_place.h"
#include "core/run/output_checks.h"
#include "core/run/runner.h"

#include <QStringList>

namespace pixelscape {

/// How a request is carried out from a terminal.
struct CommandRun
{
    Runner::Purpose purpose = Runner::Purpose::Classify;
    WorkerFactory workers; ///< for all that is carried out
    QString startedBy;     ///< the words behind pixelscape, for the job's record
    QString continuedJob;  ///< the id of the job that goes on; empty makes a new one
    QString reportFile;    ///< as RunOptions::reportFile
    bool quiet = false;
    DataStores stores = {};
    OutputFolder outputFolder = OutputFolder::MustExist;
    std::vector<Problem> problems = {}; ///< that the request's file had
    std::vector<Message> messages = {}; ///< likewise
};

/// The workers of one command: the first of them loads its libraries while the request is looked at, and all keep their
/// network for the raster that follows.
WorkerFactory commandWorkers();

/// Resolves the request, runs it with progress on standard error, prints what came of it. Needs an application object.
/// Returns what it printed.
RunReport carryOut(const RunRequest &request, const CommandRun &how);

/// The same with a request that is read from words.
int runFromCommandLine(const QString &face, const QStringList &words, Runner::Purpose purpose);

} // namespace pixelscape
