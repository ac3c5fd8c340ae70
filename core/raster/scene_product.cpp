#include "core/raster/scene_product.h"

#include "core/base/error.h"
#include "core/raster/scene_files.h"
#include "core/raster/sentinel2_offset.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr double outsideTheScene = 0;
/// B8A follows B8 and comes before B9.
constexpr int afterTen = 10;

using Bands = std::map<int, NamedBandFile>;

std::vector<NamedBandFile> inOrder(const Bands &bands)
{
    std::vector<NamedBandFile> files;
    for (const auto &[order, file] : bands)
        files.push_back(file);
    return files;
}

QString nameOf(const QString &path)
{
    return QFileInfo(QDir::cleanPath(path)).fileName();
}

/// The folders that hold IMG_DATA: of the product as a whole, or of the one granule that was given.
QStringList granulesOf(const QString &folder)
{
    const QStringList names = namesIn(folder);
    if (names.contains(u"IMG_DATA"_s))
        return {folder};
    QStringList granules;
    if (names.contains(u"GRANULE"_s))
        for (const QString &name : namesIn(folder + u"/GRANULE"_s))
            if (namesIn(folder + u"/GRANULE/"_s + name).contains(u"IMG_DATA"_s))
                granules.append(folder + u"/GRANULE/"_s + name);
    return granules;
}

QRegularExpressionMatch sentinel2Band(const QString &fileName)
{
    static const QRegularExpression pattern(u"(?:^|_)B(0[1-9]|1[0-2]|8A)(?:_[126]0m)?\\.(?:jp2|tiff?)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(fileName);
}

bool isSentinel2(const QString &path, const QString &folder)
{
    static const QRegularExpression productName(u"^S2[A-D]_(MSI|OPER_PRD_MSI).*\\.(SAFE|zip)$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    if (productName.match(nameOf(path)).hasMatch())
        return true;
    const QStringList names = namesIn(folder);
    // Of level 2A, the bands of one cell size have a folder of their own.
    static const QRegularExpression sizeFolder(u"^R[126]0m$"_s);
    const auto isBand = [](const QString &name) { return sentinel2Band(name).hasMatch(); };
    return names.contains(u"GRANULE"_s) || names.contains(u"IMG_DATA"_s) ||
           (sizeFolder.match(nameOf(path)).hasMatch() && std::ranges::any_of(names, isBand));
}

/// Bands of one folder that are not among `bands` yet.
void addSentinel2Bands(const QString &folder, Bands &bands)
{
    for (const QString &name : namesIn(folder)) {
        const QRegularExpressionMatch match = sentinel2Band(name);
        if (!match.hasMatch())
            continue;
        const bool isA = match.captured(1).compare("8A"_L1, Qt::CaseInsensitive) == 0;
        const int number = isA ? 8 : match.captured(1).toInt();
        const QString band = isA ? u"B8A"_s : u"B%1"_s.arg(number);
        bands.insert({number * afterTen + (isA ? 5 : 0), {folder + u'/' + name, band}});
    }
}

QStringList missingSentinel2Bands(const Bands &bands)
{
    QStringList missing;
    QSet<QString> there;
    for (const auto &[order, file] : bands)
        there.insert(file.name);
    // Level 2A has no B10, which sees nothing but the atmosphere.
    for (const char *name : {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12"})
        if (!there.contains(QString::fromUtf8(name)))
            missing.append(QString::fromUtf8(name));
    return missing;
}

BandStack sentinel2Stack(const QString &path, const QString &folder, std::span<const int> used)
{
    const QStringList granules = granulesOf(folder);
    if (granules.size() > 1)
        throw Error(u"%1 holds %2 granules; give one of them, for example %3."_s.arg(
            path, QString::number(granules.size()), granules.front()));
    Bands bands;
    for (const QString &granule : granules)
        for (const char *part : {"/R10m", "/R20m", "/R60m", ""})
            addSentinel2Bands(granule + u"/IMG_DATA"_s + QString::fromUtf8(part), bands);
    if (granules.isEmpty())
        addSentinel2Bands(folder, bands); // packed by hand without its folders, or those of one cell size
    if (bands.empty())
        throw Error(u"%1 is a Sentinel-2 product without its bands (GRANULE/*/IMG_DATA/*_B02.jp2 and so on); it may be "
                    "cut off or incomplete: fetch it again."_s.arg(path));
    BandStack stack = stackBands(inOrder(bands), outsideTheScene, used);
    const QStringList missing = missingSentinel2Bands(bands);
    if (!missing.isEmpty())
        stack.remarks.append(u"%1 lacks %2: later bands have moved up, so give bands by name."_s.arg(
            nameOf(path), missing.join(u", "_s)));
    const QString offset = sentinel2OffsetRemark(folder, nameOf(path));
    if (!offset.isEmpty())
        stack.remarks.append(offset);
    return stack;
}

/// What is told by the name of a band of a Landsat product.
struct LandsatBand
{
    QString scene;
    bool isSurface = false;
    int number = 0;
    int gain = 0;
};

std::optional<LandsatBand> landsatBand(const QString &name)
{
    static const QRegularExpression pattern(
        u"^(L[COTEM]\\d\\d_.+?)_"
        "(?:B(\\d+)(?:_VCID_([12]))?|S[RT]_B(\\d+)|(?:sr|bt)_band(\\d+))\\.tiff?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.match(name);
    if (!match.hasMatch())
        return {};
    const QString plain = match.captured(2);
    const QString surface = match.captured(4) + match.captured(5);
    return LandsatBand{match.captured(1), plain.isEmpty(), (plain.isEmpty() ? surface : plain).toInt(),
                       match.captured(3).toInt()};
}

/// A folder that holds rasters of several scenes is no product, whatever they are called.
bool isLandsat(const QString &path, const QString &folder)
{
    static const QRegularExpression productName(u"^L[COTEM]\\d\\d_L\\d.*\\.(tar|tar\\.gz|tgz)$"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    if (productName.match(nameOf(path)).hasMatch())
        return true;
    static const QRegularExpression metadata(u"^(L[COTEM]\\d\\d_.+)_MTL\\.(txt|xml|json)$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    QSet<QString> scenes;
    for (const QString &name : folder.isEmpty() ? QStringList() : namesIn(folder)) {
        if (const auto band = landsatBand(name))
            scenes.insert(band->scene.toUpper());
        else if (const auto match = metadata.match(name); match.hasMatch())
            scenes.insert(match.captured(1).toUpper());
    }
    return scenes.size() == 1;
}

BandStack landsatStack(const QString &path, const QString &folder, std::span<const int> used)
{
    if (folder.isEmpty())
        throw Error(u"%1 is compressed as a whole, so that its bands cannot be read in place; unpack it and give the "
                    "folder."_s.arg(path));
    Bands bands[2];
    for (const QString &name : namesIn(folder)) {
        const auto band = landsatBand(name);
        if (!band)
            continue;
        const QString gain = band->gain ? u"_VCID_%1"_s.arg(band->gain) : QString();
        bands[band->isSurface].insert(
            {band->number * afterTen + band->gain, {folder + u'/' + name, u"B%1"_s.arg(band->number) + gain}});
    }
    const Bands &chosen = bands[1].empty() ? bands[0] : bands[1];
    if (chosen.empty())
        throw Error(u"%1 is a Landsat product without its bands (*_B1.TIF or *_SR_B1.TIF and so on); it may be cut off "
                    "or incomplete: fetch it again."_s.arg(path));
    BandStack stack = stackBands(inOrder(chosen), outsideTheScene, used);
    if (!bands[0].empty() && !bands[1].empty())
        stack.remarks.append(u"%1 has bands of level 1 and 2; those of level 2 are taken."_s.arg(nameOf(path)));
    return stack;
}

} // namespace

bool isSceneProduct(const QString &path)
{
    const QString folder = sceneFolder(path);
    return (!folder.isEmpty() && isSentinel2(path, folder)) || isLandsat(path, folder);
}

std::optional<BandStack> productStack(const QString &path, std::span<const int> used)
{
    const QString folder = sceneFolder(path);
    if (!folder.isEmpty() && isSentinel2(path, folder))
        return sentinel2Stack(path, folder, used);
    if (isLandsat(path, folder))
        return landsatStack(path, folder, used);
    return {};
}

QString sceneProductAround(const QString &file)
{
    // PRODUCT.SAFE/GRANULE/NAME/IMG_DATA/R10m/BAND.jp2 lies deepest.
    constexpr int deepest = 5;
    QFileInfo folder(QFileInfo(file).absolutePath());
    QString product;
    for (int level = 0; level < deepest && !folder.isRoot(); ++level) {
        if (isSceneProduct(folder.filePath()))
            product = folder.filePath(); // of a granule in a product, the product
        folder.setFile(folder.path());
    }
    return product;
}

} // namespace pixelscape
