#include "core/run/item_state.h"

#include "core/base/error.h"
#include "core/raster/result_reader.h"
#include "core/run/recipe.h"
#include "core/run/resolve.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

ItemState different(const QString &reason)
{
    return {ItemState::Kind::Different, u"%1; choose another folder, or allow the files to be replaced."_s.arg(reason)};
}

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
    if (item.overwrite || !QFileInfo::exists(output))
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

} // namespace pixelscape
