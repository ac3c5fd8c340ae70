#include "tests/support/onnx_writer.h"

#include "tests/support/protobuf_bytes.h"

namespace pixelscape {

using namespace protobuf;

namespace {

// Field numbers are those of ONNX's onnx.proto.

/// AttributeProto: its name, its value, and which of the kinds of value it is.
struct AttributeBytes
{
    QByteArray operator()(std::int64_t value) const { return number(3, value) + number(20, 2); }
    QByteArray operator()(float value) const { return varint(2 << 3 | Fixed32) + rawFloats({value}) + number(20, 1); }
    QByteArray operator()(const QByteArray &value) const { return message(4, value) + number(20, 3); }
    QByteArray operator()(const std::vector<std::int64_t> &values) const
    {
        QByteArray bytes;
        for (const std::int64_t value : values)
            bytes += number(8, value);
        return bytes + number(20, 7);
    }
};

/// Dimension of a TensorShapeProto; what is open has a name.
QByteArray extent(std::int64_t value, const QByteArray &name)
{
    return message(1, value < 0 ? message(2, name) : number(1, value));
}

/// ValueInfoProto of a picture with free height and width.
QByteArray picture(const QByteArray &name, OnnxWriter::Type type, int batch, int channels)
{
    const QByteArray shape =
        extent(batch, "batch") + extent(channels, "channels") + extent(-1, "height") + extent(-1, "width");
    return message(1, name) + message(2, message(1, number(1, int(type)) + message(2, shape)));
}

} // namespace

OnnxWriter::OnnxWriter(int channels, Type type, int batch)
    : m_inputs(message(11, picture("image", type, batch, channels)))
{
}

OnnxWriter &OnnxWriter::input(const QByteArray &name, int channels)
{
    m_inputs += message(11, picture(name, Type::Float, 1, channels));
    return *this;
}

OnnxWriter &OnnxWriter::constant(const QByteArray &name, const std::vector<std::int64_t> &shape,
                                 const std::vector<float> &values)
{
    QByteArray tensor;
    for (const std::int64_t extent : shape)
        tensor += number(1, extent);
    m_constants += message(5, tensor + number(2, 1) + message(8, name) + message(9, rawFloats(values)));
    return *this;
}

OnnxWriter &OnnxWriter::node(const QByteArray &operation, const std::vector<QByteArray> &inputs,
                             const QByteArray &output, const std::map<QByteArray, Attribute> &attributes)
{
    QByteArray node;
    for (const QByteArray &input : inputs)
        node += message(1, input);
    node += message(2, output) + message(3, operation + " to " + output) + message(4, operation);
    for (const auto &[name, value] : attributes)
        node += message(5, message(1, name) + std::visit(AttributeBytes(), value));
    m_nodes += message(1, node);
    return *this;
}

OnnxWriter &OnnxWriter::convolution(const QByteArray &input, const QByteArray &output,
                                    const std::vector<std::int64_t> &shape, const std::vector<float> &weights,
                                    const std::vector<float> &bias)
{
    const std::int64_t side = shape.at(2);
    constant(output + " weights", shape, weights);
    constant(output + " bias", {shape.at(0)}, bias);
    return node("Conv", {input, output + " weights", output + " bias"}, output,
                {{"kernel_shape", std::vector{side, side}},
                 {"pads", std::vector<std::int64_t>(4, side / 2)},
                 {"strides", std::vector<std::int64_t>{1, 1}}});
}

OnnxWriter &OnnxWriter::output(const QByteArray &name, int channels, Type type)
{
    m_outputs += message(12, picture(name, type, 1, channels));
    return *this;
}

QByteArray OnnxWriter::bytes() const
{
    const QByteArray graph = m_nodes + message(2, "test network") + m_constants + m_inputs + m_outputs;
    return number(1, 6) + message(2, "pixelscape tests") + message(7, graph) +
           message(8, message(1, "") + number(2, 11));
}

} // namespace pixelscape
