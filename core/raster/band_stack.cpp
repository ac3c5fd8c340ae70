#include "core/raster/band_stack.h"

#include "core/base/error.h"
#include "core/raster/coordinate_system.h"
#include "core/raster/gdal_errors.h"
#include "core/raster/stack_text.h"
#include "core/raster/warp_source.h"

#include <QFileInfo>
#include <QSet>

#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct OpenFile
{
    QString path;
    Dataset dataset;
};

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

QString numbered(const QString &name, int number)
{
    return number == 1 ? name : name + u'_' + QString::number(number);
}

QString systemOrNone(const OGRSpatialReference *crs)
{
    return crs ? systemName(*crs) : u"no coordinate system"_s;
}

void refuseOtherSystem(const OpenFile &one, const OpenFile &other)
{
    const OGRSpatialReference *first = one.dataset->GetSpatialRef();
    const OGRSpatialReference *second = other.dataset->GetSpatialRef();
    if ((!first && !second) || (first && second && isSameSystem(*first, *second)))
        return;
    throw Error(u"%1 has %2 and %3 has %4; reproject one of them (gdalwarp -t_srs), so that all bands are in one "
                "coordinate system."_s.arg(one.path, systemOrNone(first), other.path, systemOrNone(second)));
}

/// The next type that can hold a value beyond those of `type`, and such a value.
std::pair<GDALDataType, double> withNodata(GDALDataType type)
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    switch (type) {
    case GDT_Byte:
        return {GDT_Int16, -1};
    case GDT_UInt16:
        return {GDT_Int32, -1};
    case GDT_Int16:
        return {GDT_Int32, double(std::numeric_limits<std::int16_t>::min()) - 1};
    case GDT_Float32:
        return {GDT_Float32, nan};
    default:
        return {GDT_Float64, nan};
    }
}

bool hasOwnMask(GDALRasterBand &band)
{
    return (band.GetMaskFlags() & (GMF_ALL_VALID | GMF_NODATA | GMF_ALPHA)) == 0;
}

void settleNodata(StackBand &band, const RasterInfo &grid, std::optional<double> preset)
{
    int isGiven = 0;
    const double own = band.band->GetNoDataValue(&isGiven);
    if (isGiven)
        band.nodata = own;
    else if (preset && !GDALDataTypeIsFloating(band.type))
        band.nodata = preset;
    band.skipsMasked = hasOwnMask(*band.band);
    const bool coversAll = band.place.cells == PixelRect{0, 0, grid.size.width, grid.size.height};
    const bool isAlpha = band.band->GetColorInterpretation() == GCI_AlphaBand;
    // A mask of one band alone would be lost where the stack is warped: a NoData value holds everywhere.
    if ((!coversAll || band.skipsMasked) && !band.nodata && !isAlpha) {
        const auto [type, nodata] = withNodata(band.type);
        band.type = type;
        band.nodata = nodata;
    }
}

class Stack
{
public:
    Stack(const QStringList &paths, std::optional<double> nodata, std::span<const int> used) : m_nodata(nodata)
    {
        for (const QString &path : paths) {
            m_files.push_back({pathFromAnywhere(path), openDataset(pathFromAnywhere(path))});
            m_infos.push_back(describe(*m_files.back().dataset, path));
            refuseOtherSystem(m_files.front(), m_files.back());
        }
        settleFinest(used);
    }

    BandStack made(const std::vector<NamedBandFile> &names)
    {
        for (std::size_t i = 0; i < m_files.size(); ++i)
            addBands(i, names.empty() ? QString() : names[i].name);
        BandStack result;
        result.definition = stackText(*m_files[m_finest].dataset, m_infos[m_finest], m_bands);
        for (const OpenFile &file : m_files)
            result.files.append(file.path);
        result.coversAll = m_partial.isEmpty();
        result.isOfOneCellSize = std::ranges::all_of(
            m_infos, [this](const RasterInfo &info) { return haveEquallyFineCells(info, m_infos[m_finest]); });
        remarkOnCells(result.remarks);
        remarkOnEdges(result.remarks);
        remarkOnNames(result.remarks);
        return result;
    }

private:
    /// The file whose grid it is: of those with a band that is used, the finest.
    void settleFinest(std::span<const int> used)
    {
        std::vector<std::size_t> candidates;
        int first = 0;
        for (std::size_t file = 0; file < m_infos.size(); ++file) {
            const int last = first + int(m_infos[file].bands.size());
            m_isUsed.push_back(used.empty() || std::ranges::any_of(used, [first, last](int band) {
                                   return band >= first && band < last;
                               }));
            if (m_isUsed.back())
                candidates.push_back(file);
            first = last;
        }
        std::vector<RasterInfo> infos;
        for (const std::size_t file : candidates)
            infos.push_back(m_infos[file]);
        m_finest = infos.empty() ? finestOf(m_infos) : candidates[finestOf(infos)];
    }

    void addBands(std::size_t file, const QString &name)
    {
        GDALDataset &dataset = *m_files[file].dataset;
        const PlaceOnGrid place = placeOnGrid(m_infos[file], m_infos[m_finest]);
        const RasterInfo &grid = m_infos[m_finest];
        if (m_isUsed[file] && place.cells != PixelRect{0, 0, grid.size.width, grid.size.height})
            m_partial.append(fileName(m_files[file].path));
        for (int number = 1; number <= dataset.GetRasterCount(); ++number) {
            StackBand band;
            band.band = dataset.GetRasterBand(number);
            band.path = m_files[file].path;
            band.name = name.isEmpty() ? ownName(file, number) : numbered(name, number);
            band.type = band.band->GetRasterDataType();
            band.place = place;
            settleNodata(band, grid, m_nodata);
            noteCells(file, band);
            m_bands.push_back(band);
        }
    }

    QString ownName(std::size_t file, int number) const
    {
        const QString &description = m_infos[file].bands[std::size_t(number) - 1].name;
        if (!description.isEmpty())
            return description;
        return numbered(rasterTitle(m_files[file].path), number);
    }

    void noteCells(std::size_t file, const StackBand &band)
    {
        const PlaceOnGrid &place = band.place;
        if (place.width > 1.001 * place.cells.width)
            m_finer.append(band.name);
        else if (m_isUsed[file] && place.width < 0.999 * place.cells.width)
            m_enlarged.append(band.name);
    }

    void remarkOnCells(QStringList &remarks) const
    {
        const QString grid = fileName(m_files[m_finest].path);
        if (!m_finer.isEmpty())
            remarks.append(
                u"The grid is that of %1; the finer cells of %2 are not used."_s.arg(grid, m_finer.join(u", "_s)));
        if (!m_enlarged.isEmpty())
            remarks.append(u"The bands are on the grid of %1, the finest%2; cells of %3 are repeated."_s.arg(
                grid, m_finer.isEmpty() ? QString() : u" that is used"_s, m_enlarged.join(u", "_s)));
    }

    void remarkOnEdges(QStringList &remarks) const
    {
        for (const QString &name : m_partial)
            remarks.append(
                u"%1 does not cover %2; it has no data outside."_s.arg(name, fileName(m_files[m_finest].path)));
    }

    void remarkOnNames(QStringList &remarks) const
    {
        QSet<QString> seen;
        QSet<QString> said;
        for (const StackBand &band : m_bands) {
            const QString key = band.name.toLower();
            if (seen.contains(key) && !said.contains(key)) {
                remarks.append(u"Several bands are called %1; the name means the first of them."_s.arg(band.name));
                said.insert(key);
            }
            seen.insert(key);
        }
    }

    std::optional<double> m_nodata;
    std::vector<OpenFile> m_files;
    std::vector<RasterInfo> m_infos;
    std::vector<bool> m_isUsed; ///< by file
    std::size_t m_finest = 0;
    std::vector<StackBand> m_bands;
    QStringList m_partial;
    QStringList m_finer;    ///< bands with smaller cells than the grid
    QStringList m_enlarged; ///< bands with larger cells that are used
};

} // namespace

QString rasterTitle(const QString &path)
{
    const QFileInfo file(path);
    if (!path.contains(u':') || file.exists())
        return file.completeBaseName();
    QString variable = path.mid(path.lastIndexOf(u':') + 1);
    variable = variable.mid(variable.lastIndexOf(u'/') + 1);
    return variable.remove(u'"');
}

BandStack stackBands(const QStringList &rasters, std::span<const int> used)
{
    if (rasters.isEmpty())
        throw Error(u"There is no raster whose bands could be stacked; name one or more."_s);
    return Stack(rasters, {}, used).made({});
}

BandStack stackBands(const std::vector<NamedBandFile> &files, std::optional<double> nodata, std::span<const int> used)
{
    QStringList paths;
    for (const NamedBandFile &file : files)
        paths.append(file.path);
    return Stack(paths, nodata, used).made(files);
}

} // namespace pixelscape
