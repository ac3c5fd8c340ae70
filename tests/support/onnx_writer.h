#pragma once

#include <QByteArray>

#include <cstdint>
#include <map>
#include <variant>
#include <vector>

namespace pixelscape {

/// Writes small ONNX networks, so that a test can work out by hand what a real engine must answer. The network has an
/// input, "image", of 1 x channels x height x width with any height and width.
class OnnxWriter
{
public:
    using Attribute = std::variant<std::int64_t, std::vector<std::int64_t>, float, QByteArray>;

    /// ONNX's numbers for the kinds of number that a tensor holds.
    enum class Type { Float = 1, UInt8 = 2, Int32 = 6, Int64 = 7, Float16 = 10, Double = 11 };

    /// A negative number of pictures a batch, or of channels, is open.
    explicit OnnxWriter(int channels, Type type = Type::Float, int batch = 1);

    /// A further input.
    OnnxWriter &input(const QByteArray &name, int channels);

    /// Constant numbers that nodes name among their inputs.
    OnnxWriter &constant(const QByteArray &name, const std::vector<std::int64_t> &shape,
                         const std::vector<float> &values);

    /// One step, in the order of execution. An input that a step does not use has an empty name.
    OnnxWriter &node(const QByteArray &operation, const std::vector<QByteArray> &inputs, const QByteArray &output,
                     const std::map<QByteArray, Attribute> &attributes = {});

    /// A convolution with its weights (output channels x input channels x side x side) and one bias for each output
    /// channel; zeros around the picture keep its size.
    OnnxWriter &convolution(const QByteArray &input, const QByteArray &output, const std::vector<std::int64_t> &shape,
                            const std::vector<float> &weights, const std::vector<float> &bias);

    /// Names a node's output as one of the network's.
    OnnxWriter &output(const QByteArray &name, int channels, Type type = Type::Float);

    /// The file's content, of operator set 11.
    QByteArray bytes() const;

private:
    QByteArray m_nodes;
    QByteArray m_constants;
    QByteArray m_inputs;
    QByteArray m_outputs;
};

} // namespace pixelscape
