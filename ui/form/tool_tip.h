#pragma once

#include <QTextDocument>

namespace pixelscape {

/// A tooltip that is broken into lines, of text that may hold anything.
inline QString toolTipOf(const QString &text)
{
    return Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal);
}

} // namespace pixelscape
