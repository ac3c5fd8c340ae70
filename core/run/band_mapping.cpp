#include "core/run/band_mapping.h"

#include "core/base/error.h"

#include <QFileInfo>
#include <QStringList>

#include <numeric>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

QStringList bandNames(const RasterInfo &raster)
{
    QStringList names;
    for (const BandInfo &band : raster.bands)
        names << (band.name.isEmpty() ? u"(unnamed)"_s : band.name);
    return names;
}

int bandNamed(const QString &name, const RasterInfo &raster, const QString &modelPath)
{
    for (std::size_t i = 0; i < raster.bands.size(); ++i)
        if (raster.bands[i].name.compare(name, Qt::CaseInsensitive) == 0)
            return int(i);
    throw Error(u"%1 needs a band called %2; %3 has %4. Name the raster's bands, or choose a raster that has it."_s.arg(
        fileName(modelPath), name, fileName(raster.path), bandNames(raster).join(u", ")));
}

QString countText(std::size_t bands)
{
    return bands == 1 ? u"1 band"_s : u"%1 bands"_s.arg(bands);
}

} // namespace

std::vector<int> mapBands(const ModelDefinition &definition, const RasterInfo &raster, const QString &modelPath)
{
    std::vector<int> bands;
    if (!definition.extractBands) {
        bands.resize(raster.bands.size());
        std::iota(bands.begin(), bands.end(), 0);
        return bands;
    }
    int highest = -1;
    for (const BandReference &reference : *definition.extractBands) {
        const int *number = std::get_if<int>(&reference);
        bands.push_back(number ? *number : bandNamed(std::get<QString>(reference), raster, modelPath));
        highest = std::max(highest, bands.back());
    }
    if (std::size_t(highest) >= raster.bands.size())
        throw Error(u"%1 needs %2 (its ExtractBands go up to band %3); %4 has %5. Choose a raster with the bands "
                    "that the model was trained on."_s.arg(fileName(modelPath), countText(std::size_t(highest) + 1),
                                                           QString::number(highest + 1), fileName(raster.path),
                                                           countText(raster.bands.size())));
    return bands;
}

} // namespace pixelscape
