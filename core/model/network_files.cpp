#include "core/base/error.h"
#include "core/model/free_memory.h"
#include "core/model/model_folder.h"
#include "core/model/model_package.h"
#include "core/model/package_definition.h"
#include "core/model/shown_text.h"
#include "core/model/weights_format.h"

#include <QFileInfo>

#include <functional>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct NamedContent
{
    QString name; ///< for sentences
    QByteArray bytes;
};

/// Reads the file of that path relative to the definition; nothing where there is none.
using MemberReader = std::function<std::optional<NamedContent>(const QString &relativePath)>;

/// What readers have in common: where the files lie, and what the definition is called.
struct ModelFiles
{
    QString definitionName; ///< "cloud.emd", "cloud.dlpk/cloud.emd"
    QString place;          ///< "beside it", "in the package"
    MemberReader read;
};

ModelFiles filesInFolder(const QString &definitionPath)
{
    const QFileInfo info(definitionPath);
    const QString folder = info.path();
    return {info.fileName(), u"beside it"_s, [folder](const QString &relativePath) -> std::optional<NamedContent> {
                const QString path = findBeside(folder, relativePath);
                if (path.isEmpty())
                    return std::nullopt;
                return NamedContent{QFileInfo(path).fileName(), readWholeFile(path, freeMemory())};
            }};
}

ModelFiles filesInArchive(const PackageArchive &archive)
{
    const QString definition = findPackageDefinition(archive).path;
    const QString folder = definition.left(definition.lastIndexOf(u'/') + 1);
    return {
        archive.fileName() + u'/' + shownText(definition), u"in the package"_s,
        [&archive, folder](const QString &relativePath) -> std::optional<NamedContent> {
            const PackageEntry *entry = archive.find(folder + relativePath);
            if (!entry)
                return std::nullopt;
            return NamedContent{archive.fileName() + u'/' + shownText(entry->path), archive.read(*entry, freeMemory())};
        }};
}

NamedContent readNamed(const ModelFiles &files, const QString &relativePath)
{
    auto found = files.read(relativePath);
    if (!found)
        throw Error(u"%1 names %2, which is not %3. Put it there, or correct the name in the definition."_s.arg(
            files.definitionName, shownText(relativePath), files.place));
    if (found->bytes.isEmpty())
        throw Error(u"%1 is empty. Get it again from where it came from."_s.arg(found->name));
    if (recogniseWeights(found->bytes, relativePath) == WeightsFormat::GitLfsPointer)
        throw Error(u"%1 is a Git LFS pointer (%2 bytes of text), not the weights themselves. Run \"git lfs pull\" "
                    "where it was cloned, or download the file itself."_s.arg(found->name,
                                                                              QString::number(found->bytes.size())));
    return *found;
}

/// The suffixes under which the second file of a network is found where the definition does not name it.
QString configurationSuffix(WeightsFormat format)
{
    if (format == WeightsFormat::Caffe)
        return u".prototxt"_s;
    return format == WeightsFormat::Darknet ? u".cfg"_s : QString();
}

QByteArray readConfiguration(const ModelFiles &files, const ModelDefinition &definition, const NetworkFiles &network)
{
    const QString suffix = configurationSuffix(network.format);
    const bool mayHaveOne = !suffix.isEmpty() || network.format == WeightsFormat::TensorFlowGraph;
    if (mayHaveOne && !definition.configurationFile.isEmpty())
        return readNamed(files, definition.configurationFile).bytes;
    if (suffix.isEmpty())
        return {};
    const qsizetype dot = definition.modelFile.lastIndexOf(u'.');
    const qsizetype slash = definition.modelFile.lastIndexOf(u'/');
    const QString guess = (dot > slash ? definition.modelFile.left(dot) : definition.modelFile) + suffix;
    const auto found = files.read(guess);
    if (!found)
        throw Error(u"%1 holds %2 weights, which need a second file, %3. Put it beside the weights, or name it as "
                    "ModelConfigurationFile in %4."_s.arg(network.weightsName, weightsFormatName(network.format),
                                                          shownText(guess), files.definitionName));
    return found->bytes;
}

NetworkFiles readFrom(const ModelFiles &files, const ModelDefinition &definition)
{
    NamedContent weights = readNamed(files, definition.modelFile);
    NetworkFiles network;
    network.format = recogniseWeights(weights.bytes, definition.modelFile);
    network.weights = std::move(weights.bytes);
    network.weightsName = weights.name;
    network.configuration = readConfiguration(files, definition, network);
    return network;
}

} // namespace

NetworkFiles readNetworkFiles(const ModelPackage &package)
{
    if (!package.path.endsWith(u".dlpk"_s, Qt::CaseInsensitive))
        return readFrom(filesInFolder(package.path), package.definition);
    const PackageArchive archive(package.path);
    return readFrom(filesInArchive(archive), package.definition);
}

} // namespace pixelscape
