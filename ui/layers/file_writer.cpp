#include "ui/layers/file_writer.h"

#include <QSaveFile>
#include <QThread>

#include <memory>

namespace pixelscape {

void workInBackground(const std::function<QString()> &work, QObject *context,
                      const std::function<void(const QString &failure)> &done)
{
    const auto failure = std::make_shared<QString>();
    QThread *thread = QThread::create([work, failure] { *failure = work(); });
    // `failure` is read when the thread has ended.
    QObject::connect(thread, &QThread::finished, context, [failure, done] { done(*failure); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void writeInBackground(const QString &path, const QByteArray &content, QObject *context,
                       const std::function<void(const QString &failure)> &done)
{
    const auto write = [path, content] {
        QSaveFile file(path);
        const bool isWritten =
            file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
        return isWritten
                   ? QString()
                   : QObject::tr("%1 cannot be written (%2); choose another folder.").arg(path, file.errorString());
    };
    workInBackground(write, context, done);
}

} // namespace pixelscape
