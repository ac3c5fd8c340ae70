#include "core/model/model_package.h"

#include "core/base/error.h"
#include "core/base/permission.h"
#include "core/model/definition_reader.h"
#include "core/model/json_text.h"
#include "core/model/model_folder.h"
#include "core/model/model_text.h"
#include "core/model/package_definition.h"
#include "core/model/shown_text.h"
#include "core/model/weights_format.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

void refuseWhatIsNoModelFile(const QFileInfo &info)
{
    const QString name = info.fileName().isEmpty() ? info.filePath() : info.fileName();
    if (const QString defect = permissionDefect(info.filePath()); !defect.isEmpty())
        throw Error(defect);
    if (!info.exists())
        throw Error(u"%1 does not exist. Check the path of the model."_s.arg(info.filePath()));
    if (info.isDir())
        throw Error(u"%1 is a folder. Name the .emd or .dlpk in it."_s.arg(name));
    const QString suffix = info.suffix().toLower();
    if (suffix != u"emd" && suffix != u"dlpk")
        throw Error(u"%1 is not a model definition (.emd) or package (.dlpk). Name one of these."_s.arg(name));
    if (!info.isFile() || info.size() == 0)
        throw Error(u"%1 is %2. Get it again from where it came from."_s.arg(name, info.isFile() ? u"empty"_s
                                                                                                 : u"not a file"_s));
}

void refuseLfsPointer(const QByteArray &content, const QString &name)
{
    if (isGitLfsPointer(content))
        throw Error(u"%1 is a Git LFS pointer (%2 bytes of text), not the file itself. Run \"git lfs pull\" where "
                    "it was cloned, or download the file itself."_s.arg(name, QString::number(content.size())));
}

ModelPackage openDefinitionText(const QString &text, const QString &root)
{
    const QDir folder(root.isEmpty() ? QDir::currentPath() : root);
    if (!folder.exists())
        throw Error(u"The model root %1 is no folder. Name the folder where the model's ModelFile lies."_s.arg(root));
    ModelPackage package;
    package.path = modelShown(text);
    package.folder = folder.absolutePath();
    package.definitionText = text.toUtf8();
    package.definition = readDefinition(package.definitionText, u"The model definition"_s);
    return package;
}

} // namespace

ModelPackage openModelPackage(const QString &path, const QString &root)
{
    if (isDefinitionText(path) && !QFileInfo::exists(path))
        return openDefinitionText(path, root);
    const QFileInfo info(path);
    refuseWhatIsNoModelFile(info);
    ModelPackage package;
    package.path = path;
    QString name = info.fileName();
    if (info.suffix().compare(u"dlpk"_s, Qt::CaseInsensitive) == 0) {
        if (info.size() < 4096)
            refuseLfsPointer(readWholeFile(path, std::nullopt), name);
        const PackageArchive archive(path);
        const PackageEntry &entry = findPackageDefinition(archive);
        name += u'/' + shownText(entry.path);
        package.definitionText = archive.read(entry, largestJsonText);
    } else {
        package.folder = info.absolutePath();
        package.definitionText = readWholeFile(path, largestJsonText);
    }
    refuseLfsPointer(package.definitionText, name);
    package.definition = readDefinition(package.definitionText, name);
    return package;
}

QString modelFingerprint(const ModelPackage &package, const NetworkFiles &files)
{
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    // Each part's length goes in before it, so that bytes cannot move from one part to the next unnoticed.
    const auto add = [&hash](const QByteArray &part) {
        const quint64 length = qToLittleEndian(quint64(part.size()));
        hash.addData(QByteArrayView(reinterpret_cast<const char *>(&length), sizeof length));
        hash.addData(part);
    };
    for (const QByteArray &part : {package.definitionText, files.weights, files.configuration})
        add(part);
    for (const auto &[path, content] : files.companions) {
        add(path.toUtf8());
        add(content);
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace pixelscape
