#include "core/model/onnx_external_data.h"

#include "core/base/error.h"
#include "core/model/onnx_tensors.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

// The numbers of TensorProto's fields.
constexpr std::uint64_t tensorExternalData = 13;
constexpr std::uint64_t tensorDataLocation = 14;

/// Collects what the tensors of a network name.
class ExternalData
{
public:
    explicit ExternalData(const QString &name) : m_name(name) {}

    std::map<QString, quint64> files;

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

private:
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
    forEachOnnxTensor(model, [&data](QByteArrayView tensor) { data.readTensor(tensor); });
    return data.files;
}

} // namespace pixelscape
