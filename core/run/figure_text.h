#pragma once

#include <QString>

#include <cstdint>
#include <optional>

/// Figures as people read them, the same on the command line and in the window.
namespace pixelscape {

/// "1.25 Mpixel/s"
QString rateText(double pixelsPerSecond);
/// "time left unknown" (negative), "40 s left", "3 min 5 s left", "1 h 20 min left"
QString timeLeftText(double seconds);
/// "0.4 s", "12 s", "3 min 5 s", "1 h 20 min"
QString durationText(double seconds);
/// "850 m²", "12.4 ha", "3.71 km²"; an em dash where it is not known
QString areaText(std::optional<double> squareMetres);
/// "0.6 GB", "128 MB"
QString bytesText(std::int64_t bytes);
/// "31.4 %", "< 0.1 %" of what is there but rounds to nothing
QString shareText(std::int64_t part, std::int64_t whole);
/// Digits in groups: "1 234 567" with narrow spaces
QString countText(std::int64_t number);

} // namespace pixelscape
