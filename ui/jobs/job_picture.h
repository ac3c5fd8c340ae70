#pragma once

#include "core/run/job_store.h"

#include <QByteArray>

namespace pixelscape {

/// A small picture of the job's result as PNG; empty where there is none any more.
QByteArray pictureOf(const StoredJob &job);

} // namespace pixelscape
