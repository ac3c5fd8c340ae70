#include "core/inference/private_files.h"

#include "core/base/error.h"
#include "core/model/relative_path.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace pixelscape {

PrivateFiles::PrivateFiles(const NetworkFiles &files, const QString &name) : m_name(name)
{
    if (!m_folder.isValid())
        throw Error(u"A temporary folder cannot be made to read %1 from (%2); free some space in %3."_s.arg(
            files.weightsName, m_folder.errorString(), QDir::tempPath()));
    for (const auto &[path, content] : files.companions) {
        const std::optional<QString> inside = normalizedRelativePath(path);
        if (!inside || *inside == m_name)
            throw Error(u"%1 names a further file, %2, that does not lie beside it; export the model again."_s.arg(
                files.weightsName, path));
        write(*inside, content);
    }
    write(m_name, files.weights);
}

void PrivateFiles::write(const QString &path, const QByteArray &content)
{
    const QString whole = m_folder.filePath(path);
    QDir().mkpath(QFileInfo(whole).path());
    QFile file(whole);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(content) != content.size() || !file.flush())
        throw Error(u"A temporary copy of the network cannot be written to %1 (%2); free some space there."_s.arg(
            QDir::tempPath(), file.errorString()));
}

} // namespace pixelscape
