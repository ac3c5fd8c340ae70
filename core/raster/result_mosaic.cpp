#include "core/raster/result_mosaic.h"

#include "core/raster/vrt_sources.h"

#include <map>

namespace pixelscape {

bool isResultMosaic(const QString &path)
{
    const QStringList sources = vrtSources(path);
    return !sources.isEmpty() &&
           std::ranges::all_of(sources, [](const QString &source) { return !readRecipeText(source).isEmpty(); });
}

bool isResultOrMosaic(const QString &path)
{
    return !readRecipeText(path).isEmpty() || isResultMosaic(path);
}

std::vector<ResultClass> classesOfResultOrMosaic(const QString &path)
{
    if (!isResultMosaic(path))
        return readResultClasses(path);
    std::map<std::int64_t, ResultClass> sums;
    for (const QString &source : vrtSources(path)) {
        for (const ResultClass &row : readResultClasses(source)) {
            const auto [sum, isNew] = sums.try_emplace(row.entry.value, row);
            if (!isNew && !(sum->second.entry == row.entry))
                return {};
            sum->second.pixels += isNew ? 0 : row.pixels;
        }
    }
    std::vector<ResultClass> classes;
    for (const auto &[value, row] : sums)
        classes.push_back(row);
    return classes;
}

} // namespace pixelscape
