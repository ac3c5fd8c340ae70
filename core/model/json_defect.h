#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace pixelscape {

/// Where a text stops being JSON, and why in words for people who do not know JSON.
struct JsonDefect
{
    qsizetype offset = 0; ///< byte in the text
    QString reason;       ///< no capital, no full stop: "a comma is missing before "Classes""
};

/// The first defect of UTF-8 text, or nothing. Besides JSON, the tokens that Python writes (NaN, Infinity, -Infinity)
/// pass. Refuses more than 64 levels of nesting and objects of more than 4096 members: no definition has them, and they
/// would exhaust the parser's stack or its patience.
std::optional<JsonDefect> findJsonDefect(const QByteArray &utf8);

} // namespace pixelscape
