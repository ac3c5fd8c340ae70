#include "ui/map/value_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("MapValues", text);
}

/// The shortest text that is this number and no other.
template <typename Number> QString shortest(Number number)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return QString::fromLatin1(text.data(), end - text.data());
}

} // namespace

QString valueText(const BandInfo &band, std::optional<double> value)
{
    if (!value)
        return noDataText();
    if (!band.isFloatingPoint)
        return QString::number(*value, 'f', 0);
    return band.bits <= 32 ? shortest(float(*value)) : shortest(*value);
}

QString bandTitle(const RasterInfo &raster, int band)
{
    const QString &name = raster.bands[std::size_t(band)].name;
    return name.isEmpty() ? translated(QT_TRANSLATE_NOOP("MapValues", "Band %1")).arg(band + 1) : name;
}

QString classText(const ClassLegend &legend, std::int64_t value)
{
    const auto entry = std::ranges::find(legend, value, &ClassEntry::value);
    return entry == legend.end() ? QString::number(value) : u"%1 %2"_s.arg(QString::number(value), entry->name);
}

QString noDataText()
{
    return translated(QT_TRANSLATE_NOOP("MapValues", "no data"));
}

QString classTitle()
{
    return translated(QT_TRANSLATE_NOOP("MapValues", "Class"));
}

QString notYetText()
{
    return translated(QT_TRANSLATE_NOOP("MapValues", "not classified yet"));
}

} // namespace pixelscape
