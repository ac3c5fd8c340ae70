#include "core/model/onnx_damage.h"

#include "core/base/error.h"
#include "core/model/onnx_tensors.h"
#include "core/model/shown_text.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

// The numbers of TensorProto's fields.
constexpr std::uint64_t tensorShape = 1;
constexpr std::uint64_t tensorType = 2;
constexpr std::uint64_t tensorFloats = 4;
constexpr std::uint64_t tensorName = 8;
constexpr std::uint64_t tensorRawBytes = 9;
constexpr std::uint64_t tensorDataLocation = 14;

/// The size of a number by ONNX's TensorProto.DataType; 0 where several share a byte, for texts, and for what came
/// later.
constexpr std::uint64_t numberBytes(std::uint64_t type)
{
    constexpr std::uint64_t sizes[]{0, 4, 1, 1, 2, 2, 4, 8, 0, 1, 2, 8, 4, 8, 8, 16, 2, 1, 1, 1, 1};
    return type < std::size(sizes) ? sizes[type] : 0;
}

/// What a tensor says of itself and what it holds.
struct Tensor
{
    std::vector<std::uint64_t> shape;
    std::uint64_t type = 0;
    QByteArray name;
    bool isExternal = false;
    std::optional<std::uint64_t> bytes; ///< nothing where its numbers stand in none of the fields that are looked at
};

void appendExtents(const ProtobufField &field, std::vector<std::uint64_t> &shape)
{
    if (field.wireType == 0) {
        shape.push_back(field.value);
        return;
    }
    QByteArrayView packed = field.bytes;
    while (const auto extent = takeVarint(packed))
        shape.push_back(*extent);
}

Tensor readTensor(QByteArrayView content)
{
    Tensor tensor;
    while (const auto field = takeField(content)) {
        if (field->number == tensorShape)
            appendExtents(*field, tensor.shape);
        else if (field->number == tensorType)
            tensor.type = field->value;
        else if (field->number == tensorName)
            tensor.name = field->bytes.toByteArray();
        else if (field->number == tensorDataLocation)
            tensor.isExternal = field->value == 1;
        else if (field->number == tensorRawBytes)
            tensor.bytes = std::uint64_t(field->bytes.size());
        else if (field->number == tensorFloats)
            tensor.bytes = tensor.bytes.value_or(0) + (field->wireType == 2 ? std::uint64_t(field->bytes.size()) : 4);
    }
    return tensor;
}

/// Nothing where no computer has so many.
std::optional<std::uint64_t> neededBytes(const Tensor &tensor)
{
    std::uint64_t bytes = numberBytes(tensor.type);
    for (const std::uint64_t extent : tensor.shape)
        if (__builtin_mul_overflow(bytes, extent, &bytes))
            return std::nullopt;
    return bytes;
}

} // namespace

void requireWholeTensors(QByteArrayView model, const QString &name)
{
    forEachOnnxTensor(model, [&name](QByteArrayView content) {
        const Tensor tensor = readTensor(content);
        if (tensor.isExternal || !tensor.bytes || numberBytes(tensor.type) == 0)
            return;
        if (neededBytes(tensor) != tensor.bytes)
            throw Error(u"%1 is damaged: its tensor \"%2\" holds %3 bytes, which is not what its shape needs. Get the "
                        "file again from where it came from."_s.arg(name, shownText(QString::fromUtf8(tensor.name)),
                                                                    QString::number(*tensor.bytes)));
    });
}

} // namespace pixelscape
