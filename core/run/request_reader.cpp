#include "core/run/request_reader.h"

#include "core/base/error.h"
#include "core/model/definition_members.h"
#include "core/model/json_text.h"
#include "core/run/context_reader.h"
#include "core/run/request_field.h"

#include <QFile>
#include <QFileInfo>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The fields of a form; each value is JSON or a plain text.
Json formObject(const QByteArray &text)
{
    // In a form a plus is a space.
    QByteArray fields = text.trimmed();
    fields.replace('+', "%20");
    Json object = Json::object();
    const QList<std::pair<QString, QString>> items =
        QUrlQuery(QString::fromUtf8(fields)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items) {
        const Json read = Json::parse(value.toStdString(), nullptr, false);
        object[name.toStdString()] = read.is_discarded() ? Json(value) : read;
    }
    return object;
}

/// A form has a name and an equals sign in front; JSON a bracket.
bool isForm(const QByteArray &text)
{
    const QByteArray start = text.trimmed();
    const qsizetype equals = start.indexOf('=');
    return equals > 0 && !start.startsWith('{') && !start.startsWith('[') && !start.first(equals).contains(' ');
}

/// One request from its object.
class RequestReader
{
public:
    explicit RequestReader(const QString &folder) : m_places(folder, m_reading.messages) {}

    RequestReading read(const Json &object)
    {
        RequestMembers members(object, {}, m_reading.problems);
        readPlaces(members);
        readArguments(members);
        if (const std::optional<Json> context = members.object({u"context"_s}))
            readContext(*context, m_places, m_reading.request, m_reading.problems);
        readOurs(members);
        // What a REST client sends beside the operation's own members.
        for (const char *name : {"f", "token", "returnMessages", "env"})
            members.find({QString::fromLatin1(name)});
        members.warnOfOthers();
        return std::move(m_reading);
    }

private:
    void readPlaces(RequestMembers &members)
    {
        RunRequest &request = m_reading.request;
        QStringList rasters = m_places.places(members, {u"inputRaster"_s});
        if (!rasters.isEmpty())
            request.inputRaster = rasters.takeFirst();
        request.furtherRasters = rasters;
        if (const Json *model = members.find({u"model"_s}))
            readModel(*model);
        if (const Json *output = members.find({u"outputClassifiedRaster"_s, u"outputClassifedRaster"_s}))
            readOutput(*output);
        if (const auto all = members.truth({u"processAllRasterItems"_s}))
            request.processAllRasterItems = *all;
    }

    /// A place, or the definition itself.
    void readModel(const Json &value)
    {
        RunRequest &request = m_reading.request;
        const std::optional<Json> structure = structureIn(value);
        if (!structure || !structure->is_object() || structure->empty() || namesPlace(*structure)) {
            request.model = m_places.placeIn(value, u"model"_s, m_reading.problems).value_or(QString());
            return;
        }
        request.model = value.is_string() ? value.get<QString>() : QString::fromStdString(value.dump());
        request.modelRoot = m_places.folder();
    }

    void readOutput(const Json &value)
    {
        const QString path = u"outputClassifiedRaster"_s;
        const std::optional<Json> structure = structureIn(value);
        const bool isService = structure && structure->is_object() &&
                               (structure->contains("serviceProperties") || structure->contains("itemProperties"));
        if (isService && !namesPlace(*structure)) {
            m_reading.problems.push_back({path + u".serviceProperties"_s, Severity::Error,
                                          u"%1.serviceProperties asks for an image service, which only a portal can "
                                          "publish; give a uri to write a file instead."_s.arg(path)});
            return;
        }
        Json place = structure.value_or(value);
        if (isService) {
            place.erase("serviceProperties");
            place.erase("itemProperties");
            m_reading.messages.push_back(
                {MessageType::Warning, u"%1.serviceProperties and itemProperties are left out: "
                                       "a file is written, no service published."_s.arg(path)});
        }
        m_reading.request.outputClassifiedRaster =
            m_places.placeIn(place, path, m_reading.problems).value_or(QString());
    }

    void readArguments(RequestMembers &members)
    {
        const std::optional<Json> arguments = members.object({u"modelArguments"_s});
        if (!arguments)
            return;
        for (const auto &[key, value] : arguments->items()) {
            const QString name = QString::fromStdString(key);
            const QString path = u"modelArguments."_s + name;
            if (value.is_structured())
                m_reading.problems.push_back(
                    {path, Severity::Error, u"%1 must be a text or a number, not %2."_s.arg(path, shortened(value))});
            else if (!value.is_null())
                m_reading.request.modelArguments[name] =
                    value.is_string() ? value.get<QString>() : QString::fromStdString(value.dump());
        }
    }

    void readOurs(RequestMembers &members)
    {
        RunRequest &request = m_reading.request;
        for (const char *name : {"engine", "resampling", "bandMapping", "memory"})
            if (const auto text = members.text({QString::fromLatin1(name)}))
                setRequestField(request, QString::fromLatin1(name), *text);
        if (const auto folder = m_places.place(members, {u"modelRoot"_s}))
            request.modelRoot = *folder;
        for (const char *name : {"sectionDeadline", "tilesPerSection"})
            if (const auto number = members.wholeNumber({QString::fromLatin1(name)}))
                setRequestField(request, QString::fromLatin1(name), QString::number(*number));
        for (const char *name : {"stack", "overwrite", "startOver"})
            if (const auto truth = members.truth({QString::fromLatin1(name)}))
                setRequestField(request, QString::fromLatin1(name), *truth ? u"true"_s : u"false"_s);
        readCreationOptions(members);
    }

    void readCreationOptions(RequestMembers &members)
    {
        const QString name = u"creationOptions"_s;
        const Json *options = members.find({name});
        if (!options)
            return;
        const auto isText = [](const Json &option) { return option.is_string(); };
        if (options->is_array() && std::ranges::all_of(*options, isText))
            for (const Json &option : *options)
                m_reading.request.creationOptions << option.get<QString>();
        else
            members.refuse(name, u"must be a list of texts such as COMPRESS=ZSTD, not %1."_s.arg(shortened(*options)));
    }

    RequestReading m_reading;
    PlaceReader m_places;
};

} // namespace

RequestReading readRequest(const QByteArray &text, const QString &fileName, const QString &folder)
{
    const QByteArray decoded = decodeText(text, fileName);
    const Json object = isForm(decoded) ? formObject(decoded) : parseJson(decoded, fileName);
    if (!object.is_object())
        throw Error(u"%1 is no request: it must be one JSON object with inputRaster, model and "
                    "outputClassifiedRaster."_s.arg(fileName));
    return readRequest(object, folder);
}

RequestReading readRequest(const Json &object, const QString &folder)
{
    return RequestReader(folder).read(object);
}

RequestReading readRequestFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(u"The request %1 cannot be read (%2); check the path."_s.arg(path, file.errorString()));
    return readRequest(file.read(largestJsonText + 1), path, QFileInfo(path).absolutePath());
}

} // namespace pixelscape
