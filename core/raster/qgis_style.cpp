#include "core/raster/qgis_style.h"

#include "core/raster/result_tiff.h"

#include <QFile>
#include <QXmlStreamWriter>

namespace pixelscape {

using namespace Qt::StringLiterals;

namespace {

void writeClass(QXmlStreamWriter &xml, const ClassEntry &entry)
{
    xml.writeEmptyElement(u"paletteEntry"_s);
    xml.writeAttribute(u"value"_s, QString::number(qint64(entry.value)));
    xml.writeAttribute(u"label"_s, entry.name);
    xml.writeAttribute(u"color"_s, entry.color.hex());
    xml.writeAttribute(u"alpha"_s, u"255"_s);
}

void writeRenderer(QXmlStreamWriter &xml, const ClassLegend &legend)
{
    xml.writeStartElement(u"rasterrenderer"_s);
    xml.writeAttribute(u"type"_s, u"paletted"_s);
    xml.writeAttribute(u"band"_s, u"1"_s);
    xml.writeAttribute(u"opacity"_s, u"1"_s);
    xml.writeAttribute(u"alphaBand"_s, u"-1"_s);
    xml.writeAttribute(u"nodataColor"_s, QString());
    xml.writeEmptyElement(u"rasterTransparency"_s);
    xml.writeStartElement(u"colorPalette"_s);
    for (const ClassEntry &entry : legend)
        writeClass(xml, entry);
    xml.writeEndElement();
    xml.writeEndElement();
}

} // namespace

void writeQgisStyle(const QString &path, const QString &finalPath, const ClassLegend &legend)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        throw resultNotWritten(finalPath, file.errorString());
    QXmlStreamWriter xml(&file);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeDTD(u"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"_s);
    xml.writeStartElement(u"qgis"_s);
    xml.writeAttribute(u"version"_s, u"3.22"_s);
    xml.writeAttribute(u"styleCategories"_s, u"Symbology"_s);
    xml.writeStartElement(u"pipe"_s);
    writeRenderer(xml, legend);
    xml.writeEndElement();
    xml.writeEndDocument();
    const bool written = file.flush() && !xml.hasError();
    file.close();
    if (!written || file.error() != QFileDevice::NoError)
        throw resultNotWritten(finalPath, file.errorString());
}

} // namespace pixelscape
