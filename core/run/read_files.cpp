#include "core/run/read_files.h"

#include "core/model/model_text.h"

#include <QDir>

namespace pixelscape {

QStringList modelFiles(const RunSpec &spec)
{
    const ModelDefinition &definition = spec.package.definition;
    const QDir folder(spec.package.folder);
    QStringList files;
    if (!isDefinitionText(spec.modelFile))
        files << spec.modelFile;
    if (spec.package.folder.isEmpty())
        return files;
    for (const QString &file : {definition.modelFile, definition.configurationFile})
        if (!file.isEmpty())
            files << folder.filePath(file);
    return files;
}

QStringList inputFiles(const RunRequest &request, const QStringList &rasterFiles)
{
    QStringList files = rasterFiles + request.furtherRasters;
    files << request.snapRaster << request.cellSize << request.mask.section(u'|', 0, 0);
    files.removeAll(QString());
    return files;
}

} // namespace pixelscape
