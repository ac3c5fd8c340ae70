#include "core/raster/attribute_dbf.h"

#include "core/raster/gdal_errors.h"
#include "core/raster/result_files.h"
#include "core/raster/result_tiff.h"

#include <ogrsf_frmts.h>

#include <algorithm>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 254;
constexpr int shortColumn = 4;
constexpr int longColumn = 9; ///< the widest that ArcGIS reads as a long integer
constexpr int bigColumn = 18;

QByteArray cutName(const QString &name)
{
    QByteArray utf8 = name.toUtf8();
    if (utf8.size() <= longestName)
        return utf8;
    qsizetype end = longestName;
    while (end > 0 && (std::uint8_t(utf8[end]) & 0xC0) == 0x80)
        --end;
    return utf8.first(end);
}

int nameWidth(const ClassLegend &legend)
{
    qsizetype widest = 1;
    for (const ClassEntry &entry : legend)
        widest = std::max(widest, cutName(entry.name).size());
    return int(widest);
}

int valueWidth(const ClassLegend &legend)
{
    qsizetype widest = longColumn;
    for (const ClassEntry &entry : legend)
        widest = std::max(widest, QByteArray::number(qint64(entry.value)).size());
    return int(widest);
}

bool addColumn(OGRLayer &layer, const char *name, OGRFieldType type, int width)
{
    OGRFieldDefn field(name, type);
    field.SetWidth(width);
    return layer.CreateField(&field) == OGRERR_NONE;
}

bool addColumns(OGRLayer &layer, const ClassLegend &legend)
{
    return addColumn(layer, "Value", OFTInteger64, valueWidth(legend)) &&
           addColumn(layer, "Count", OFTInteger64, bigColumn) &&
           addColumn(layer, "ClassName", OFTString, nameWidth(legend)) &&
           addColumn(layer, "Red", OFTInteger, shortColumn) && addColumn(layer, "Green", OFTInteger, shortColumn) &&
           addColumn(layer, "Blue", OFTInteger, shortColumn);
}

bool addRow(OGRLayer &layer, const ClassEntry &entry, const ClassCounts &counts)
{
    const auto count = counts.pixels.find(entry.value);
    OGRFeature feature(layer.GetLayerDefn());
    feature.SetField(0, GIntBig(entry.value));
    feature.SetField(1, GIntBig(count == counts.pixels.end() ? 0 : count->second));
    feature.SetField(2, cutName(entry.name).constData());
    feature.SetField(3, entry.color.red);
    feature.SetField(4, entry.color.green);
    feature.SetField(5, entry.color.blue);
    return layer.CreateFeature(&feature) == OGRERR_NONE;
}

bool addRows(OGRLayer &layer, const ClassLegend &legend, const ClassCounts &counts)
{
    return std::ranges::all_of(legend, [&](const ClassEntry &entry) { return addRow(layer, entry, counts); });
}

OGRLayer *createLayer(GDALDataset &dataset, const QString &path)
{
    CPLStringList options;
    options.SetNameValue("ENCODING", "UTF-8");
    options.SetNameValue("DBF_DATE_LAST_UPDATE", "1970-01-01");
    return dataset.CreateLayer(CPLGetBasename(path.toUtf8().constData()), nullptr, wkbNone, options.List());
}

} // namespace

void writeAttributeDbf(const QString &path, const QString &finalPath, const ClassLegend &legend,
                       const ClassCounts &counts)
{
    GdalErrors errors;
    GDALDriver *driver = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    GDALDatasetUniquePtr dataset(driver->Create(path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
    OGRLayer *layer = dataset ? createLayer(*dataset, path) : nullptr;
    if (layer == nullptr || !addColumns(*layer, legend) || !addRows(*layer, legend, counts))
        throw resultNotWritten(finalPath, errors.lastMessage());
    closeResult(std::move(dataset), finalPath);
    requireEnd(path, "\x1a", finalPath);
    requireEnd(path.chopped(3) + u"cpg"_s, "UTF-8", finalPath);
}

} // namespace pixelscape
