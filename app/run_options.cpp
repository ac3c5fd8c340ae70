#include "app/run_options.h"

#include "core/base/error.h"
#include "core/run/extent_text.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString example = u"\nExample, with a wider padding and two workers:\n"
                        "  pixelscape classify scene.tif land_cover.dlpk classes.tif --arg padding=64 --workers 2"_s;

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"arg"_s,
         u"An argument of the model: padding, batch_size, tile_size, predict_background, threshold, "
         "return_probability_raster, test_time_augmentation, merge_policy, edge, blend. May be repeated."_s,
         u"NAME=VALUE"_s},
        {u"bands"_s,
         u"The raster's band for each channel of the network, by number (the first is 1, as GDAL and QGIS show them) or "
         "by name; instead of the model's ExtractBands."_s,
         u"4,3,2"_s},
        {u"model-root"_s,
         u"The folder of ModelFile where MODEL is a definition as JSON text; the current one otherwise."_s, u"DIR"_s},
        {u"bbox"_s, u"Classify only this box, in the raster's coordinates."_s, u"XMIN,YMIN,XMAX,YMAX"_s},
        {u"device"_s, u"cpu or gpu."_s, u"DEVICE"_s, u"cpu"_s},
        {u"engine"_s, u"auto, openvino or opencv."_s, u"ENGINE"_s, u"auto"_s},
        {u"workers"_s, u"Worker processes: auto, a number (0 is one at a time), or a share of the cores such as 80%."_s,
         u"WORKERS"_s, u"auto"_s},
        {u"recycle"_s, u"Replace a worker after this many sections; 0 is never."_s, u"N"_s, u"0"_s},
        {u"retries"_s, u"How often a failed section is tried again."_s, u"N"_s, u"0"_s},
        {u"section-deadline"_s,
         u"Seconds that a worker may take to load the network, or for a section, before it is taken for hung and "
         "ended; 0 chooses."_s,
         u"SECONDS"_s, u"0"_s},
        {u"section-tiles"_s,
         u"Tiles that a worker gets at a time, along a row; 0 chooses. The result does not depend on it."_s, u"N"_s,
         u"0"_s},
        {u"co"_s, u"A creation option of the GeoTIFF, such as COMPRESS=ZSTD. May be repeated."_s, u"NAME=VALUE"_s},
        {u"overwrite"_s, u"Replace an output that exists."_s},
        {u"start-over"_s, u"Discard what an unfinished run to this output left, instead of continuing it."_s},
        {u"report"_s, u"Write a JSON report; - is standard output."_s, u"FILE"_s},
        {{u"q"_s, u"quiet"_s}, u"No progress; messages still go to standard error."_s},
        {{u"h"_s, u"help"_s}, u"This text."_s},
    });
    parser.addPositionalArgument(u"INPUT"_s, u"The raster: anything that GDAL opens."_s);
    parser.addPositionalArgument(u"MODEL"_s, u"The model: an .emd, a .dlpk, or a model definition as JSON text."_s);
    parser.addPositionalArgument(u"OUTPUT"_s, u"The GeoTIFF to write."_s);
}

std::pair<QString, QString> nameAndValue(const QString &option, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        throw Error(u"--%1 %2 is not NAME=VALUE, such as %3."_s.arg(
            option, text, option == "co"_L1 ? u"COMPRESS=ZSTD"_s : u"padding=64"_s));
    return {text.left(equals).trimmed(), text.sliced(equals + 1)};
}

int wholeNumber(const QCommandLineParser &parser, const QString &option)
{
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (!isNumber)
        throw Error(u"--%1 %2 is not a whole number."_s.arg(option, parser.value(option)));
    return number;
}

GroundBox readBox(const QString &text)
{
    const std::optional<GroundBox> box = groundBoxFromText(text);
    if (!box)
        throw Error(u"--bbox %1 is not four numbers, XMIN,YMIN,XMAX,YMAX."_s.arg(text));
    return *box;
}

/// Qt takes "-5,1,2,3" for an option; numbers that begin with a minus are joined to the option before them.
QStringList withJoinedNumbers(const QStringList &words)
{
    QStringList joined;
    for (const QString &word : words) {
        const bool isNegative = word.size() > 1 && word.startsWith(u'-') && word.at(1).isDigit();
        if (isNegative && !joined.isEmpty() && joined.last().startsWith("--"_L1) && !joined.last().contains(u'='))
            joined.last() += u'=' + word;
        else
            joined << word;
    }
    return joined;
}

} // namespace

RunOptions readRunOptions(const QString &face, const QStringList &words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(face == "plan"_L1
                                         ? u"Says what would run, and every problem; writes nothing."_s + example
                                         : u"Classifies a raster with a trained model."_s + example);
    addOptions(parser);
    const bool isRead = parser.parse(QStringList{u"pixelscape "_s + face} + withJoinedNumbers(words));
    if (isRead && parser.isSet(u"help"_s))
        throw HelpAsked{parser.helpText()};
    if (!isRead)
        throw Error(parser.errorText() + u" See pixelscape %1 --help."_s.arg(face));
    const QStringList places = parser.positionalArguments();
    if (places.size() != 3)
        throw Error(u"%1 needs INPUT, MODEL and OUTPUT; %2 were given. See pixelscape %1 --help."_s.arg(face).arg(
            places.size()));
    RunOptions options;
    RunRequest &request = options.request;
    request.inputRaster = places[0];
    request.model = places[1];
    request.outputClassifiedRaster = places[2];
    const QStringList arguments = parser.values(u"arg"_s);
    for (const QString &text : arguments)
        if (!request.modelArguments.insert(nameAndValue(u"arg"_s, text)).second)
            throw Error(u"--arg %1 is given twice; give it once."_s.arg(nameAndValue(u"arg"_s, text).first));
    request.modelRoot = parser.value(u"model-root"_s);
    request.bandMapping = parser.value(u"bands"_s);
    if (parser.isSet(u"bands"_s) && request.bandMapping.trimmed().isEmpty())
        throw Error(u"--bands names no band; give numbers or names, such as 4,3,2."_s);
    if (parser.isSet(u"bbox"_s))
        request.extent = readBox(parser.value(u"bbox"_s));
    request.processorType = parser.value(u"device"_s);
    request.engine = parser.value(u"engine"_s);
    request.parallelProcessingFactor = parser.value(u"workers"_s);
    request.recycleProcessingWorker = wholeNumber(parser, u"recycle"_s);
    request.retryOnFailures = wholeNumber(parser, u"retries"_s);
    request.sectionDeadline = wholeNumber(parser, u"section-deadline"_s);
    request.tilesPerSection = wholeNumber(parser, u"section-tiles"_s);
    if (request.tilesPerSection < 0 || request.tilesPerSection > 4096)
        throw Error(u"--section-tiles takes a number from 0 to 4096."_s);
    const QStringList creationOptions = parser.values(u"co"_s);
    for (const QString &text : creationOptions)
        request.creationOptions << nameAndValue(u"co"_s, text).first + u'=' + nameAndValue(u"co"_s, text).second;
    request.overwrite = parser.isSet(u"overwrite"_s);
    request.startOver = parser.isSet(u"start-over"_s);
    options.reportFile = parser.value(u"report"_s);
    options.quiet = parser.isSet(u"quiet"_s);
    return options;
}

} // namespace pixelscape
