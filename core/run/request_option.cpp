#include "core/run/request_option.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pixelscape {

const std::vector<RequestOption> &requestOptions()
{
    static const std::vector<RequestOption> options{
        {u"model-root"_s, u"modelRoot"_s, u"DIR"_s,
         u"The folder of ModelFile where MODEL is a definition as JSON text; else the request's folder, or the current "
         "one."_s},
        {u"bands"_s, u"bandMapping"_s, u"4,3,2"_s,
         u"The raster's band for each channel of the network, by number (the first is 1, as GDAL and QGIS show them) or "
         "by name; instead of the model's ExtractBands."_s},
        {u"bbox"_s, u"context.extent"_s, u"XMIN,YMIN,XMAX,YMAX"_s,
         u"Classify only this box, in the output's coordinate system unless --bbox-crs names another."_s},
        {u"bbox-crs"_s, u"context.extent.spatialReference"_s, u"CRS"_s, u"The coordinate system of --bbox."_s},
        {u"dst-crs"_s, u"context.outSR"_s, u"CRS"_s,
         u"The coordinate system of the output, such as EPSG:32633; else the input's."_s},
        {u"resolution"_s, u"context.cellSize"_s, u"X[,Y]"_s,
         u"The size of the output's cells in units of its coordinate system; or a raster that has it; or MaxOf or MinOf, "
         "the largest or smallest among several inputs. Else the input's; with --dst-crs what gdalwarp would suggest."_s},
        {u"snap-raster"_s, u"context.snapRaster"_s, u"FILE"_s, u"A raster that the output's cells are aligned with."_s},
        {u"mask"_s, u"context.mask"_s, u"FILE"_s,
         u"Polygons or a raster: outside of them the output has no data. FILE|layername=NAME names a layer."_s},
        {u"resampling"_s, u"resampling"_s, u"METHOD"_s,
         u"nearest, bilinear or cubic; used only where the output's cells differ from the input's. Else bilinear."_s},
        {u"all-items"_s,
         u"processAllRasterItems"_s,
         {},
         u"Classify each raster of a collection on its own, into the folder OUTPUT, where what this request has made "
         "before stays; else one mosaic of them."_s},
        {u"stack"_s,
         u"stack"_s,
         {},
         u"The INPUTs are the bands of one scene, on the finest grid among those that the "
         "model uses."_s},
        {u"device"_s, u"context.processorType"_s, u"DEVICE"_s, u"cpu or gpu; else cpu."_s},
        {u"engine"_s, u"engine"_s, u"ENGINE"_s, u"auto, openvino or opencv; else auto."_s},
        {u"workers"_s, u"context.parallelProcessingFactor"_s, u"WORKERS"_s,
         u"Worker processes: auto, a number (0 is one at a time), or a share of the cores such as 80%. Else auto."_s},
        {u"memory"_s, u"memory"_s, u"SIZE"_s,
         u"Memory that the run may take: an amount such as 6G, or a share of what is free; else 50%. More lets larger "
         "tiles be inferred at once."_s},
        {u"recycle"_s, u"context.recycleProcessingWorker"_s, u"N"_s,
         u"Replace a worker after this many sections; 0 is never."_s},
        {u"retries"_s, u"context.retryOnFailures"_s, u"N"_s, u"How often a failed section is tried again; else 0."_s},
        {u"section-deadline"_s, u"sectionDeadline"_s, u"SECONDS"_s,
         u"Seconds that a worker may take to load the network, or for a section, before it is taken for hung and "
         "ended; 0 chooses."_s},
        {u"section-tiles"_s, u"tilesPerSection"_s, u"N"_s,
         u"Tiles that a worker gets at a time, along a row; 0 chooses. The result does not depend on it."_s},
        {u"overwrite"_s,
         u"overwrite"_s,
         {},
         u"Replace an output that exists; with --all-items, one that another request made."_s},
        {u"start-over"_s,
         u"startOver"_s,
         {},
         u"Discard what an unfinished run to this output left, instead of continuing it; with --all-items and "
         "--overwrite, make every class map again."_s},
    };
    return options;
}

QString shellWord(QString word)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (harmless.match(word).hasMatch())
        return word;
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

QString optionText(const QString &field, const QString &value)
{
    const auto option = std::ranges::find(requestOptions(), field, &RequestOption::field);
    if (option == requestOptions().end())
        return {};
    const QString name = u"--"_s + option->name;
    if (option->value.isEmpty())
        return value == "true"_L1 ? name : QString();
    // The word behind an option would be taken for another one.
    return value.isEmpty() || value.startsWith(u'-') ? shellWord(name + u'=' + value) : name + u' ' + shellWord(value);
}

} // namespace pixelscape
