#include "core/model/onnx_tensors.h"

namespace pixelscape {

namespace {

// The numbers of ONNX's fields, by message.
constexpr std::uint64_t modelGraph = 7;
constexpr std::uint64_t modelFunctions = 25;
constexpr std::uint64_t functionNode = 7;
constexpr std::uint64_t graphNode = 1;
constexpr std::uint64_t graphInitializer = 5;
constexpr std::uint64_t graphSparseInitializer = 15;
constexpr std::uint64_t nodeAttribute = 5;
constexpr std::uint64_t attributeTensor = 5;
constexpr std::uint64_t attributeGraph = 6;
constexpr std::uint64_t attributeTensors = 10;
constexpr std::uint64_t attributeGraphs = 11;

/// Walks through a network, message by message.
class TensorWalk
{
public:
    explicit TensorWalk(const std::function<void(QByteArrayView)> &visit) : m_visit(visit) {}

    void readModel(QByteArrayView model) const
    {
        forEachMessage(model, [this](std::uint64_t number, QByteArrayView inner) {
            if (number == modelGraph)
                readGraph(inner, 0);
            else if (number == modelFunctions)
                readFunction(inner);
        });
    }

private:
    /// Graphs within nodes (the branches of an If) are followed as deep as any exporter goes.
    void readGraph(QByteArrayView graph, int depth) const
    {
        constexpr int deepest = 16;
        if (depth > deepest)
            return;
        forEachMessage(graph, [this, depth](std::uint64_t number, QByteArrayView inner) {
            if (number == graphNode)
                readNode(inner, depth);
            else if (number == graphInitializer)
                m_visit(inner);
            else if (number == graphSparseInitializer)
                forEachMessage(inner, [this](std::uint64_t, QByteArrayView tensor) { m_visit(tensor); });
        });
    }

    void readFunction(QByteArrayView function) const
    {
        forEachMessage(function, [this](std::uint64_t number, QByteArrayView inner) {
            if (number == functionNode)
                readNode(inner, 0);
        });
    }

    void readNode(QByteArrayView node, int depth) const
    {
        forEachMessage(node, [this, depth](std::uint64_t number, QByteArrayView attribute) {
            if (number != nodeAttribute)
                return;
            forEachMessage(attribute, [this, depth](std::uint64_t kind, QByteArrayView inner) {
                if (kind == attributeTensor || kind == attributeTensors)
                    m_visit(inner);
                else if (kind == attributeGraph || kind == attributeGraphs)
                    readGraph(inner, depth + 1);
            });
        });
    }

    const std::function<void(QByteArrayView)> &m_visit;
};

} // namespace

void forEachOnnxTensor(QByteArrayView model, const std::function<void(QByteArrayView tensor)> &visit)
{
    TensorWalk(visit).readModel(model);
}

} // namespace pixelscape
