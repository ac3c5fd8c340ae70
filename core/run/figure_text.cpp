#include "core/run/figure_text.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Groups stand apart by a narrow space that no line breaks at.
const QString groupSpace(QChar(0x202F));

/// Of a size that the eye takes in: "371", "12.4", "3.71".
QString threeDigits(double value)
{
    if (value >= 99.95)
        return countText(std::llround(value));
    return QString::number(value, 'f', value >= 9.995 ? 1 : 2);
}

QString minutesText(std::int64_t seconds)
{
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace

QString rateText(double pixelsPerSecond)
{
    return u"%1 Mpixel/s"_s.arg(pixelsPerSecond / 1e6, 0, 'f', 2);
}

QString timeLeftText(double seconds)
{
    if (seconds < 0)
        return u"time left unknown"_s;
    const auto whole = std::int64_t(std::ceil(seconds));
    return whole < 60 ? u"%1 s left"_s.arg(whole) : minutesText(whole) + u" left"_s;
}

QString durationText(double seconds)
{
    constexpr double shortest = 0.1;
    if (seconds < 9.95)
        return u"%1 s"_s.arg(std::max(shortest, seconds), 0, 'f', 1);
    const std::int64_t whole = std::llround(seconds);
    return whole < 60 ? u"%1 s"_s.arg(whole) : minutesText(whole);
}

QString areaText(std::optional<double> squareMetres)
{
    constexpr double hectare = 1e4;
    constexpr double squareKilometre = 1e6;
    if (!squareMetres)
        return u"—"_s;
    if (*squareMetres >= squareKilometre)
        return threeDigits(*squareMetres / squareKilometre) + u" km²"_s;
    if (*squareMetres >= hectare)
        return threeDigits(*squareMetres / hectare) + u" ha"_s;
    return QString::number(*squareMetres, 'f', 0) + u" m²"_s;
}

QString bytesText(std::int64_t bytes)
{
    constexpr double megabyte = 1e6;
    constexpr double gigabyte = 1e9;
    const auto number = double(bytes);
    if (number >= gigabyte / 2)
        return u"%1 GB"_s.arg(number / gigabyte, 0, 'f', number < 100 * gigabyte ? 1 : 0);
    if (number >= megabyte)
        return u"%1 MB"_s.arg(number / megabyte, 0, 'f', 0);
    return number >= 1000 ? u"%1 kB"_s.arg(number / 1000, 0, 'f', 0) : u"%1 bytes"_s.arg(bytes);
}

QString shareText(std::int64_t part, std::int64_t whole)
{
    const double percent = whole > 0 ? 100.0 * double(part) / double(whole) : 0;
    if (part > 0 && percent < 0.05)
        return u"< 0.1 %"_s;
    return u"%1 %"_s.arg(percent, 0, 'f', 1);
}

QString countText(std::int64_t number)
{
    QString text = QString::number(number);
    const qsizetype digits = number < 0 ? 1 : 0;
    for (qsizetype place = text.size() - 3; place > digits; place -= 3)
        text.insert(place, groupSpace);
    return text;
}

} // namespace pixelscape
