#pragma once

#include "core/base/error.h"

#include <QString>

/// The sentence of the Error that a call throws; empty where it throws none.
template <typename Call> QString caughtSentence(Call call)
{
    try {
        call();
    } catch (const pixelscape::Error &error) {
        return error.sentence();
    }
    return {};
}
