#include "ui/window/file_intake.h"

#include <QUrl>

namespace pixelscape {

FileIntake::FileIntake(Inspector &inspector, QObject *parent) : QObject(parent), m_inspector(inspector)
{
    connect(&inspector, &Inspector::lookedAt, this, &FileIntake::onLookedAt);
}

void FileIntake::take(const QStringList &paths)
{
    for (const QString &path : paths) {
        m_asked.insert(path);
        m_inspector.lookAt(path);
    }
}

void FileIntake::take(const QMimeData &dropped)
{
    QStringList paths;
    const QList<QUrl> urls = dropped.urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
        else
            Q_EMIT refused(
                tr("%1 is not a file of this computer; save it first and drop the file.").arg(url.toString()));
    }
    take(paths);
}

void FileIntake::onLookedAt(const FileLook &look)
{
    const auto asked = m_asked.find(look.asked);
    if (asked == m_asked.end())
        return;
    m_asked.erase(asked);
    switch (look.kind) {
    case FileLook::Kind::Scene:
        m_scenes << look.path;
        break;
    case FileLook::Kind::Model:
        Q_EMIT modelChosen(look.path);
        break;
    case FileLook::Kind::Result:
    case FileLook::Kind::Probability:
        Q_EMIT resultChosen(look);
        break;
    case FileLook::Kind::Request:
        Q_EMIT requestChosen(look.request, look.problems);
        break;
    case FileLook::Kind::Unusable:
        Q_EMIT refused(look.sentence);
        break;
    }
    if (m_asked.empty() && !m_scenes.isEmpty())
        Q_EMIT scenesChosen(std::exchange(m_scenes, {}));
}

} // namespace pixelscape
