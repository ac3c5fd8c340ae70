#pragma once

#include "core/base/json.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace pixelscape {

/// The members of one JSON object of a definition, read by name and type. Numbers written as texts ("256") are numbers;
/// null is as good as absent. What has the wrong type or range is an Error that names file and member. Holds references
/// only.
class DefinitionMembers
{
public:
    /// `where` goes before member names in sentences ("NormalizationStats.", "class 3: ").
    DefinitionMembers(const Json &object, QString fileName, QString where = {});

    const Json *find(const char *name) const; ///< nullptr where absent or null
    std::optional<QString> text(const char *name) const;
    std::optional<double> number(const char *name) const;
    std::optional<std::int64_t> integer(const char *name, std::int64_t least, std::int64_t greatest) const;
    std::optional<bool> truth(const char *name) const;
    const Json *list(const char *name) const; ///< nullptr where absent or null

    /// For information only: a text, else a number as it is written, else empty; never throws.
    QString information(const char *name) const;

    /// Throws Error: "FILE: WHERE.NAME reason."
    [[noreturn]] void refuse(const char *name, const QString &reason) const;

    const Json &object() const { return m_object; }
    const QString &fileName() const { return m_fileName; }

private:
    const Json &m_object;
    QString m_fileName;
    QString m_where;
};

/// A finite number, or a text that is one.
std::optional<double> numberIn(const Json &value);

/// A whole number (3, 3.0 or "3") that fits; nothing for anything else.
std::optional<std::int64_t> integerIn(const Json &value);

/// At most 60 characters of the value as it is written, for sentences.
QString shortened(const Json &value);

} // namespace pixelscape
