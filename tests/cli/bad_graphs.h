#pragma once

#include <QByteArray>
#include <QList>

/// TensorFlow graphs that OpenCV 4.6 does not survive, written by hand.
namespace pixelscape::graphs {

inline QByteArray varint(quint64 number)
{
    QByteArray bytes;
    for (; number >= 0x80; number >>= 7)
        bytes += char(number | 0x80);
    return bytes + char(number);
}

inline QByteArray number(int field, quint64 value)
{
    return varint(quint64(field) << 3) + varint(value);
}

inline QByteArray message(int field, const QByteArray &content)
{
    return varint(quint64(field) << 3 | 2) + varint(quint64(content.size())) + content;
}

inline QByteArray attribute(const QByteArray &name, const QByteArray &value)
{
    return message(5, message(1, name) + message(2, value));
}

inline QByteArray node(const QByteArray &name, const QByteArray &operation, const QList<QByteArray> &inputs,
                       const QByteArray &attributes)
{
    QByteArray content = message(1, name) + message(2, operation);
    for (const QByteArray &input : inputs)
        content += message(3, input);
    return message(1, content + attributes);
}

inline QByteArray shape(const QList<int> &extents)
{
    QByteArray content;
    for (const int extent : extents)
        content += message(2, number(1, quint64(extent)));
    return content;
}

constexpr quint64 floats = 1;
constexpr quint64 integers = 3;

inline QByteArray type(quint64 code)
{
    return attribute("T", number(6, code));
}

/// Four bytes a value, as they lie in memory.
template <typename Value>
QByteArray constant(const QByteArray &name, const QList<int> &extents, const QList<Value> &values)
{
    static_assert(sizeof(Value) == 4);
    constexpr quint64 code = std::is_same_v<Value, float> ? floats : integers;
    const QByteArray bytes(reinterpret_cast<const char *>(values.constData()), values.size() * 4);
    return node(name, "Const", {},
                attribute("dtype", number(6, code)) +
                    attribute("value", message(8, number(1, code) + message(2, shape(extents)) + message(4, bytes))));
}

inline QByteArray image()
{
    return node("image", "Placeholder", {},
                attribute("dtype", number(6, floats)) + attribute("shape", message(7, shape({1, 32, 32, 1}))));
}

/// A division by zero: the steps of a transposed convolution are none.
inline QByteArray withoutSteps()
{
    const QByteArray steps = message(1, message(3, QByteArray("\1\0\0\1", 4)));
    return image() + constant<int>("size", {4}, {1, 32, 32, 1}) + constant<float>("weights", {1, 1, 1, 1}, {1}) +
           node("scores", "Conv2DBackpropInput", {"size", "weights", "image"},
                type(floats) + attribute("strides", steps) + attribute("padding", message(2, "SAME")) +
                    attribute("data_format", message(2, "NHWC")));
}

/// A memory fault: split along an axis that there is not.
inline QByteArray splitNowhere()
{
    return image() + constant<int>("axis", {}, {77}) +
           node("scores", "Split", {"axis", "image"}, type(floats) + attribute("num_split", number(3, 2)));
}

/// Never loaded: a node that is its own input.
inline QByteArray snake()
{
    return image() + node("mouth", "Identity", {"mouth"}, type(floats)) +
           node("scores", "Relu", {"mouth"}, type(floats));
}

} // namespace pixelscape::graphs
