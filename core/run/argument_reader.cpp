#include "core/run/argument_reader.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString fieldOf(const QString &name)
{
    return u"modelArguments."_s + name;
}

/// "mean, max or min"
QString listed(const QStringList &words)
{
    return u"%1 or %2"_s.arg(words.first(words.size() - 1).join(u", "_s), words.last());
}

} // namespace

Remedy leaveArgumentOut(const QString &name)
{
    return {u"Leave it out"_s, fieldOf(name), {}};
}

Remedy useArgument(const QString &name, const QString &value)
{
    return {u"Use %1"_s.arg(value), fieldOf(name), value};
}

const QString *ArgumentReader::find(const QString &name) const
{
    const auto found = m_texts.find(name);
    return found == m_texts.end() ? nullptr : &found->second;
}

void ArgumentReader::refuseUnknown(const QStringList &known)
{
    for (const auto &[name, text] : m_texts)
        if (!known.contains(name))
            complain(name, u"There is no argument called %1; known are %2."_s.arg(name, known.join(u", "_s)));
}

std::optional<int> ArgumentReader::wholeNumber(const QString &name, int minimum)
{
    const QString *text = find(name);
    if (!text)
        return std::nullopt;
    bool isNumber = false;
    const double number = text->trimmed().toDouble(&isNumber);
    if (isNumber && number >= minimum && number <= std::numeric_limits<int>::max() && number == double(int(number)))
        return int(number);
    complain(name, u"%1=%2 is not a whole number of at least %3."_s.arg(name, *text).arg(minimum));
    return std::nullopt;
}

std::optional<double> ArgumentReader::share(const QString &name)
{
    const QString *text = find(name);
    if (!text)
        return std::nullopt;
    bool isNumber = false;
    const double number = text->trimmed().toDouble(&isNumber);
    if (isNumber && number >= 0 && number <= 1)
        return number;
    complain(name, u"%1=%2 is not a number between 0 and 1."_s.arg(name, *text));
    return std::nullopt;
}

std::optional<bool> ArgumentReader::truth(const QString &name)
{
    const QString *text = find(name);
    if (!text)
        return std::nullopt;
    const QString word = text->trimmed().toLower();
    if (QStringList{u"true"_s, u"1"_s, u"t"_s, u"y"_s, u"yes"_s}.contains(word))
        return true;
    if (QStringList{u"false"_s, u"0"_s, u"f"_s, u"n"_s, u"no"_s}.contains(word))
        return false;
    complain(name, u"%1=%2 is neither true nor false."_s.arg(name, *text));
    return std::nullopt;
}

std::optional<std::size_t> ArgumentReader::choice(const QString &name, const QStringList &allowed)
{
    const QString *text = find(name);
    if (!text)
        return std::nullopt;
    const qsizetype place = allowed.indexOf(text->trimmed().toLower());
    if (place >= 0)
        return std::size_t(place);
    complain(name, u"%1=%2 is not known; give %3."_s.arg(name, *text, listed(allowed)),
             useArgument(name, allowed.first()));
    return std::nullopt;
}

void ArgumentReader::complain(const QString &name, const QString &sentence, const Remedy &remedy)
{
    m_problems.push_back({fieldOf(name), Severity::Error, sentence, {remedy}});
}

void ArgumentReader::warn(const QString &name, const QString &sentence)
{
    m_problems.push_back({fieldOf(name), Severity::Warning, sentence, {leaveArgumentOut(name)}});
}

} // namespace pixelscape
