#pragma once

#include "core/model/model_package.h"

#include <QTemporaryDir>

namespace pixelscape {

/// A network's files in a folder that only this user can read, for libraries that take paths and no bytes. The names
/// are ours; files that the weights name themselves keep their paths within the folder. Deleted with this object.
class PrivateFiles
{
public:
    /// `name` is the weights' file name within the folder. Throws Error where the files cannot be written.
    PrivateFiles(const NetworkFiles &files, const QString &name);

    QString folder() const { return m_folder.path(); }
    QString weights() const { return m_folder.filePath(m_name); }

private:
    void write(const QString &path, const QByteArray &content);

    QTemporaryDir m_folder;
    QString m_name;
};

} // namespace pixelscape
