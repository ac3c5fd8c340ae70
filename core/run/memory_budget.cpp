#include "core/run/memory_budget.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pixelscape {

std::optional<std::int64_t> memoryBudget(const QString &text, std::int64_t freeBytes)
{
    static const QRegularExpression form(uR"(^\s*([0-9]+(?:\.[0-9]+)?)\s*(%|([KMGT])i?B?)\s*$)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).toDouble();
    double unit = double(freeBytes) / 100;
    if (const QString prefix = match.captured(3).toUpper(); !prefix.isEmpty())
        unit = double(std::int64_t(1) << (10 * (u"KMGT"_s.indexOf(prefix) + 1)));
    constexpr double most = 1e15;
    const double bytes = number * unit;
    return bytes >= 1 && bytes < most ? std::optional(std::int64_t(bytes)) : std::nullopt;
}

} // namespace pixelscape
