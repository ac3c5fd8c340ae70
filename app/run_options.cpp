#include "app/run_options.h"

#include "core/base/error.h"
#include "core/run/request_field.h"
#include "core/run/request_option.h"
#include "core/run/request_reader.h"
#include "core/run/saved_data_stores.h"

#include <QCommandLineParser>
#include <QSet>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString example = u"\nExample, with a wider padding and two workers:\n"
                        "  pixelscape classify scene.tif land_cover.dlpk classes.tif --arg padding=64 --workers 2"_s;

QCommandLineOption optionOf(const RequestOption &option)
{
    return option.value.isEmpty() ? QCommandLineOption(option.name, option.help)
                                  : QCommandLineOption(option.name, option.help, option.value);
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"request"_s,
         u"A request file: the operation's JSON, or the fields of a REST client's form. Words and options win over it; "
         "INPUT and MODEL may be left out."_s,
         u"JOB.json"_s},
        {u"arg"_s,
         u"An argument of the model: padding, batch_size, tile_size, predict_background, threshold, "
         "return_probability_raster, test_time_augmentation, merge_policy, edge, blend. May be repeated."_s,
         u"NAME=VALUE"_s},
    });
    for (const RequestOption &option : requestOptions())
        parser.addOption(optionOf(option));
    parser.addOptions({
        {u"data-store"_s,
         u"Where /rasterStores/NAME, /fileShares/NAME and /cloudStores/NAME are: a folder or a bucket. May be "
         "repeated; wins over the settings."_s,
         u"NAME=PATH"_s},
        {u"co"_s, u"A creation option of the GeoTIFF, such as COMPRESS=ZSTD. May be repeated."_s, u"NAME=VALUE"_s},
        {u"report"_s, u"Write a JSON report; - is standard output."_s, u"FILE"_s},
        {u"write-request"_s, u"Write the request that this makes, and stop; - is standard output."_s, u"FILE"_s},
        {{u"q"_s, u"quiet"_s}, u"No progress; messages still go to standard error."_s},
        {{u"h"_s, u"help"_s}, u"This text."_s},
    });
    parser.addPositionalArgument(u"INPUT"_s, u"The raster: anything that GDAL opens. May be several."_s, u"INPUT..."_s);
    parser.addPositionalArgument(u"MODEL"_s, u"The model: an .emd, a .dlpk, or a model definition as JSON text."_s);
    parser.addPositionalArgument(u"OUTPUT"_s, u"The GeoTIFF to write."_s);
}

std::pair<QString, QString> nameAndValue(const QString &option, const QString &text)
{
    const qsizetype equals = text.indexOf(u'=');
    if (equals < 1)
        throw Error(u"--%1 %2 is not NAME=VALUE, such as %3."_s.arg(option, text,
                                                                    option == "co"_L1 ? u"COMPRESS=ZSTD"_s
                                                                    : option == "data-store"_L1
                                                                        ? u"scenes=/data/scenes"_s
                                                                        : u"padding=64"_s));
    return {text.left(equals).trimmed(), text.sliced(equals + 1)};
}

/// A variable of a script that was not set: taken for nothing, it would have the whole scene classified. Zero workers,
/// as many as it likes, is what the operation means by nothing.
void refuseEmpty(const QCommandLineParser &parser)
{
    for (const QString &place : parser.positionalArguments())
        if (place.trimmed().isEmpty())
            throw Error(u"INPUT, MODEL or OUTPUT is empty; give its place, or leave the word out."_s);
    QStringList names{u"request"_s, u"report"_s, u"write-request"_s};
    for (const RequestOption &option : requestOptions())
        if (!option.value.isEmpty() && option.field != "context.parallelProcessingFactor"_L1)
            names << option.name;
    for (const QString &name : names)
        if (parser.isSet(name) && parser.value(name).trimmed().isEmpty())
            throw Error(u"--%1 is empty; give it a value, or leave it out."_s.arg(name));
}

/// What an option takes, where a text for it made no sense.
QString expectedText(const RequestOption &option)
{
    return option.field == "context.extent"_L1 ? u"four numbers, XMIN,YMIN,XMAX,YMAX"_s : u"a whole number"_s;
}

void readPlaces(const QCommandLineParser &parser, const QString &face, RunRequest &request)
{
    const QStringList places = parser.positionalArguments();
    if (parser.isSet(u"request"_s) && places.size() <= 1) {
        if (places.size() == 1)
            request.outputClassifiedRaster = places.first();
        return;
    }
    if (places.size() < 3)
        throw Error(u"%1 needs INPUT, MODEL and OUTPUT; %2 were given. See pixelscape %1 --help."_s.arg(face).arg(
            places.size()));
    request.inputRaster = places.first();
    request.furtherRasters = places.sliced(1, places.size() - 3);
    request.model = places[places.size() - 2];
    request.outputClassifiedRaster = places.last();
}

void readArguments(const QCommandLineParser &parser, RunRequest &request)
{
    QSet<QString> given;
    const QStringList texts = parser.values(u"arg"_s);
    for (const QString &text : texts) {
        const auto &[name, value] = nameAndValue(u"arg"_s, text);
        if (given.contains(name))
            throw Error(u"--arg %1 is given twice; give it once."_s.arg(name));
        given << name;
        request.modelArguments[name] = value;
    }
}

void readFields(const QCommandLineParser &parser, RunRequest &request)
{
    for (const RequestOption &option : requestOptions()) {
        if (!parser.isSet(option.name))
            continue;
        const QString text = option.value.isEmpty() ? u"true"_s : parser.value(option.name);
        if (!setRequestField(request, option.field, text))
            throw Error(u"--%1 %2 is not %3."_s.arg(option.name, text, expectedText(option)));
    }
    if (parser.isSet(u"bbox-crs"_s) && !request.extent)
        throw Error(u"--bbox-crs is the coordinate system of --bbox, which is not given."_s);
    if (request.tilesPerSection < 0 || request.tilesPerSection > 4096)
        throw Error(u"--section-tiles takes a number from 0 to 4096."_s);
}

void readCreationOptions(const QCommandLineParser &parser, RunRequest &request)
{
    const QStringList texts = parser.values(u"co"_s);
    if (!texts.isEmpty())
        request.creationOptions.clear();
    for (const QString &text : texts) {
        const auto &[name, value] = nameAndValue(u"co"_s, text);
        request.creationOptions << name + u'=' + value;
    }
}

/// What is wrong in the file does not matter where an option says it again.
void dropOverruled(const QCommandLineParser &parser, std::vector<Problem> &problems)
{
    QStringList fields;
    for (const RequestOption &option : requestOptions())
        if (parser.isSet(option.name))
            fields << option.field;
    if (!parser.positionalArguments().isEmpty())
        fields << u"outputClassifiedRaster"_s;
    if (parser.positionalArguments().size() > 1)
        fields << u"inputRaster"_s << u"model"_s;
    std::erase_if(problems, [&fields](const Problem &problem) {
        return std::ranges::any_of(fields, [&problem](const QString &field) {
            return problem.field == field || problem.field.startsWith(field + u'.');
        });
    });
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
    refuseEmpty(parser);
    RunOptions options;
    if (parser.isSet(u"request"_s)) {
        RequestReading reading = readRequestFile(parser.value(u"request"_s));
        options.request = reading.request;
        options.problems = reading.problems;
        options.messages = reading.messages;
    }
    readPlaces(parser, face, options.request);
    dropOverruled(parser, options.problems);
    readArguments(parser, options.request);
    readFields(parser, options.request);
    readCreationOptions(parser, options.request);
    options.stores = savedDataStores();
    const QStringList stores = parser.values(u"data-store"_s);
    for (const QString &text : stores) {
        const auto &[name, place] = nameAndValue(u"data-store"_s, text);
        options.stores[name] = place;
    }
    options.requestFile = parser.value(u"write-request"_s);
    options.reportFile = parser.value(u"report"_s);
    options.quiet = parser.isSet(u"quiet"_s);
    return options;
}

} // namespace pixelscape
