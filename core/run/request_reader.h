#pragma once

#include "core/base/json.h"
#include "core/base/message.h"
#include "core/run/run_request.h"

#include <vector>

namespace pixelscape {

/// What a request file says.
struct RequestReading
{
    RunRequest request;            ///< as far as it could be read
    std::vector<Problem> problems; ///< fields are paths: context.extent.xmin; unknown members are warnings
    std::vector<Message> messages; ///< what was made of it, where there was a choice
};

/// Reads the operation's request: a JSON object, or the fields of a form as a REST client sends them
/// (inputRaster=%7B...&model=...). `folder` is what its relative paths are meant from, and where the files of a model
/// given as text lie; empty is the current one. Throws Error where the text is neither; `fileName` is for the sentence.
RequestReading readRequest(const QByteArray &text, const QString &fileName, const QString &folder = {});

/// The same of the object itself.
RequestReading readRequest(const Json &object, const QString &folder = {});

/// As readRequest() of a file, from the file's own folder. Throws Error, also where it cannot be read.
RequestReading readRequestFile(const QString &path);

} // namespace pixelscape
