#include "core/model/definition_members.h"

#include "core/base/error.h"
#include "core/model/shown_text.h"

#include <QStringList>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

DefinitionMembers::DefinitionMembers(const Json &object, QString fileName, QString where)
    : m_object(object), m_fileName(std::move(fileName)), m_where(std::move(where))
{
}

const Json *DefinitionMembers::find(const char *name) const
{
    const auto member = m_object.find(name);
    return member == m_object.end() || member->is_null() ? nullptr : &*member;
}

std::optional<QString> DefinitionMembers::text(const char *name) const
{
    const Json *value = find(name);
    if (!value)
        return std::nullopt;
    if (!value->is_string())
        refuse(name, u"must be a text, not %1"_s.arg(shortened(*value)));
    return value->get<QString>();
}

std::optional<double> DefinitionMembers::number(const char *name) const
{
    const Json *value = find(name);
    if (!value)
        return std::nullopt;
    const auto result = numberIn(*value);
    if (!result)
        refuse(name, u"must be a number, not %1"_s.arg(shortened(*value)));
    return result;
}

std::optional<std::int64_t> DefinitionMembers::integer(const char *name, std::int64_t least,
                                                       std::int64_t greatest) const
{
    const Json *value = find(name);
    if (!value)
        return std::nullopt;
    const auto result = integerIn(*value);
    if (!result || *result < least || *result > greatest)
        refuse(name, u"must be a whole number from %1 to %2, not %3"_s.arg(
                         QString::number(least), QString::number(greatest), shortened(*value)));
    return result;
}

std::optional<bool> DefinitionMembers::truth(const char *name) const
{
    const Json *value = find(name);
    if (!value)
        return std::nullopt;
    if (value->is_boolean())
        return value->get<bool>();
    const QString word = value->is_string() ? value->get<QString>().trimmed() : shortened(*value);
    const auto isOneOf = [&word](const QStringList &words) { return words.contains(word, Qt::CaseInsensitive); };
    if (isOneOf({u"true"_s, u"1"_s, u"t"_s, u"y"_s, u"yes"_s}))
        return true;
    if (!isOneOf({u"false"_s, u"0"_s, u"f"_s, u"n"_s, u"no"_s}))
        refuse(name, u"must be true or false, not %1"_s.arg(shortened(*value)));
    return false;
}

const Json *DefinitionMembers::list(const char *name) const
{
    const Json *value = find(name);
    if (value && !value->is_array())
        refuse(name, u"must be a list, not %1"_s.arg(shortened(*value)));
    return value;
}

QString DefinitionMembers::information(const char *name) const
{
    const Json *value = find(name);
    if (!value || value->is_structured())
        return {};
    return value->is_string() ? value->get<QString>() : shortened(*value);
}

void DefinitionMembers::refuse(const char *name, const QString &reason) const
{
    throw Error(
        u"%1: %2%3 %4. Correct it in the definition."_s.arg(m_fileName, m_where, QString::fromUtf8(name), reason));
}

std::optional<double> numberIn(const Json &value)
{
    if (value.is_number())
        return value.get<double>();
    if (!value.is_string())
        return std::nullopt;
    bool isNumber = false;
    const double number = value.get<QString>().trimmed().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> integerIn(const Json &value)
{
    // Beyond 2^53 a double is no longer exact, and no member of a definition needs such numbers.
    constexpr double greatest = 9007199254740992.0;
    const auto number = numberIn(value);
    if (!number || std::abs(*number) > greatest || std::trunc(*number) != *number)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

QString shortened(const Json &value)
{
    return shownText(QString::fromStdString(value.dump()), 60);
}

} // namespace pixelscape
