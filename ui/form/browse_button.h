#pragma once

#include "ui/form/path_dialog.h"

#include <QToolButton>

#include <functional>

namespace pixelscape {

/// Chooses a file or a folder with a dialog, which begins where the last one ended.
class BrowseButton : public QToolButton
{
    Q_OBJECT

public:
    /// `now`: answers the path that is chosen at present, empty for none.
    BrowseButton(const QString &name, const QString &filter, std::function<QString()> now, QWidget *parent = nullptr);

    void setPurpose(PathPurpose purpose) { m_purpose = purpose; }
    /// What a new file's name ends in where the user names no suffix.
    void setSuffix(const QString &suffix) { m_suffix = suffix; }

Q_SIGNALS:
    void chosen(const QString &path);
    /// Of several files.
    void severalChosen(const QStringList &paths);

private:
    void browse();

    QString m_filter;
    PathPurpose m_purpose = PathPurpose::File;
    QString m_suffix;
    std::function<QString()> m_now;
};

} // namespace pixelscape
