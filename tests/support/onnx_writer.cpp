#include "tests/support/onnx_writer.h"

#include <cstring>

namespace pixelscape {

namespace {

// Field numbers are those of ONNX's onnx.proto; wire types and variable-length integers are protobuf's.
enum WireType : std::uint64_t { Varint = 0, Bytes = 2, Fixed32 = 5 };

QByteArray varint(std::uint64_t value)
{
    QByteArray bytes;
    for (; value > 127; value >>= 7)
        bytes += char(value | 128);
    return bytes + char(value);
}

QByteArray number(int field, std::int64_t value)
{
    return varint(std::uint64_t(field) << 3 | Varint) + varint(std::uint64_t(value));
}

QByteArray message(int field, const QByteArray &content)
{
    return varint(std::uint64_t(field) << 3 | Bytes) + varint(std::uint64_t(content.size())) + content;
}

QByteArray rawFloats(const std::vector<float> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(float)));
}

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

/// ValueInfoProto of a float picture with so many channels and free height and width.
QByteArray picture(const QByteArray &name, int channels)
{
    const QByteArray shape = message(1, number(1, 1)) + message(1, number(1, channels)) +
                             message(1, message(2, "height")) + message(1, message(2, "width"));
    return message(1, name) + message(2, message(1, number(1, 1) + message(2, shape)));
}

} // namespace

OnnxWriter::OnnxWriter(int channels) : m_inputs(message(11, picture("image", channels))) {}

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

OnnxWriter &OnnxWriter::output(const QByteArray &name, int channels)
{
    m_outputs += message(12, picture(name, channels));
    return *this;
}

QByteArray OnnxWriter::bytes() const
{
    const QByteArray graph = m_nodes + message(2, "test network") + m_constants + m_inputs + m_outputs;
    return number(1, 6) + message(2, "pixelscape tests") + message(7, graph) +
           message(8, message(1, "") + number(2, 11));
}

} // namespace pixelscape
