#include "core/run/request_members.h"

#include "core/model/definition_members.h"

#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// How many letters must be put in, left out or exchanged (Levenshtein's distance).
qsizetype lettersApart(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(std::size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i + 1;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype replaced = diagonal + (a[i].toLower() == b[j].toLower() ? 0 : 1);
            diagonal = row[std::size_t(j) + 1];
            row[std::size_t(j) + 1] = std::min({replaced, diagonal + 1, row[std::size_t(j)] + 1});
        }
    }
    return row.back();
}

} // namespace

RequestMembers::RequestMembers(const Json &object, QString path, std::vector<Problem> &problems)
    : m_object(object), m_path(std::move(path)), m_problems(problems)
{
}

const Json *RequestMembers::find(const QStringList &spellings)
{
    m_known << spellings.first();
    const Json *found = nullptr;
    for (const auto &[key, value] : m_object.items()) {
        const QString name = QString::fromStdString(key);
        if (!spellings.contains(name, Qt::CaseInsensitive))
            continue;
        m_used << name;
        if (found)
            m_problems.push_back({pathOf(spellings.first()), Severity::Warning,
                                  u"%1 is there twice; the first one is used."_s.arg(pathOf(spellings.first()))});
        else if (!value.is_null())
            found = &value;
    }
    return found;
}

std::optional<QString> RequestMembers::text(const QStringList &spellings)
{
    const Json *value = find(spellings);
    if (!value)
        return std::nullopt;
    if (value->is_string())
        return value->get<QString>().trimmed();
    if (value->is_number())
        return QString::fromStdString(value->dump());
    refuseType(spellings, u"a text"_s, *value);
    return std::nullopt;
}

std::optional<double> RequestMembers::number(const QString &name)
{
    const Json *value = find({name});
    const std::optional<double> read = value ? numberIn(*value) : std::nullopt;
    if (value && !read)
        refuseType({name}, u"a number"_s, *value);
    return read;
}

std::optional<int> RequestMembers::wholeNumber(const QStringList &spellings)
{
    const Json *value = find(spellings);
    if (!value)
        return std::nullopt;
    const std::optional<std::int64_t> read = integerIn(*value);
    if (read && *read >= std::numeric_limits<int>::min() && *read <= std::numeric_limits<int>::max())
        return int(*read);
    refuseType(spellings, u"a whole number"_s, *value);
    return std::nullopt;
}

std::optional<bool> RequestMembers::truth(const QStringList &spellings)
{
    const Json *value = find(spellings);
    if (!value)
        return std::nullopt;
    const QString word = value->is_string() ? value->get<QString>().trimmed() : shortened(*value);
    for (const QString &yes : {u"true"_s, u"1"_s, u"yes"_s})
        if (word.compare(yes, Qt::CaseInsensitive) == 0)
            return true;
    for (const QString &no : {u"false"_s, u"0"_s, u"no"_s, QString()})
        if (word.compare(no, Qt::CaseInsensitive) == 0)
            return false;
    refuseType(spellings, u"true or false"_s, *value);
    return std::nullopt;
}

std::optional<Json> RequestMembers::object(const QStringList &spellings)
{
    const Json *value = find(spellings);
    if (!value || (value->is_string() && value->get<QString>().trimmed().isEmpty()))
        return std::nullopt;
    const std::optional<Json> structure = structureIn(*value);
    if (structure && structure->is_object())
        return structure;
    refuseType(spellings, u"an object"_s, *value);
    return std::nullopt;
}

void RequestMembers::warnOfOthers()
{
    for (const auto &[key, value] : m_object.items()) {
        const QString name = QString::fromStdString(key);
        if (m_used.contains(name))
            continue;
        const QString meant = nearestName(name);
        m_problems.push_back(
            {pathOf(name), Severity::Warning,
             meant.isEmpty()
                 ? u"%1 is no member of the operation and was left out."_s.arg(pathOf(name))
                 : u"%1 is no member of the operation and was left out; did you mean %2?"_s.arg(pathOf(name), meant)});
    }
}

void RequestMembers::refuse(const QString &name, const QString &reason)
{
    m_problems.push_back({pathOf(name), Severity::Error, u"%1 %2"_s.arg(pathOf(name), reason)});
}

void RequestMembers::refuseType(const QStringList &spellings, const QString &expected, const Json &value)
{
    refuse(spellings.first(), u"must be %1, not %2."_s.arg(expected, shortened(value)));
}

QString RequestMembers::nearestName(const QString &name) const
{
    constexpr qsizetype mostApart = 3;
    QString nearest;
    qsizetype least = std::min(mostApart, name.size() / 2) + 1;
    for (const QString &known : m_known) {
        const qsizetype apart = lettersApart(name, known);
        if (apart < least) {
            least = apart;
            nearest = known;
        }
    }
    return nearest;
}

std::optional<Json> structureIn(const Json &value)
{
    if (value.is_structured())
        return value;
    if (!value.is_string())
        return std::nullopt;
    Json read = Json::parse(value.get<std::string>(), nullptr, false);
    return read.is_structured() ? std::optional(std::move(read)) : std::nullopt;
}

} // namespace pixelscape
