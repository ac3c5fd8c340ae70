#include "core/run/band_mapping.h"

#include "core/base/error.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <numeric>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

QString countText(std::size_t bands)
{
    return bands == 1 ? u"1 band"_s : u"%1 bands"_s.arg(bands);
}

/// "Red, Green, NIR", "4 bands without names": what there is to choose from, at a length that can be read.
QString namesText(const RasterInfo &raster)
{
    constexpr qsizetype most = 12;
    QStringList names;
    for (const BandInfo &band : raster.bands)
        names << (band.name.isEmpty() ? u"(unnamed)"_s : band.name);
    if (names.count(u"(unnamed)"_s) == names.size())
        return names.size() == 1 ? u"1 band without a name"_s : u"%1 bands without names"_s.arg(names.size());
    const qsizetype more = names.size() - most;
    return names.first(std::min(names.size(), most)).join(u", ") + (more > 0 ? u" and %1 more"_s.arg(more) : QString());
}

/// "8A" of B8A, b08a, T32TQM_20200607_B8A and T32TQM_20200607_B8A_20m: each agency and program writes it otherwise.
/// Empty for other names, and for "Band 8", which only says where a band stands in its file.
QString sensorNumber(const QString &name)
{
    static const QRegularExpression pattern(u"(?:^|[_ .-])B0*(\\d{1,2}A?)(?:_\\d\\dm)?$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(name).captured(1).toUpper();
}

/// As sensorNumber(), also of a bare "8A"; "8" alone says where a band stands in its file.
QString wantedSensorNumber(const QString &name)
{
    static const QRegularExpression bare(u"^0*(\\d{1,2}A)$"_s, QRegularExpression::CaseInsensitiveOption);
    const QString number = bare.match(name).captured(1).toUpper();
    return number.isEmpty() ? sensorNumber(name) : number;
}

/// The only band of this number of the sensor; nothing where there is none, or more than one.
std::optional<int> findBySensorNumber(const QString &name, const RasterInfo &raster)
{
    const QString number = wantedSensorNumber(name);
    std::optional<int> found;
    for (std::size_t i = 0; i < raster.bands.size(); ++i) {
        if (number.isEmpty() || sensorNumber(raster.bands[i].name) != number)
            continue;
        if (found)
            return std::nullopt;
        found = int(i);
    }
    return found;
}

std::optional<int> findBand(const QString &name, const RasterInfo &raster)
{
    for (std::size_t i = 0; i < raster.bands.size(); ++i)
        if (!name.isEmpty() && raster.bands[i].name.compare(name, Qt::CaseInsensitive) == 0)
            return int(i);
    return findBySensorNumber(name, raster);
}

int bandNamed(const QString &name, const RasterInfo &raster, const QString &modelPath)
{
    if (const auto band = findBand(name, raster))
        return *band;
    throw Error(
        u"%1 needs a band called %2; %3 has %4. Name the raster's bands, say by number which bands to take, or choose a raster that has it."_s
            .arg(fileName(modelPath), name, fileName(raster.path), namesText(raster)));
}

int askedBand(const QString &word, const RasterInfo &raster)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    const auto band = isNumber ? std::optional(number - 1) : findBand(word, raster);
    if (band && *band >= 0 && std::size_t(*band) < raster.bands.size())
        return *band;
    const QString has = isNumber ? countText(raster.bands.size()) : namesText(raster);
    throw Error(u"%1 is no band of %2, which has %3; bands are given by name or number, the first being 1."_s.arg(
        word.isEmpty() ? u"An empty name"_s : word, fileName(raster.path), has));
}

} // namespace

std::vector<int> mapAskedBands(const ModelDefinition &definition, const RasterInfo &raster, const QString &modelPath,
                               const QString &asked)
{
    std::vector<int> bands;
    const QStringList words = asked.split(u',');
    for (const QString &word : words)
        bands.push_back(askedBand(word.trimmed(), raster));
    if (definition.extractBands && definition.extractBands->size() != bands.size())
        throw Error(u"%1 names %2, but %3 takes %4. Name one band for each channel of the model."_s.arg(
            asked, countText(bands.size()), fileName(modelPath), countText(definition.extractBands->size())));
    return bands;
}

std::vector<int> statisticsPositions(const ModelDefinition &definition, const RasterInfo &raster, std::size_t channels)
{
    std::vector<int> positions;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        if (!definition.extractBands) {
            positions.push_back(int(channel));
            continue;
        }
        const BandReference &reference = definition.extractBands->at(channel);
        const int *number = std::get_if<int>(&reference);
        const auto position = number ? std::optional(*number) : findBand(std::get<QString>(reference), raster);
        if (!position)
            throw Error(u"The model's statistics are by the position of its bands, and %1 has no band called %2 that "
                        "would tell it. Name the raster's bands as the model does."_s.arg(
                            fileName(raster.path), std::get<QString>(reference)));
        positions.push_back(*position);
    }
    return positions;
}

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
