#pragma once

#include <QByteArray>

namespace pixelscape {

/// Bytes that no reader of networks may take, or fall over.
struct BrokenNetworks
{
    QByteArray garbage;
    QByteArray text = "<!DOCTYPE html><html>Not found</html>";
    QByteArray cutByOneByte;
    QByteArray half;

    /// The last two are parts of `whole`, a network that can be read.
    explicit BrokenNetworks(const QByteArray &whole)
        : cutByOneByte(whole.chopped(1)), half(whole.left(whole.size() / 2))
    {
        for (int i = 0; i < 5000; ++i)
            garbage += char(i * i * 31 + i * 7 + 255);
    }
};

} // namespace pixelscape
