#pragma once

#include "ui/form/path_edit.h"

namespace pixelscape {

/// A path and the button to choose it with a file dialog.
class FileField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Raster, Model, Output, SnapRaster, Mask };

    explicit FileField(Kind kind, QWidget *parent = nullptr);

    PathEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void pathTyped(const QString &path);
    void pathGiven(const QString &path);

private:
    PathEdit *m_edit;
};

} // namespace pixelscape
