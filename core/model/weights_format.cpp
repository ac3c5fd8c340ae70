#include "core/model/weights_format.h"

#include "core/model/protobuf_fields.h"

#include <QFileInfo>
#include <QtEndian>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

using Fields = std::vector<ProtobufField>;

/// Zip directories name their members at the end; PyTorch's own member comes first as well.
constexpr qsizetype searchedBytes = 1024 * 1024;

bool isPrintable(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

bool isName(QByteArrayView text)
{
    return !text.isEmpty() && text.size() < 1000 && isPrintable(text);
}

/// ModelProto: a small ir_version, and among the next fields (texts, opsets) the graph, field 7, which is a message.
bool isOnnx(const Fields &fields)
{
    bool hasVersion = false;
    for (const ProtobufField &field : fields) {
        if (field.number == 1 && field.wireType == 0)
            hasVersion = field.value > 0 && field.value < 1000;
        else if (field.number == 7 && field.wireType == 2)
            return hasVersion && !field.bytes.isEmpty();
        else if (field.number > 25 || (field.number != 5 && field.wireType != 2))
            return false;
    }
    return false;
}

/// GraphDef: its first field is a node, which in turn begins with a name and an operation.
bool isTensorFlowGraph(const Fields &fields)
{
    if (fields.empty() || fields[0].number != 1 || fields[0].wireType != 2)
        return false;
    const Fields node = firstFields(fields[0].bytes, 2);
    return node.size() == 2 && node[0].number == 1 && node[0].wireType == 2 && isName(node[0].bytes) &&
           node[1].number == 2 && node[1].wireType == 2 && isName(node[1].bytes);
}

/// NetParameter: a name that is a text, and layers in field 100 (or, of old, field 2).
bool isCaffe(const Fields &fields)
{
    for (const ProtobufField &field : fields) {
        if (field.wireType == 2 && (field.number == 100 || field.number == 2))
            return firstFields(field.bytes, 1).size() == 1;
        if (field.number > 8 || (field.number == 1 && (field.wireType != 2 || !isPrintable(field.bytes))))
            return false;
    }
    return false;
}

/// What begins with a version number and then only has field 2: CNTK's dictionary (its entries begin with a key in
/// words) or TensorFlow's SavedModel (its entries are graphs).
std::optional<WeightsFormat> versionedMessage(const Fields &fields)
{
    if (fields.size() < 2 || fields[0].number != 1 || fields[0].wireType != 0)
        return std::nullopt;
    if (!std::all_of(fields.begin() + 1, fields.end(),
                     [](const ProtobufField &field) { return field.number == 2 && field.wireType == 2; }))
        return std::nullopt;
    const Fields entry = firstFields(fields[1].bytes, 2);
    if (entry.empty())
        return std::nullopt;
    static const QByteArrayList cntkKeys{
        "inputs", "name",    "op",    "primitive_functions", "root", "root_uid", "states", "trainer_state", "type",
        "uid",    "version", "model", "attributes"};
    if (entry[0].number == 1 && cntkKeys.contains(entry[0].bytes.toByteArray()))
        return WeightsFormat::Cntk;
    return WeightsFormat::TensorFlowSavedModel;
}

WeightsFormat inZip(const QByteArray &content, const QString &suffix)
{
    const auto holds = [&content](QByteArrayView name) {
        return QByteArrayView(content).first(std::min(searchedBytes, content.size())).contains(name) ||
               QByteArrayView(content).last(std::min(searchedBytes, content.size())).contains(name);
    };
    if (holds("constants.pkl"))
        return WeightsFormat::TorchScript;
    if (holds("data.pkl"))
        return WeightsFormat::PyTorch;
    if (holds("saved_model.pb"))
        return WeightsFormat::TensorFlowSavedModel;
    if (holds("model.weights.h5") || suffix == u"keras")
        return WeightsFormat::Keras;
    return suffix == u"pt" || suffix == u"pth" ? WeightsFormat::PyTorch : WeightsFormat::Unknown;
}

/// PyTorch before 1.6 wrote pickles, the first of which is a magic number; others' pickles begin with a protocol number
/// and end with a full stop.
std::optional<WeightsFormat> pickled(const QByteArray &content, const QString &suffix)
{
    static const QByteArray magic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 14);
    const bool begins = content.size() > 2 && content[0] == '\x80' && content[1] >= 2 && content[1] <= 5;
    if (content.startsWith(magic) || (begins && (suffix == u"pt" || suffix == u"pth")))
        return WeightsFormat::PyTorch;
    return begins && content.endsWith('.') ? std::optional(WeightsFormat::Pickle) : std::nullopt;
}

/// The length of a JSON object, then the object, which says where each tensor lies.
bool isSafetensors(const QByteArray &content)
{
    constexpr quint64 longestHeader = 100'000'000;
    if (content.size() < 10 || content[8] != '{')
        return false;
    const quint64 length = qFromLittleEndian<quint64>(content.constData());
    return length >= 2 && length <= longestHeader && length <= quint64(content.size()) - 8;
}

/// XML whose root is a network of layers.
bool isOpenVinoIr(const QByteArray &content)
{
    QByteArrayView head = QByteArrayView(content).first(std::min<qsizetype>(content.size(), 4096));
    if (head.startsWith("\xEF\xBB\xBF"))
        head = head.sliced(3);
    head = head.trimmed();
    return (head.startsWith("<?xml") || head.startsWith("<net")) && head.contains("<net ") && head.contains("<layers");
}

/// Darknet: version major, minor, revision, then the number of pictures seen; all of them small but the last.
bool isDarknet(const QByteArray &content, const QString &suffix)
{
    if (content.size() < 20 || suffix != u"weights")
        return false;
    const auto number = [&content](qsizetype at) { return qFromLittleEndian<quint32>(content.constData() + at); };
    return number(0) < 10 && number(4) < 100 && number(8) < 1000;
}

/// Torch7 serialises objects: a type number, then for a class "V 1" and its name, binary or in digits.
bool isTorch7(const QByteArray &content, const QString &suffix)
{
    const QByteArrayView head = QByteArrayView(content).first(std::min<qsizetype>(content.size(), 64));
    if (head.startsWith(QByteArrayView("\x04\0\0\0", 4)) && head.contains("V 1"))
        return true;
    const bool begins =
        head.startsWith(QByteArrayView("\x03\0\0\0", 4)) || head.startsWith("4\n") || head.startsWith("3\n");
    return begins && (suffix == u"t7" || suffix == u"net");
}

std::optional<WeightsFormat> bySignature(const QByteArray &content, const QString &suffix)
{
    if (isGitLfsPointer(content))
        return WeightsFormat::GitLfsPointer;
    if (content.startsWith("\x89HDF\r\n\x1a\n"))
        return WeightsFormat::Keras;
    if (content.size() >= 8 && QByteArrayView(content).sliced(4).startsWith("TFL3"))
        return WeightsFormat::TensorFlowLite;
    if (content.startsWith("PK\x03\x04"))
        return inZip(content, suffix);
    if (content.startsWith(QByteArrayView("B\0C\0N\0", 6)))
        return WeightsFormat::Cntk;
    if (content.startsWith("GGUF"))
        return WeightsFormat::Gguf;
    if (const auto format = pickled(content, suffix))
        return format;
    if (isSafetensors(content))
        return WeightsFormat::Safetensors;
    if (isOpenVinoIr(content))
        return WeightsFormat::OpenVinoIr;
    if (isTorch7(content, suffix))
        return WeightsFormat::Torch7;
    if (isDarknet(content, suffix))
        return WeightsFormat::Darknet;
    return std::nullopt;
}

WeightsFormat inProtobuf(const QByteArray &content, const QString &suffix)
{
    const Fields fields = firstFields(content, 64);
    if (isOnnx(fields))
        return WeightsFormat::Onnx;
    // Both begin with field 1 as bytes; where either reading is possible, the suffix has the last word.
    const bool graph = isTensorFlowGraph(fields);
    const bool caffe = isCaffe(fields);
    if (graph && (!caffe || suffix != u"caffemodel"))
        return WeightsFormat::TensorFlowGraph;
    if (caffe)
        return WeightsFormat::Caffe;
    return versionedMessage(fields).value_or(WeightsFormat::Unknown);
}

} // namespace

bool isGitLfsPointer(const QByteArray &content)
{
    return content.startsWith("version https://git-lfs");
}

WeightsFormat recogniseWeights(const QByteArray &content, const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (const auto format = bySignature(content, suffix))
        return *format;
    return inProtobuf(content, suffix);
}

} // namespace pixelscape
