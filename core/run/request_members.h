#pragma once

#include "core/base/json.h"
#include "core/base/message.h"

#include <QSet>
#include <QStringList>

#include <optional>
#include <vector>

namespace pixelscape {

/// The members of one JSON object of a request, read by name and type, one after the other. Forgiving where the meaning
/// is plain: names in any case, numbers and truths as texts ("64", "True"), objects as JSON text, null for nothing.
/// What is wrong is a problem whose field is the path of the member (context.extent.xmin). Holds references only.
class RequestMembers
{
public:
    /// `path` goes before the names of members: empty, or with a full stop at its end.
    RequestMembers(const Json &object, QString path, std::vector<Problem> &problems);

    /// The member under one of these spellings; null where there is none. The first is the operation's own.
    const Json *find(const QStringList &spellings);
    std::optional<QString> text(const QStringList &spellings);
    std::optional<double> number(const QString &name);
    std::optional<int> wholeNumber(const QStringList &spellings);
    std::optional<bool> truth(const QStringList &spellings);
    /// Also where it is there as JSON text.
    std::optional<Json> object(const QStringList &spellings);

    /// A warning for each member that nobody asked for, with the name that was perhaps meant.
    void warnOfOthers();

    void refuse(const QString &name, const QString &reason);
    QString pathOf(const QString &name) const { return m_path + name; }
    std::vector<Problem> &problems() { return m_problems; }

private:
    void refuseType(const QStringList &spellings, const QString &expected, const Json &value);
    QString nearestName(const QString &name) const;

    const Json &m_object;
    QString m_path;
    std::vector<Problem> &m_problems;
    QSet<QString> m_used; ///< as they are written
    QStringList m_known;  ///< the operation's own names that were asked for
};

/// The JSON in a text, or nothing where it is no object or list.
std::optional<Json> structureIn(const Json &value);

} // namespace pixelscape
