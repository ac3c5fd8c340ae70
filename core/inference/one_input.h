#pragma once

#include "core/base/error.h"

#include <QStringList>

namespace pixelscape {

/// Throws Error where a network has not exactly one input. `network` is its name for the sentence.
inline void requireOneInput(const QStringList &inputs, const QString &network)
{
    using namespace Qt::StringLiterals;
    if (inputs.size() == 1)
        return;
    if (inputs.isEmpty())
        throw Error(u"The network %1 has no input, so it can classify nothing; export the model again."_s.arg(network));
    throw Error(u"The network %1 has %2 inputs (%3), and a raster fills only one; export the model again with the "
                "picture as its only input."_s.arg(network, QString::number(inputs.size()), inputs.join(u", ")));
}

} // namespace pixelscape
