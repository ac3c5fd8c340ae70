#pragma once

#include <QStringList>
#include <QWidget>

#include <functional>

namespace pixelscape {

/// What a file dialog asks for.
enum class PathPurpose {
    File,  ///< that exists
    Files, ///< one or several that exist
    NewFile,
    Folder
};

struct PathQuestion
{
    QString title;
    PathPurpose purpose = PathPurpose::File;
    QString filter = {}; ///< of files
    QString now = {};    ///< what is chosen at present; empty for none
    QString suffix = {}; ///< of a new file that the user gives none
};

/// Asks without blocking, beginning at what is chosen, else where the last dialog ended. `chosen` is told of one path
/// or more; not at all where the user thinks better of it or `parent` goes first.
void askForPaths(QWidget *parent, const PathQuestion &question,
                 const std::function<void(const QStringList &paths)> &chosen);

} // namespace pixelscape
