#pragma once

#include "core/base/message.h"
#include "core/run/model_arguments.h"

#include <QStringList>

#include <optional>

namespace pixelscape {

Remedy leaveArgumentOut(const QString &name);
Remedy useArgument(const QString &name, const QString &value);

/// Reads one argument after the other, noting what is wrong beside each. An argument that is not given, or wrong, is
/// nothing.
class ArgumentReader
{
public:
    ArgumentReader(const ArgumentTexts &texts, std::vector<Problem> &problems) : m_texts(texts), m_problems(problems) {}

    bool has(const QString &name) const { return find(name) != nullptr; }
    void refuseUnknown(const QStringList &known);

    std::optional<int> wholeNumber(const QString &name, int minimum);
    std::optional<double> share(const QString &name);
    std::optional<bool> truth(const QString &name);
    /// The place of a word among those that are allowed, in any case.
    std::optional<std::size_t> choice(const QString &name, const QStringList &allowed);

    void complain(const QString &name, const QString &sentence) { complain(name, sentence, leaveArgumentOut(name)); }
    void complain(const QString &name, const QString &sentence, const Remedy &remedy);
    void warn(const QString &name, const QString &sentence);

private:
    const QString *find(const QString &name) const;

    const ArgumentTexts &m_texts;
    std::vector<Problem> &m_problems;
};

} // namespace pixelscape
