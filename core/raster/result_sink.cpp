#include "core/raster/result_sink.h"

#include "core/base/error.h"
#include "core/raster/attribute_dbf.h"
#include "core/raster/attribute_table.h"
#include "core/raster/creation_options.h"
#include "core/raster/qgis_style.h"
#include "core/raster/result_files.h"
#include "core/raster/result_tiff.h"

#include <QDir>
#include <QFileInfo>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

GDALDataType gdalType(ResultType type)
{
    switch (type) {
    case ResultType::Byte:
        return GDT_Byte;
    case ResultType::UInt16:
        return GDT_UInt16;
    case ResultType::Int16:
        return GDT_Int16;
    case ResultType::UInt32:
        return GDT_UInt32;
    case ResultType::Int32:
        break;
    }
    return GDT_Int32;
}

/// Control characters in a class name would make the XML sidecars unreadable.
ClassLegend printable(ClassLegend legend)
{
    for (ClassEntry &entry : legend)
        for (QChar &character : entry.name)
            if (character.category() == QChar::Other_Control || character.isNull())
                character = u' ';
    return legend;
}

/// Only Byte and UInt16 have a colour map in TIFF. It has no transparency: readers make the NoData entry transparent.
void setColorTable(GDALRasterBand &band, const ResultDescription &description)
{
    const ResultType type = description.format.type;
    if (type != ResultType::Byte && type != ResultType::UInt16)
        return;
    GDALColorTable table;
    for (const ClassEntry &entry : description.legend) {
        const GDALColorEntry color{entry.color.red, entry.color.green, entry.color.blue, 255};
        table.SetColorEntry(int(entry.value), &color);
    }
    const GDALColorEntry transparent{0, 0, 0, 0};
    table.SetColorEntry(int(description.format.nodata), &transparent);
    band.SetColorTable(&table);
}

TiffLayout layoutOf(const ResultDescription &description)
{
    return {description.grid,
            gdalType(description.format.type),
            double(description.format.nodata),
            mergedCreationOptions(description.creationOptions),
            description.recipe,
            everySecondPixel(std::size_t(description.format.bytesPerPixel()))};
}

} // namespace

struct ResultSink::Private
{
    Private(const QString &path, const QString &output, const ResultDescription &whole)
        : finalPath(output), description(whole), tiff(path, output, layoutOf(whole), [&whole](GDALRasterBand &band) {
              setColorTable(band, whole);
              band.SetDescription("Class");
              band.SetMetadataItem("LAYER_TYPE", "thematic");
          })
    {
        description.legend = printable(description.legend);
    }

    void requireAllCounted(const ClassCounts &counts) const;
    void writeSidecars(const ClassCounts &counts) const;

    QString finalPath;
    ResultDescription description;
    ResultTiff tiff;
};

ResultSink::ResultSink(const QString &folder, const QString &finalPath, const ResultDescription &description)
    : d(std::make_unique<Private>(QDir(folder).filePath(QFileInfo(finalPath).fileName()), finalPath, description))
{
}

ResultSink::~ResultSink() = default;

int ResultSink::rowsOfPart() const
{
    return d->tiff.rowsOfPart();
}

int ResultSink::blockWidth() const
{
    return d->tiff.blockWidth();
}

void ResultSink::appendPart(std::span<const std::byte> values, int columns)
{
    d->tiff.appendPart(values, columns);
}

void ResultSink::appendNodata()
{
    d->tiff.appendNodata();
}

void ResultSink::finish(const ClassCounts &counts, const GoOn &mayGoOn)
{
    d->tiff.requireComplete();
    d->requireAllCounted(counts);
    d->tiff.finish(mayGoOn);
    d->writeSidecars(counts);
}

void ResultSink::moveToPlace()
{
    moveResult(d->tiff.path(), d->finalPath);
}

void ResultSink::Private::requireAllCounted(const ClassCounts &counts) const
{
    const Size size = description.grid.size();
    std::int64_t counted = counts.nodata;
    for (const auto &[value, count] : counts.pixels)
        counted += count;
    if (counted != size.area())
        throw Error(u"The classes of the result %1 count %2 pixels, but it has %3."_s.arg(finalPath).arg(counted).arg(
            size.area()));
}

void ResultSink::Private::writeSidecars(const ClassCounts &counts) const
{
    const ResultFiles files = resultFiles(tiff.path());
    writeAuxiliaryTables(tiff.path(), finalPath, description.legend, counts);
    writeAttributeDbf(files.attributeDbf, finalPath, description.legend, counts);
    writeQgisStyle(files.style, finalPath, description.legend);
}

} // namespace pixelscape
