#include "core/run/place_reader.h"

#include "core/model/definition_members.h"
#include "core/run/place_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The first wins.
const QStringList placeNames{u"itemId"_s, u"url"_s, u"uri"_s};

} // namespace

bool namesPlace(const Json &object)
{
    return std::ranges::any_of(object.items(), [](const auto &member) {
        return placeNames.contains(QString::fromStdString(member.key()), Qt::CaseInsensitive);
    });
}

std::optional<QString> PlaceReader::winner(RequestMembers &members, const QString &path) const
{
    QStringList given;
    QString place;
    for (const QString &name : placeNames) {
        const std::optional<QString> text = members.text({name});
        if (!text || text->isEmpty())
            continue;
        if (given.isEmpty())
            place = name == "itemId"_L1 ? itemPlace(*text) : placeFrom(m_folder, *text);
        given << name;
    }
    if (given.size() > 1)
        m_messages.push_back(
            {MessageType::Informative, u"%1 has %2; the %3 is used."_s.arg(path, given.join(u" and "), given.first())});
    return given.isEmpty() ? std::nullopt : std::optional(place);
}

std::optional<QString> PlaceReader::placeIn(const Json &value, const QString &path,
                                            std::vector<Problem> &problems) const
{
    const std::optional<Json> structure = structureIn(value);
    if (!structure && value.is_string())
        return placeFrom(m_folder, value.get<QString>().trimmed());
    if (!structure || !structure->is_object()) {
        problems.push_back(
            {path, Severity::Error,
             u"%1 must be an object with a uri, a url or an itemId, not %2."_s.arg(path, shortened(value))});
        return std::nullopt;
    }
    const std::size_t problemsBefore = problems.size();
    RequestMembers members(*structure, path + u'.', problems);
    const std::optional<QString> place = winner(members, path);
    // Without a place, a warning of other members would be all that is heard of it, and the run would go without.
    const bool isSaid = problems.size() > problemsBefore;
    members.warnOfOthers();
    if (!place && !isSaid)
        problems.push_back({path, Severity::Error, u"%1 names nothing; give it a uri."_s.arg(path)});
    return place;
}

std::optional<QString> PlaceReader::place(RequestMembers &members, const QStringList &spellings) const
{
    const Json *value = members.find(spellings);
    return value ? placeIn(*value, members.pathOf(spellings.first()), members.problems()) : std::nullopt;
}

QStringList PlaceReader::places(RequestMembers &members, const QStringList &spellings) const
{
    const Json *value = members.find(spellings);
    const QString path = members.pathOf(spellings.first());
    const std::optional<Json> structure = value ? structureIn(*value) : std::nullopt;
    const bool isList = structure && structure->is_array();
    QStringList places;
    if (!isList && value)
        places << placeIn(*value, path, members.problems()).value_or(QString());
    for (std::size_t i = 0; isList && i < structure->size(); ++i)
        if (const auto place = placeIn((*structure)[i], u"%1[%2]"_s.arg(path).arg(i), members.problems()))
            places << *place;
    return places;
}

} // namespace pixelscape
