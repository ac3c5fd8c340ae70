#include "core/base/error.h"
#include "core/model/model_files.h"
#include "core/model/model_package.h"
#include "core/model/onnx_damage.h"
#include "core/model/onnx_external_data.h"
#include "core/model/package_archive.h"
#include "core/model/relative_path.h"
#include "core/model/shown_text.h"
#include "core/model/weights_format.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// The files of one network as they are read, one after the other.
class NetworkReader
{
public:
    NetworkReader(ModelFiles &files, const ModelDefinition &definition)
        : m_files(files), m_definition(definition), m_path(definition.modelFile)
    {
    }

    NetworkFiles read()
    {
        enterFolder();
        NamedContent weights = m_files.readNamed(m_path, m_files.definitionName());
        m_network.weightsName = weights.name;
        m_network.weights = std::move(weights.bytes);
        m_network.format = recogniseWeights(m_network.weights, m_path);
        if (!startFromOpenVinoNumbers())
            m_network.configuration = readConfiguration();
        if (m_network.format == WeightsFormat::TensorFlowSavedModel)
            readVariables();
        if (m_network.format == WeightsFormat::Onnx) {
            requireWholeTensors(m_network.weights, m_network.weightsName);
            readExternalData();
        }
        return std::move(m_network);
    }

private:
    /// A TensorFlow SavedModel is a folder.
    void enterFolder()
    {
        const QStringList inside = m_files.filesUnder(m_path);
        const QString graph = m_path + u"/saved_model.pb"_s;
        if (inside.contains(graph, Qt::CaseInsensitive))
            m_path = graph;
        else if (!inside.isEmpty())
            throw Error(u"%1 names the folder %2, which holds no saved_model.pb. Name the file with the weights."_s.arg(
                m_files.definitionName(), shownText(m_path)));
    }

    /// The path with another suffix.
    QString sibling(const QString &suffix) const
    {
        const qsizetype dot = m_path.lastIndexOf(u'.');
        return (dot > m_path.lastIndexOf(u'/') ? m_path.left(dot) : m_path) + suffix;
    }

    /// Where ModelFile names the .bin of OpenVINO IR, its .xml is the network. Bare numbers can look like anything, so
    /// the .xml is looked for first.
    bool startFromOpenVinoNumbers()
    {
        const bool mayBeNumbers =
            m_path.endsWith(u".bin"_s, Qt::CaseInsensitive) || m_network.format == WeightsFormat::Unknown;
        if (!mayBeNumbers)
            return false;
        const QString named = m_definition.configurationFile;
        std::optional<NamedContent> network = m_files.read(named.isEmpty() ? sibling(u".xml"_s) : named);
        if (!network || recogniseWeights(network->bytes, named) != WeightsFormat::OpenVinoIr)
            return false;
        m_network.format = WeightsFormat::OpenVinoIr;
        m_network.configuration = std::exchange(m_network.weights, std::move(network->bytes));
        m_network.weightsName = network->name;
        return true;
    }

    /// The suffix under which the second file of a network is found where the definition does not name it.
    QString configurationSuffix() const
    {
        switch (m_network.format) {
        case WeightsFormat::Caffe:
            return u".prototxt"_s;
        case WeightsFormat::Darknet:
            return u".cfg"_s;
        case WeightsFormat::OpenVinoIr:
            return u".bin"_s;
        default:
            return {};
        }
    }

    QByteArray readConfiguration()
    {
        const QString suffix = configurationSuffix();
        const bool mayHaveOne = !suffix.isEmpty() || m_network.format == WeightsFormat::TensorFlowGraph;
        if (mayHaveOne && !m_definition.configurationFile.isEmpty())
            return m_files.readNamed(m_definition.configurationFile, m_files.definitionName()).bytes;
        if (suffix.isEmpty())
            return {};
        const auto found = m_files.read(sibling(suffix));
        if (!found)
            throw Error(u"%1 holds %2 weights, which need a second file, %3. Put it beside the weights, or name it as "
                        "ModelConfigurationFile in %4."_s.arg(m_network.weightsName,
                                                              weightsFormatName(m_network.format),
                                                              shownText(sibling(suffix)), m_files.definitionName()));
        return found->bytes;
    }

    /// With its slash; empty where the weights lie beside the definition.
    QString folder() const { return m_path.left(m_path.lastIndexOf(u'/') + 1); }

    void readVariables()
    {
        if (m_network.weights.startsWith("PK"))
            throw Error(u"%1 is a zip with a TensorFlow SavedModel in it. Unpack it beside the definition and name its "
                        "folder as ModelFile."_s.arg(m_network.weightsName));
        for (const QString &path : m_files.filesUnder(folder() + u"variables"_s))
            m_network.companions[path.sliced(folder().size())] = m_files.readNamed(path, m_network.weightsName).bytes;
    }

    void readExternalData()
    {
        for (const auto &[written, needed] : onnxExternalData(m_network.weights, m_network.weightsName)) {
            const auto path = normalizedRelativePath(written);
            if (!path)
                throw Error(u"%1 says that its numbers are in \"%2\", which leads out of its folder. Export the model "
                            "again into one folder."_s.arg(m_network.weightsName, shownText(written)));
            NamedContent data = m_files.readNamed(folder() + *path, m_network.weightsName);
            if (quint64(data.bytes.size()) < needed)
                throw Error(
                    u"%1 is cut off: it has %2 bytes, but %3 needs %4. Get it again from where it came from."_s.arg(
                        data.name, QString::number(data.bytes.size()), m_network.weightsName, QString::number(needed)));
            m_network.companions[*path] = std::move(data.bytes);
        }
    }

    ModelFiles &m_files;
    const ModelDefinition &m_definition;
    QString m_path; ///< of the weights, relative to the definition
    NetworkFiles m_network;
};

} // namespace

NetworkFiles readNetworkFiles(const ModelPackage &package)
{
    if (package.path.endsWith(u".dlpk"_s, Qt::CaseInsensitive)) {
        const PackageArchive archive(package.path);
        ModelFiles files = ModelFiles::inArchive(archive);
        return NetworkReader(files, package.definition).read();
    }
    const QFileInfo definition(package.path);
    ModelFiles files = definition.exists()
                           ? ModelFiles::inFolder(package.folder, definition.fileName(), u"beside it"_s)
                           : ModelFiles::inFolder(package.folder, u"The model definition"_s, u"in "_s + package.folder);
    return NetworkReader(files, package.definition).read();
}

} // namespace pixelscape
