#include "ui/form/path_text.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace pixelscape {

QString pathFromText(const QString &text)
{
    QString path = text.trimmed();
    for (const QChar quote : {u'"', u'\''})
        if (path.size() > 1 && path.startsWith(quote) && path.endsWith(quote))
            path = path.sliced(1, path.size() - 2);
    const QUrl url(path);
    return url.isLocalFile() ? url.toLocalFile() : path;
}

} // namespace pixelscape
