#pragma once

#include <QByteArray>

#include <vector>

namespace pixelscape {

/// Writes small TensorFlow networks, so that a test can work out by hand what an engine must answer. The network has
/// one input, "image", of batch x height x width x channels, all but the last open.
class TensorFlowWriter
{
public:
    explicit TensorFlowWriter(int channels);

    /// Constant numbers that steps name among their inputs.
    TensorFlowWriter &constant(const QByteArray &name, const std::vector<int> &shape, const std::vector<float> &values);

    /// One step of float32, in the order of execution; its name is that of its output.
    TensorFlowWriter &node(const QByteArray &operation, const std::vector<QByteArray> &inputs,
                           const QByteArray &output);

    /// A frozen graph's content.
    QByteArray graph() const { return m_graph; }

    /// saved_model.pb of a SavedModel without variables, whose input is "image" and whose output is the last step.
    QByteArray savedModel() const;

private:
    QByteArray m_graph;
    QByteArray m_last;
    int m_channels;
};

/// 3x + 1 of every channel, as the steps "product" and "scores".
TensorFlowWriter timesThreePlusOne(int channels);

} // namespace pixelscape
