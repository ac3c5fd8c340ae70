#pragma once

#include "core/run/worker_channel.h"

#include <QString>

namespace pixelscape {

/// The demo's files; empty where they are not on this computer.
struct DemoFiles
{
    QString scene;
    QString largeScene;
    QString model;
};

/// What the window is given by the program that opens it.
struct WindowSetup
{
    WorkerFactory workers;
    DemoFiles demo;
    QString jobsFolder = {}; ///< where the jobs are recorded; empty keeps no record
};

} // namespace pixelscape
