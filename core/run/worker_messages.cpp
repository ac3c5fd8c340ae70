#include "core/run/worker_messages.h"

#include "core/base/error.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QByteArray bytesOf(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

/// Runs a reader of a payload; whatever is wrong with it, the other process is not one that we know how to talk to.
template <typename Reader> auto readPayload(const QByteArray &payload, Reader reader)
{
    try {
        return reader(Json::parse(payload.begin(), payload.end()));
    } catch (const Json::exception &) {
        throw Error(u"A worker process sent a message that cannot be read."_s);
    }
}

Json rectJson(const PixelRect &rect)
{
    return {rect.x, rect.y, rect.width, rect.height};
}

PixelRect rectFrom(const Json &json)
{
    return {json.at(0), json.at(1), json.at(2), json.at(3)};
}

Json decisionJson(const DecisionArguments &decision)
{
    Json json = Json::object();
    if (decision.predictBackground)
        json["predictBackground"] = *decision.predictBackground;
    if (decision.threshold)
        json["threshold"] = *decision.threshold;
    return json;
}

DecisionArguments decisionFrom(const Json &json)
{
    DecisionArguments decision;
    if (json.contains("predictBackground"))
        decision.predictBackground = json["predictBackground"].get<bool>();
    if (json.contains("threshold"))
        decision.threshold = json["threshold"].get<double>();
    return decision;
}

Json growthJson(const TileGrowth &growth)
{
    return {{"workers", growth.workers},
            {"memoryBytes", growth.memoryBytes},
            {"tileSeconds", growth.tileSeconds},
            {"tile", {growth.tile.width, growth.tile.height}}};
}

TileGrowth growthFrom(const Json &json)
{
    return {json.at("workers"),
            json.at("memoryBytes"),
            json.at("tileSeconds"),
            {json.at("tile").at(0), json.at("tile").at(1)}};
}

} // namespace

WorkSeconds &WorkSeconds::operator+=(const WorkSeconds &other)
{
    read += other.read;
    prepare += other.prepare;
    inference += other.inference;
    decide += other.decide;
    write += other.write;
    return *this;
}

Frame helloFrame()
{
    return {FrameType::Hello, bytesOf({{"protocol", protocolVersion}, {"version", PIXELSCAPE_VERSION}})};
}

int protocolVersionFrom(const Frame &frame)
{
    return readPayload(frame.payload, [](const Json &json) { return json.at("protocol").get<int>(); });
}

Frame jobFrame(const WorkerJob &job)
{
    Json json{{"inputRaster", job.inputRaster},
              {"definition", job.definition},
              {"mask", job.mask},
              {"model", job.model},
              {"modelRoot", job.modelRoot},
              {"modelFingerprint", job.modelFingerprint},
              {"ground", job.ground},
              {"engine", job.engine},
              {"gpu", job.device == Device::Gpu},
              {"bands", job.bands},
              {"scaling", toJson(job.scaling)},
              {"tile", {job.tile.width, job.tile.height}},
              {"padding", job.padding},
              {"tilesPerSection", job.tilesPerSection},
              {"edgeZero", job.edge == EdgeRule::Zero},
              {"decision", decisionJson(job.decision)},
              {"batchSize", job.batchSize},
              {"augmentation", toJson(job.augmentation)},
              {"hann", job.blend == Blend::Hann},
              {"probabilityRaster", job.probabilityRaster},
              {"mostCacheBytes", job.mostCacheBytes},
              {"window", rectJson(job.window)}};
    if (job.growth)
        json["growth"] = growthJson(*job.growth);
    if (job.contract)
        json["contract"] = toJson(*job.contract);
    return {FrameType::Job, bytesOf(json)};
}

Frame prepareFrame(const WorkerJob &job)
{
    return {FrameType::Prepare, jobFrame(job).payload};
}

WorkerJob jobFrom(const Frame &frame)
{
    return readPayload(frame.payload, [](const Json &json) {
        WorkerJob job;
        job.inputRaster = json.at("inputRaster").get<QString>();
        job.definition = json.at("definition").get<QString>();
        job.mask = json.at("mask").get<QString>();
        job.model = json.at("model").get<QString>();
        job.modelRoot = json.at("modelRoot").get<QString>();
        job.modelFingerprint = json.at("modelFingerprint").get<QString>();
        job.ground = json.at("ground").get<QString>();
        job.engine = json.at("engine").get<QString>();
        job.device = json.at("gpu").get<bool>() ? Device::Gpu : Device::Cpu;
        job.bands = json.at("bands").get<std::vector<int>>();
        job.scaling = scalingFromJson(json.at("scaling"));
        job.tile = {json.at("tile").at(0), json.at("tile").at(1)};
        job.padding = json.at("padding");
        job.tilesPerSection = json.at("tilesPerSection");
        job.edge = json.at("edgeZero").get<bool>() ? EdgeRule::Zero : EdgeRule::Reflect;
        job.decision = decisionFrom(json.at("decision"));
        job.batchSize = json.at("batchSize");
        job.augmentation = augmentationFromJson(json.at("augmentation"));
        job.blend = json.at("hann").get<bool>() ? Blend::Hann : Blend::Crop;
        job.probabilityRaster = json.at("probabilityRaster").get<bool>();
        job.mostCacheBytes = json.at("mostCacheBytes");
        job.window = rectFrom(json.at("window"));
        if (json.contains("growth"))
            job.growth = growthFrom(json["growth"]);
        if (json.contains("contract"))
            job.contract = contractFromJson(json["contract"]);
        return job;
    });
}

Frame readyFrame(const ReadyReport &report)
{
    const EngineDescription &engine = report.engine;
    Json messages = Json::array();
    for (const Message &message : report.messages)
        messages.push_back({int(message.type), message.description});
    return {FrameType::Ready, bytesOf({{"engine", {engine.name, engine.version, engine.device, engine.precision}},
                                       {"contract", toJson(report.contract)},
                                       {"messages", std::move(messages)},
                                       {"shareWithData", report.shareWithData}})};
}

ReadyReport readyFrom(const Frame &frame)
{
    return readPayload(frame.payload, [](const Json &json) {
        const Json &engine = json.at("engine");
        ReadyReport report{{engine.at(0).get<QString>(), engine.at(1).get<QString>(), engine.at(2).get<QString>(),
                            engine.at(3).get<QString>()},
                           contractFromJson(json.at("contract")),
                           {},
                           json.at("shareWithData")};
        for (const Json &message : json.at("messages"))
            report.messages.push_back({MessageType(message.at(0).get<int>()), message.at(1).get<QString>()});
        return report;
    });
}

namespace {

Frame complaintFrame(FrameType type, const WorkerComplaint &complaint)
{
    return {type, bytesOf({{"id", complaint.id}, {"field", complaint.field}, {"sentence", complaint.sentence}})};
}

} // namespace

Frame refusedFrame(const WorkerComplaint &complaint)
{
    return complaintFrame(FrameType::Refused, complaint);
}

Frame failedFrame(const WorkerComplaint &complaint)
{
    return complaintFrame(FrameType::SectionFailed, complaint);
}

WorkerComplaint complaintFrom(const Frame &frame)
{
    return readPayload(frame.payload, [](const Json &json) {
        return WorkerComplaint{json.at("id"), json.at("field").get<QString>(), json.at("sentence").get<QString>()};
    });
}

Frame orderFrame(const Section &section)
{
    Json tiles = Json::array();
    for (const TileWindow &tile : section.tiles)
        tiles.push_back({tile.readX, tile.readY, rectJson(tile.write)});
    return {FrameType::SectionOrder,
            bytesOf({{"id", section.id}, {"write", rectJson(section.write)}, {"tiles", std::move(tiles)}})};
}

Section orderFrom(const Frame &frame)
{
    return readPayload(frame.payload, [](const Json &json) {
        Section section;
        section.id = json.at("id");
        section.write = rectFrom(json.at("write"));
        for (const Json &tile : json.at("tiles"))
            section.tiles.push_back({tile.at(0), tile.at(1), rectFrom(tile.at(2))});
        return section;
    });
}

/// A length, that many bytes of JSON, then the compressed values and probabilities: pixels stay out of the JSON.
Frame resultFrame(const SectionResult &result)
{
    const WorkSeconds &s = result.seconds;
    const QByteArray head = bytesOf({{"id", result.id},
                                     {"tilesSkipped", result.tilesSkipped},
                                     {"valueBytes", result.compressedValues.size()},
                                     {"seconds", {s.read, s.prepare, s.inference, s.decide, s.write}}});
    QByteArray payload(4, Qt::Uninitialized);
    qToLittleEndian(std::uint32_t(head.size()), payload.data());
    return {FrameType::SectionResult, payload + head + result.compressedValues + result.compressedProbabilities};
}

SectionResult resultFrom(const Frame &frame)
{
    const QByteArray &payload = frame.payload;
    const qsizetype headSize =
        payload.size() < 4 ? -1 : qsizetype(qFromLittleEndian<std::uint32_t>(payload.constData()));
    if (headSize < 0 || headSize > payload.size() - 4)
        throw Error(u"A worker process sent a message that cannot be read."_s);
    qsizetype valueBytes = 0;
    SectionResult result = readPayload(payload.sliced(4, headSize), [&valueBytes](const Json &json) {
        const Json &s = json.at("seconds");
        valueBytes = json.at("valueBytes");
        return SectionResult{
            json.at("id"), json.at("tilesSkipped"), {s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)}, {}, {}};
    });
    const QByteArray values = payload.sliced(4 + headSize);
    if (valueBytes < 0 || valueBytes > values.size())
        throw Error(u"A worker process sent a message that cannot be read."_s);
    result.compressedValues = values.first(valueBytes);
    result.compressedProbabilities = values.sliced(valueBytes);
    return result;
}

} // namespace pixelscape
