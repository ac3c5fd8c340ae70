#pragma once

#include "core/base/message.h"
#include "core/run/data_place.h"
#include "core/run/run_request.h"

#include <QStringList>

namespace pixelscape {

/// What the words behind `classify` or `plan` ask for.
struct RunOptions
{
    RunRequest request;
    std::vector<Problem> problems; ///< of the request file
    std::vector<Message> messages; ///< of the request file
    DataStores stores;
    QString requestFile; ///< where the request is to be written, and nothing else done; "-" is standard output
    QString reportFile;  ///< "-" is standard output; empty is none
    bool quiet = false;
};

/// Thrown instead of returned when the words asked for help: print and end.
struct HelpAsked
{
    QString text;
};

/// Throws Error on words that make no sense, HelpAsked on --help.
RunOptions readRunOptions(const QString &face, const QStringList &words);

} // namespace pixelscape
