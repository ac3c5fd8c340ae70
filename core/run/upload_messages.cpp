#include "core/run/upload_messages.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/raster/remote_output.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

Json jsonOf(const Frame &frame)
{
    Json json = Json::parse(frame.payload.begin(), frame.payload.end(), nullptr, false);
    if (!json.is_object())
        throw Error(u"A worker process sent a message that cannot be read."_s);
    return json;
}

QString textIn(const Json &json, const char *name)
{
    const auto member = json.find(name);
    if (member == json.end() || !member->is_string())
        throw Error(u"A worker process sent a message that cannot be read."_s);
    return member->get<QString>();
}

} // namespace

Frame uploadOrderFrame(const UploadOrder &order)
{
    Json files = Json::array();
    for (const QString &file : order.files)
        files.push_back(file);
    const Json json{{"files", files}, {"folder", order.folder}, {"trial", order.trial}};
    return {FrameType::UploadOrder, QByteArray::fromStdString(json.dump())};
}

Frame uploadAnswerFrame(const UploadAnswer &answer)
{
    const Json json{{"error", answer.error}, {"remark", answer.remark}};
    return {FrameType::UploadAnswer, QByteArray::fromStdString(json.dump())};
}

UploadOrder uploadOrderFrom(const Frame &frame)
{
    const Json json = jsonOf(frame);
    UploadOrder order{{}, textIn(json, "folder"), textIn(json, "trial")};
    for (const Json &file : json.value("files", Json::array())) {
        if (!file.is_string())
            throw Error(u"A worker process sent a message that cannot be read."_s);
        order.files << file.get<QString>();
    }
    return order;
}

UploadAnswer uploadAnswerFrom(const Frame &frame)
{
    const Json json = jsonOf(frame);
    return {textIn(json, "error"), textIn(json, "remark")};
}

UploadAnswer carryOut(const UploadOrder &order)
{
    try {
        if (!order.trial.isEmpty())
            return {{}, tryPuttingBeside(order.trial)};
        upload(order.files, order.folder);
        return {};
    } catch (const Error &error) {
        return {error.sentence(), {}};
    }
}

} // namespace pixelscape
