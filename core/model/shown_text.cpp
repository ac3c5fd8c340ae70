#include "core/model/shown_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

QString shownText(const QString &text, qsizetype longest)
{
    QString shown = text.left(longest);
    for (QChar &c : shown)
        if (!c.isPrint() && !c.isSurrogate())
            c = u' ';
    if (!shown.isEmpty() && shown.back().isHighSurrogate())
        shown.chop(1);
    return text.size() > longest ? shown.trimmed() + u"..."_s : shown.trimmed();
}

} // namespace pixelscape
