#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace pixelscape {

/// Does some work on files away from the window's thread; it answers why it failed, or an empty sentence, and must not
/// throw. `done` is told that in the thread of `context`, and only if that still lives.
void workInBackground(const std::function<QString()> &work, QObject *context,
                      const std::function<void(const QString &failure)> &done);

/// Writes a small file away from the window's thread, whole or not at all. Then, in the thread of `context` and only if
/// that still lives, `done` is told why it could not be written; an empty sentence stands for success.
void writeInBackground(const QString &path, const QByteArray &content, QObject *context,
                       const std::function<void(const QString &failure)> &done);

} // namespace pixelscape
