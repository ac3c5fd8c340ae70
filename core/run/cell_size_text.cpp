#include "core/run/cell_size_text.h"

#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString numberText(double number)
{
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

std::optional<CellSizeWish> numbersFrom(const QString &text)
{
    const QStringList parts = text.split(u',');
    CellSizeWish wish{CellSizeWish::Kind::Numbers, 0, 0, {}};
    bool isX = false;
    bool isY = false;
    wish.x = parts.first().trimmed().toDouble(&isX);
    wish.y = parts.last().trimmed().toDouble(&isY);
    return isX && isY && parts.size() <= 2 ? std::optional(wish) : std::nullopt;
}

} // namespace

CellSizeWish cellSizeFromText(const QString &text)
{
    const QString word = text.trimmed();
    if (word.isEmpty())
        return {};
    if (word.compare("MaxOf"_L1, Qt::CaseInsensitive) == 0)
        return {CellSizeWish::Kind::Largest, 0, 0, {}};
    if (word.compare("MinOf"_L1, Qt::CaseInsensitive) == 0)
        return {CellSizeWish::Kind::Smallest, 0, 0, {}};
    if (const std::optional<CellSizeWish> numbers = numbersFrom(word))
        return *numbers;
    return {CellSizeWish::Kind::OfARaster, 0, 0, word};
}

QString cellSizeText(const CellSizeWish &wish)
{
    switch (wish.kind) {
    case CellSizeWish::Kind::Numbers:
        return wish.x == wish.y ? numberText(wish.x) : numberText(wish.x) + u',' + numberText(wish.y);
    case CellSizeWish::Kind::Largest:
        return u"MaxOf"_s;
    case CellSizeWish::Kind::Smallest:
        return u"MinOf"_s;
    case CellSizeWish::Kind::OfARaster:
        return wish.raster;
    case CellSizeWish::Kind::AsInput:
        break;
    }
    return {};
}

} // namespace pixelscape
