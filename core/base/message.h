#pragma once

#include <QMetaType>
#include <QString>

#include <vector>

namespace pixelscape {

/// The operation's message types (Esri's esriJobMessageType...).
enum class MessageType { Informative, Warning, Error, Abort };

/// One line of a run's log, for people.
struct Message
{
    MessageType type = MessageType::Informative;
    QString description;
    bool operator==(const Message &) const = default;
};

enum class Severity { Warning, Error };

/// What one click does about a problem: a field of the request gets another text; an empty one leaves it out.
struct Remedy
{
    QString label; ///< "Replace the file"
    QString field; ///< as Problem::field, and overwrite or startOver, whose texts are true and false
    QString value;
    bool operator==(const Remedy &) const = default;
};

/// Something about a request that the user should know before it runs. `field` is the request's own name for what is
/// wrong (inputRaster, model, modelArguments.padding, outputClassifiedRaster, context.extent, ...). An Error blocks the
/// run.
struct Problem
{
    QString field;
    Severity severity = Severity::Error;
    QString sentence;
    std::vector<Remedy> remedies = {};
    bool operator==(const Problem &) const = default;
};

inline bool blocksRun(const std::vector<Problem> &problems)
{
    for (const Problem &problem : problems)
        if (problem.severity == Severity::Error)
            return true;
    return false;
}

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::Message)
