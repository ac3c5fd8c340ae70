#pragma once

#include <exception>
#include <functional>

namespace pixelscape {

/// Asked between the steps of long work whether it may go on; an empty one never stops it.
using GoOn = std::function<bool()>;

/// Thrown where long work was told to stop. Not an error: nobody needs a sentence about it.
class Cancelled : public std::exception
{
public:
    const char *what() const noexcept override { return "cancelled"; }
};

inline void throwIfStopped(const GoOn &mayGoOn)
{
    if (mayGoOn && !mayGoOn())
        throw Cancelled();
}

} // namespace pixelscape
