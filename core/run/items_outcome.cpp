#include "core/run/items_outcome.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString classifiedText(const ItemsOutcome &outcome)
{
    if (outcome.made == outcome.all)
        return outcome.all == 1 ? u"The raster was classified"_s : u"All %1 rasters were classified"_s.arg(outcome.all);
    return outcome.made == 1 ? u"1 of %1 rasters was classified"_s.arg(outcome.all)
                             : u"%1 of %2 rasters were classified"_s.arg(outcome.made).arg(outcome.all);
}

/// `one` for a single raster, `several` with its number for more.
QString counted(qsizetype number, const QString &one, const QString &several)
{
    return number == 1 ? one : several.arg(number);
}

} // namespace

QString itemsSentence(const ItemsOutcome &outcome)
{
    if (outcome.present == outcome.all)
        return counted(outcome.all, u"The class map was there already."_s, u"All %1 class maps were there already."_s);
    QStringList parts{classifiedText(outcome)};
    if (outcome.present > 0)
        parts << counted(outcome.present, u"1 had its class map already"_s, u"%1 had their class maps already"_s);
    if (outcome.foreign > 0)
        parts << counted(outcome.foreign, u"1 has a class map of something else, which was left as it is"_s,
                         u"%1 have class maps of something else, which were left as they are"_s);
    if (outcome.outside > 0)
        parts << counted(outcome.outside, u"1 lies outside of extent or mask"_s, u"%1 lie outside of extent or mask"_s);
    if (outcome.failed > 0)
        parts << counted(outcome.failed, u"1 failed: the same request tries it again"_s,
                         u"%1 failed: the same request tries them again"_s);
    if (outcome.left() > 0)
        parts << counted(outcome.left(), u"1 is left: the same request does it"_s,
                         u"%1 are left: the same request does them"_s);
    return parts.join(u"; "_s) + u'.';
}

} // namespace pixelscape
