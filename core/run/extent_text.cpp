#include "core/run/extent_text.h"

#include <QLocale>
#include <QStringList>

#include <array>
#include <cmath>

namespace pixelscape {

QString groundBoxText(const GroundBox &box)
{
    QStringList numbers;
    for (const double number : {box.xMinimum, box.yMinimum, box.xMaximum, box.yMaximum})
        numbers << QString::number(number, 'f', QLocale::FloatingPointShortest);
    return numbers.join(u',');
}

std::optional<GroundBox> groundBoxFromText(const QString &text)
{
    const QStringList parts = text.split(u',');
    std::array<double, 4> numbers{};
    if (parts.size() != qsizetype(numbers.size()))
        return std::nullopt;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        bool isNumber = false;
        numbers[i] = parts[qsizetype(i)].trimmed().toDouble(&isNumber);
        if (!isNumber || !std::isfinite(numbers[i]))
            return std::nullopt;
    }
    return GroundBox{numbers[0], numbers[1], numbers[2], numbers[3]};
}

} // namespace pixelscape
