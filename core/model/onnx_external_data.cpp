#include "core/model/onnx_external_data.h"

#include "core/base/error.h"
#include "core/model/protobuf_fields.h"

using namespace Qt::StringLiterals;

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
constexpr std::uint64_t tensorExternalData = 13;
constexpr std::uint64_t tensorDataLocation = 14;

/// Collects what the tensors of a network name, message by message.
class ExternalData
{
public:
    explicit ExternalData(const QString &name) : m_name(name) {}

    std::map<QString, quint64> files;

    void readModel(QByteArrayView model)
    {
        forEachMessage(model, [this](std::uint64_t number, QByteArrayView inner) {
            if (number == modelGraph)
                readGraph(inner, 0);
            else if (number == modelFunctions)
                readFunction(inner);
        });
    }

private:
    template <typename Visit> static void forEachMessage(QByteArrayView content, const Visit &visit)
    {
        while (const auto field = takeField(content))
            if (field->wireType == 2)
                visit(field->number, field->bytes);
    }

    /// Graphs within nodes (the branches of an If) are followed as deep as any exporter goes.
    void readGraph(QByteArrayView graph, int depth)
    {
        constexpr int deepest = 16;
        if (depth > deepest)
            return;
        forEachMessage(graph, [this, depth](std::uint64_t number, QByteArrayView inner) {
            if (number == graphNode)
                readNode(inner, depth);
            else if (number == graphInitializer)
                readTensor(inner);
            else if (number == graphSparseInitializer)
                forEachMessage(inner, [this](std::uint64_t, QByteArrayView tensor) { readTensor(tensor); });
        });
    }

    void readFunction(QByteArrayView function)
    {
        forEachMessage(function, [this](std::uint64_t number, QByteArrayView inner) {
            if (number == functionNode)
                readNode(inner, 0);
        });
    }

    void readNode(QByteArrayView node, int depth)
    {
        forEachMessage(node, [this, depth](std::uint64_t number, QByteArrayView attribute) {
            if (number != nodeAttribute)
                return;
            forEachMessage(attribute, [this, depth](std::uint64_t kind, QByteArrayView inner) {
                if (kind == attributeTensor || kind == attributeTensors)
                    readTensor(inner);
                else if (kind == attributeGraph || kind == attributeGraphs)
                    readGraph(inner, depth + 1);
            });
        });
    }

    void readTensor(QByteArrayView tensor)
    {
        std::map<QByteArray, QByteArray> entries;
        bool isExternal = false;
        while (const auto field = takeField(tensor)) {
            if (field->number == tensorDataLocation && field->wireType == 0)
                isExternal = field->value == 1;
            else if (field->number == tensorExternalData && field->wireType == 2)
                readEntry(field->bytes, entries);
        }
        if (isExternal && entries.contains("location"))
            add(QString::fromUtf8(entries["location"]),
                entries["offset"].toULongLong() + entries["length"].toULongLong());
    }

    static void readEntry(QByteArrayView entry, std::map<QByteArray, QByteArray> &entries)
    {
        QByteArray key;
        QByteArray value;
        forEachMessage(entry, [&](std::uint64_t number, QByteArrayView text) {
            if (number == 1)
                key = text.toByteArray();
            else if (number == 2)
                value = text.toByteArray();
        });
        if (key == "location" || key == "offset" || key == "length")
            entries[key] = value;
    }

    void add(const QString &location, quint64 end)
    {
        constexpr std::size_t mostFiles = 10000;
        quint64 &needed = files[location];
        needed = std::max(needed, end);
        if (files.size() > mostFiles)
            throw Error(u"%1 names more than %2 files with its numbers, which no network has. Export it again."_s.arg(
                m_name, QString::number(mostFiles)));
    }

    QString m_name;
};

} // namespace

std::map<QString, quint64> onnxExternalData(QByteArrayView model, const QString &name)
{
    ExternalData data(name);
    data.readModel(model);
    return data.files;
}

} // namespace pixelscape
