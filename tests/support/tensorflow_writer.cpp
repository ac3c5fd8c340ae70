#include "tests/support/tensorflow_writer.h"

#include "tests/support/protobuf_bytes.h"

namespace pixelscape {

using namespace protobuf;

namespace {

// Field numbers are those of TensorFlow's graph.proto, tensor.proto and saved_model.proto.
constexpr int floatType = 1;

QByteArray shapeOf(const std::vector<int> &extents)
{
    QByteArray shape;
    for (const int extent : extents)
        shape += message(2, number(1, extent));
    return shape;
}

/// An entry of a node's map of attributes.
QByteArray attribute(const QByteArray &name, const QByteArray &value)
{
    return message(5, message(1, name) + message(2, value));
}

QByteArray step(const QByteArray &name, const QByteArray &operation, const QByteArray &rest)
{
    return message(1, message(1, name) + message(2, operation) + rest);
}

/// An entry of a signature's inputs or outputs.
QByteArray place(int field, const QByteArray &key, const QByteArray &tensor, const std::vector<int> &shape)
{
    return message(field, message(1, key) +
                              message(2, message(1, tensor) + number(2, floatType) + message(3, shapeOf(shape))));
}

} // namespace

TensorFlowWriter::TensorFlowWriter(int channels) : m_channels(channels)
{
    m_graph = step("image", "Placeholder",
                   attribute("dtype", number(6, floatType)) +
                       attribute("shape", message(7, shapeOf({-1, -1, -1, channels}))));
}

TensorFlowWriter &TensorFlowWriter::constant(const QByteArray &name, const std::vector<int> &shape,
                                             const std::vector<float> &values)
{
    const QByteArray tensor = number(1, floatType) + message(2, shapeOf(shape)) + message(4, rawFloats(values));
    m_graph += step(name, "Const", attribute("dtype", number(6, floatType)) + attribute("value", message(8, tensor)));
    return *this;
}

TensorFlowWriter &TensorFlowWriter::node(const QByteArray &operation, const std::vector<QByteArray> &inputs,
                                         const QByteArray &output)
{
    QByteArray rest;
    for (const QByteArray &input : inputs)
        rest += message(3, input);
    m_graph += step(output, operation, rest + attribute("T", number(6, floatType)));
    m_last = output;
    return *this;
}

QByteArray TensorFlowWriter::savedModel() const
{
    const std::vector<int> shape{-1, -1, -1, m_channels};
    const QByteArray signature = place(1, "image", "image:0", shape) + place(2, "scores", m_last + ":0", shape) +
                                 message(3, "tensorflow/serving/predict");
    const QByteArray graph = message(1, message(4, "serve")) + message(2, m_graph) +
                             message(5, message(1, "serving_default") + message(2, signature));
    return number(1, 1) + message(2, graph);
}

TensorFlowWriter timesThreePlusOne(int channels)
{
    TensorFlowWriter network(channels);
    network.constant("three", {}, {3}).constant("one", {}, {1});
    network.node("Mul", {"image", "three"}, "product").node("AddV2", {"product", "one"}, "scores");
    return network;
}

} // namespace pixelscape
