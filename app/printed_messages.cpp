#include "app/printed_messages.h"

#include "core/run/request_option.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The option that does what the remedy says; empty where there is none.
QString optionFor(const Remedy &remedy)
{
    if (remedy.value.isEmpty())
        return {};
    if (remedy.field.startsWith("modelArguments."_L1))
        return u"--arg %1=%2"_s.arg(remedy.field.section(u'.', 1), remedy.value);
    return optionText(remedy.field, remedy.value);
}

/// The sentence with the options that help in brackets, before its full stop.
QString sentenceWithOptions(const Problem &problem)
{
    QString sentence = problem.sentence;
    QStringList options;
    for (const Remedy &remedy : problem.remedies)
        if (const QString option = optionFor(remedy); !option.isEmpty())
            options << option;
    if (!options.isEmpty() && sentence.endsWith(u'.'))
        sentence.insert(sentence.size() - 1, u" (%1)"_s.arg(options.join(u", ")));
    return sentence;
}

} // namespace

void printLine(const QString &line)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
}

void printProblem(const Problem &problem)
{
    const QString kind = problem.severity == Severity::Warning ? u" (warning)"_s : QString();
    printLine(problem.field + kind + u": "_s + sentenceWithOptions(problem));
}

void printMessage(const Message &message)
{
    const QString kind = message.type == MessageType::Warning ? u"warning: "_s
                         : message.type == MessageType::Error ? u"error: "_s
                                                              : QString();
    printLine(kind + message.description);
}

} // namespace pixelscape
