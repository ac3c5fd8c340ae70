#include "tests/support/torch7_writer.h"

#include <cstdint>

namespace pixelscape {

namespace {

/// Torch7's numbers for the kinds of object in a file.
enum Kind : std::int32_t { Number = 1, Text = 2, Table = 3, Class = 4 };

template <typename Value> QByteArray raw(Value value)
{
    return QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
}

template <typename Value> QByteArray rawOf(const std::vector<Value> &values)
{
    return QByteArray(reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof(Value)));
}

QByteArray counted(const QByteArray &text)
{
    return raw(std::int32_t(text.size())) + text;
}

/// Tables and classes are numbered through the file.
class Torch7File
{
public:
    QByteArray text(const QByteArray &text) const { return raw(Text) + counted(text); }
    QByteArray number(double value) const { return raw(Number) + raw(value); }

    QByteArray object(const QByteArray &name) { return raw(Class) + raw(++m_objects) + counted("V 1") + counted(name); }
    QByteArray table(std::int32_t entries) { return raw(Table) + raw(++m_objects) + raw(entries); }

    QByteArray tensor(const std::vector<std::int64_t> &shape, const std::vector<float> &values)
    {
        std::vector<std::int64_t> strides(shape.size(), 1);
        for (std::size_t i = shape.size() - 1; i > 0; --i)
            strides[i - 1] = strides[i] * shape[i];
        QByteArray bytes = object("torch.FloatTensor") + raw(std::int32_t(shape.size())) + rawOf(shape) +
                           rawOf(strides) + raw(std::int64_t(1));
        bytes += object("torch.FloatStorage") + raw(std::int64_t(values.size())) + rawOf(values);
        return bytes;
    }

private:
    std::int32_t m_objects = 0;
};

} // namespace

QByteArray torch7Convolution(const std::vector<float> &weights, const std::vector<float> &bias)
{
    const auto outputs = std::int64_t(bias.size());
    const auto inputs = std::int64_t(weights.size()) / outputs;
    Torch7File file;
    QByteArray bytes = file.object("nn.SpatialConvolution") + file.table(10);
    const std::vector<std::pair<QByteArray, double>> numbers{{"nInputPlane", double(inputs)},
                                                             {"nOutputPlane", double(outputs)},
                                                             {"kW", 1},
                                                             {"kH", 1},
                                                             {"dW", 1},
                                                             {"dH", 1},
                                                             {"padW", 0},
                                                             {"padH", 0}};
    for (const auto &[name, value] : numbers)
        bytes += file.text(name) + file.number(value);
    bytes += file.text("weight") + file.tensor({outputs, inputs, 1, 1}, weights);
    bytes += file.text("bias") + file.tensor({outputs}, bias);
    return bytes;
}

} // namespace pixelscape
