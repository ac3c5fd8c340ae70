#pragma once

#include "ui/inspect/inspector.h"

#include <QMimeData>
#include <QObject>
#include <QStringList>

#include <set>

namespace pixelscape {

/// Takes files in, however they come: from a dialog, a drop, the command line, the list of recent ones. Looks at each
/// and says what it is good for.
class FileIntake : public QObject
{
    Q_OBJECT

public:
    explicit FileIntake(Inspector &inspector, QObject *parent = nullptr);

    void take(const QStringList &paths);
    /// A drop; what is no file of this computer is refused with a sentence.
    void take(const QMimeData &dropped);

Q_SIGNALS:
    /// Together where several were given together.
    void scenesChosen(const QStringList &paths);
    void modelChosen(const QString &path);
    /// A class map of ours, or the probabilities of one.
    void resultChosen(const pixelscape::FileLook &look);
    /// A request file; with what it says that could not be taken over.
    void requestChosen(const pixelscape::RunRequest &request, const std::vector<pixelscape::Problem> &problems);
    void refused(const QString &sentence);

private:
    void onLookedAt(const FileLook &look);

    Inspector &m_inspector;
    std::multiset<QString> m_asked; ///< others look at files as well
    QStringList m_scenes;           ///< among those that were looked at since something was asked
};

} // namespace pixelscape
