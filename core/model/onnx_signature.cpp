#include "core/model/onnx_signature.h"

#include "core/model/protobuf_fields.h"

#include <limits>
#include <map>
#include <set>

namespace pixelscape {

namespace {

// The numbers of ONNX's fields, by message.
constexpr std::uint64_t modelGraph = 7;
constexpr std::uint64_t graphNode = 1;
constexpr std::uint64_t graphInitializer = 5;
constexpr std::uint64_t graphInput = 11;
constexpr std::uint64_t graphOutput = 12;
constexpr std::uint64_t nodeOutput = 2;
constexpr std::uint64_t nodeName = 3;
constexpr std::uint64_t tensorName = 8;
constexpr std::uint64_t valueName = 1;
constexpr std::uint64_t valueType = 2;
constexpr std::uint64_t typeTensor = 1;
constexpr std::uint64_t tensorShape = 2;
constexpr std::uint64_t shapeDimension = 1;
constexpr std::uint64_t dimensionValue = 1;

std::vector<QByteArrayView> messagesOf(QByteArrayView content, std::uint64_t number)
{
    std::vector<QByteArrayView> messages;
    for (const ProtobufField &field : firstFields(content, std::numeric_limits<std::size_t>::max()))
        if (field.number == number && field.wireType == 2)
            messages.push_back(field.bytes);
    return messages;
}

/// Empty where there is none.
QByteArrayView messageOf(QByteArrayView content, std::uint64_t number)
{
    const std::vector<QByteArrayView> messages = messagesOf(content, number);
    return messages.empty() ? QByteArrayView() : messages.front();
}

std::vector<int> shapeOf(QByteArrayView value)
{
    std::vector<int> shape;
    const QByteArrayView type = messageOf(messageOf(value, valueType), typeTensor);
    for (const QByteArrayView dimension : messagesOf(messageOf(type, tensorShape), shapeDimension)) {
        int extent = -1;
        for (const ProtobufField &field : firstFields(dimension, 4))
            if (field.number == dimensionValue && field.wireType == 0 && field.value > 0 &&
                field.value <= std::uint64_t(std::numeric_limits<int>::max()))
                extent = int(field.value);
        shape.push_back(extent);
    }
    return shape;
}

} // namespace

OnnxSignature readOnnxSignature(const QByteArray &model)
{
    const QByteArrayView graph = messageOf(model, modelGraph);
    std::set<QByteArray> weights;
    for (const QByteArrayView tensor : messagesOf(graph, graphInitializer))
        weights.insert(messageOf(tensor, tensorName).toByteArray());
    OnnxSignature signature;
    for (const QByteArrayView input : messagesOf(graph, graphInput)) {
        const QByteArray name = messageOf(input, valueName).toByteArray();
        if (weights.contains(name))
            continue;
        if (signature.inputs.isEmpty())
            signature.inputShape = shapeOf(input);
        signature.inputs << QString::fromUtf8(name);
    }
    std::map<QByteArray, QByteArray> makers;
    for (const QByteArrayView node : messagesOf(graph, graphNode))
        for (const QByteArrayView output : messagesOf(node, nodeOutput))
            makers[output.toByteArray()] = messageOf(node, nodeName).toByteArray();
    for (const QByteArrayView output : messagesOf(graph, graphOutput)) {
        const QByteArray name = messageOf(output, valueName).toByteArray();
        signature.outputs.push_back({name, makers[name]});
    }
    return signature;
}

} // namespace pixelscape
