#pragma once

#include <QStringList>

/// The faces of the program. Each takes the words behind its name and returns the exit code; see exit_code.h.
namespace pixelscape {

/// The window; the words are files to open.
int windowFace(const QStringList &words);
int classifyFace(const QStringList &words);
int planFace(const QStringList &words);
int infoFace(const QStringList &words);
int jobsFace(const QStringList &words);
int pictureFace(const QStringList &words);
int workerFace(const QStringList &words);

} // namespace pixelscape
