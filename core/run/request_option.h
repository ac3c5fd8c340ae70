#pragma once

#include "core/run/run_request.h"

#include <QStringList>

namespace pixelscape {

/// An option of the command line that says one field of a request.
struct RequestOption
{
    QString name;  ///< without the two minuses
    QString field; ///< as requestFields() has it
    QString value; ///< what the help calls its value; empty for an option that has none, and is true where it stands
    QString help;
};

/// All of them, in the order of the help; without --arg and --co, which may be repeated.
const std::vector<RequestOption> &requestOptions();

/// "--workers 2": the option that gives a field a text. Empty where there is none.
QString optionText(const QString &field, const QString &value);

/// A word as a shell takes it.
QString shellWord(QString word);

} // namespace pixelscape
