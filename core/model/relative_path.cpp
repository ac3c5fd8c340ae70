#include "core/model/relative_path.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

std::optional<QString> normalizedRelativePath(const QString &path)
{
    QString slashed = path.trimmed();
    slashed.replace(u'\\', u'/');
    const bool hasDrive = slashed.size() >= 2 && slashed[1] == u':';
    if (slashed.startsWith(u'/') || hasDrive || slashed.contains(QChar::Null))
        return std::nullopt;
    QStringList parts;
    for (const QString &part : slashed.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u".")
            continue;
        if (part != u"..")
            parts.append(part);
        else if (!parts.isEmpty())
            parts.removeLast();
        else
            return std::nullopt;
    }
    if (parts.isEmpty())
        return std::nullopt;
    return parts.join(u'/');
}

} // namespace pixelscape
