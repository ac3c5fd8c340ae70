#include "core/run/item_state.h"

#include "core/base/error.h"
#include "core/raster/result_reader.h"
#include "core/run/recipe.h"
#include "core/run/resolve.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString remedy = u"; choose another folder, or allow the files to be replaced."_s;

Json recipeIn(const QString &output)
{
    try {
        return Json::parse(readRecipeText(output).toStdString(), nullptr, false);
    } catch (const Error &) {
        return {}; // it is no raster
    }
}

} // namespace

ItemState itemState(const RunRequest &item, const DataStores &stores)
{
    const QString &output = item.outputClassifiedRaster;
    const auto different = [&item](const QString &reason) {
        return item.overwrite ? ItemState() : ItemState{ItemState::Kind::Different, reason + remedy};
    };
    if ((item.overwrite && item.startOver) || !QFileInfo::exists(output))
        return {};
    const Json recipe = recipeIn(output);
    if (!recipe.is_object())
        return different(u"%1 is there, and was not made by Pixelscape"_s.arg(output));
    RunRequest again = item;
    again.overwrite = true;
    const Resolution resolution = resolve(again, stores);
    if (!resolution.spec)
        return {};
    const QStringList differences = differencesFrom(recipe, *resolution.spec);
    if (differences.isEmpty())
        return {ItemState::Kind::Made, {}};
    return different(
        u"%1 is there, but not from this request (what differs: %2)"_s.arg(output, differences.join(u", "_s)));
}

QString foreignMapsSentence(const ItemRequests &items, const RunSpec &one)
{
    qsizetype strangers = 0; // not made by Pixelscape
    qsizetype others = 0;
    QStringList differences;
    for (const RunRequest &item : items.requests) {
        if (item.overwrite || !QFileInfo::exists(item.outputClassifiedRaster))
            continue;
        const Json recipe = recipeIn(item.outputClassifiedRaster);
        const QStringList found = recipe.is_object() ? commonDifferencesFrom(recipe, one) : QStringList();
        differences += found;
        strangers += recipe.is_object() ? 0 : 1;
        others += found.isEmpty() ? 0 : 1;
    }
    if (strangers + others == 0)
        return {};
    differences.removeDuplicates();
    const QString number = u"%1 of %2"_s.arg(strangers + others).arg(items.requests.size());
    if (others == 0)
        return u"In %1 there are files with the names of %2 class maps that Pixelscape did not make"_s.arg(items.folder,
                                                                                                           number) +
               remedy;
    return u"%1 class maps are in %2 already, but not from this request (what differs: %3)"_s.arg(
               number, items.folder, differences.join(u", "_s)) +
           remedy;
}

} // namespace pixelscape
