#pragma once

#include "ui/form/path_edit.h"

namespace pixelscape {

class BrowseButton;

/// A path and the button to choose it with a file dialog.
class FileField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Raster, Model, Output, SnapRaster, Mask };

    explicit FileField(Kind kind, QWidget *parent = nullptr);

    PathEdit *edit() const { return m_edit; }
    /// The name of a folder instead of that of a file, for an output.
    void setToFolder(bool isFolder);
    /// What a dialog shows of a folder with rasters.
    static QString rasterFilter();

Q_SIGNALS:
    void pathTyped(const QString &path);
    void pathGiven(const QString &path);
    /// Several rasters at once.
    void pathsGiven(const QStringList &paths);

private:
    PathEdit *m_edit;
    BrowseButton *m_browse;
};

} // namespace pixelscape
