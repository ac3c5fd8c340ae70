#pragma once

#include "ui/form/path_edit.h"

class QToolButton;

namespace pixelscape {

/// A path and the button to choose it with a file dialog.
class FileField : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Raster, Model, Output };

    explicit FileField(Kind kind, QWidget *parent = nullptr);

    PathEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void pathTyped(const QString &path);
    void pathGiven(const QString &path);

private:
    void browse();

    Kind m_kind;
    PathEdit *m_edit;
    QToolButton *m_browse;
};

} // namespace pixelscape
