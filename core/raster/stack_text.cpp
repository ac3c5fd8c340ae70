#include "core/raster/stack_text.h"

#include <QXmlStreamWriter>

#include <ogr_spatialref.h>

#include <cmath>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString exactText(double number)
{
    return std::isnan(number) ? u"nan"_s : QString::number(number, 'g', 17);
}

void writeSystem(QXmlStreamWriter &xml, GDALDataset &dataset, const QString &wkt)
{
    const OGRSpatialReference *crs = dataset.GetSpatialRef();
    if (!crs || wkt.isEmpty())
        return;
    QStringList axes;
    for (const int axis : crs->GetDataAxisToSRSAxisMapping())
        axes.append(QString::number(axis));
    xml.writeStartElement(u"SRS"_s);
    xml.writeAttribute(u"dataAxisToSRSAxisMapping"_s, axes.join(u','));
    xml.writeCharacters(wkt);
    xml.writeEndElement();
}

void writeGeoTransform(QXmlStreamWriter &xml, const RasterInfo &raster)
{
    if (!raster.hasGeoTransform)
        return;
    QStringList numbers;
    for (const double coefficient : raster.geoTransform.c)
        numbers.append(exactText(coefficient));
    xml.writeTextElement(u"GeoTransform"_s, numbers.join(u", "_s));
}

void writeRect(QXmlStreamWriter &xml, const QString &name, const std::array<double, 4> &rect)
{
    xml.writeEmptyElement(name);
    xml.writeAttribute(u"xOff"_s, exactText(rect[0]));
    xml.writeAttribute(u"yOff"_s, exactText(rect[1]));
    xml.writeAttribute(u"xSize"_s, exactText(rect[2]));
    xml.writeAttribute(u"ySize"_s, exactText(rect[3]));
}

/// With these GDAL need not open the file before its pixels are wanted.
void writeProperties(QXmlStreamWriter &xml, GDALRasterBand &band)
{
    Size block;
    band.GetBlockSize(&block.width, &block.height);
    xml.writeEmptyElement(u"SourceProperties"_s);
    xml.writeAttribute(u"RasterXSize"_s, QString::number(band.GetXSize()));
    xml.writeAttribute(u"RasterYSize"_s, QString::number(band.GetYSize()));
    xml.writeAttribute(u"DataType"_s, QString::fromUtf8(GDALGetDataTypeName(band.GetRasterDataType())));
    xml.writeAttribute(u"BlockXSize"_s, QString::number(block.width));
    xml.writeAttribute(u"BlockYSize"_s, QString::number(block.height));
}

/// Nearest neighbour is what GDAL does where a source says nothing of resampling.
void writeSource(QXmlStreamWriter &xml, const StackBand &band)
{
    xml.writeStartElement(band.skipsMasked ? u"ComplexSource"_s : u"SimpleSource"_s);
    xml.writeStartElement(u"SourceFilename"_s);
    xml.writeAttribute(u"relativeToVRT"_s, u"0"_s);
    xml.writeCharacters(band.path);
    xml.writeEndElement();
    xml.writeTextElement(u"SourceBand"_s, QString::number(band.band->GetBand()));
    writeProperties(xml, *band.band);
    const PlaceOnGrid &place = band.place;
    writeRect(xml, u"SrcRect"_s, {place.x, place.y, place.width, place.height});
    const PixelRect &cells = place.cells;
    writeRect(xml, u"DstRect"_s, {double(cells.x), double(cells.y), double(cells.width), double(cells.height)});
    if (band.skipsMasked)
        xml.writeTextElement(u"UseMaskBand"_s, u"true"_s);
    xml.writeEndElement();
}

void writeBand(QXmlStreamWriter &xml, const StackBand &band, int number)
{
    xml.writeStartElement(u"VRTRasterBand"_s);
    xml.writeAttribute(u"dataType"_s, QString::fromUtf8(GDALGetDataTypeName(band.type)));
    xml.writeAttribute(u"band"_s, QString::number(number));
    if (!band.name.isEmpty())
        xml.writeTextElement(u"Description"_s, band.name);
    if (band.nodata)
        xml.writeTextElement(u"NoDataValue"_s, exactText(*band.nodata));
    int isGiven = 0;
    const double scale = band.band->GetScale(&isGiven);
    if (isGiven)
        xml.writeTextElement(u"Scale"_s, exactText(scale));
    const double offset = band.band->GetOffset(&isGiven);
    if (isGiven)
        xml.writeTextElement(u"Offset"_s, exactText(offset));
    // Colours say nothing any more once bands of several files stand side by side; alpha says where data is.
    if (band.band->GetColorInterpretation() == GCI_AlphaBand)
        xml.writeTextElement(u"ColorInterp"_s, u"Alpha"_s);
    writeSource(xml, band);
    xml.writeEndElement();
}

} // namespace

QString stackText(GDALDataset &dataset, const RasterInfo &finest, const std::vector<StackBand> &bands)
{
    QString text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement(u"VRTDataset"_s);
    xml.writeAttribute(u"rasterXSize"_s, QString::number(finest.size.width));
    xml.writeAttribute(u"rasterYSize"_s, QString::number(finest.size.height));
    writeSystem(xml, dataset, finest.crsWkt);
    writeGeoTransform(xml, finest);
    for (std::size_t i = 0; i < bands.size(); ++i)
        writeBand(xml, bands[i], int(i) + 1);
    xml.writeEndElement();
    return text;
}

} // namespace pixelscape
