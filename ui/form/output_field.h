#pragma once

#include "core/run/run_request.h"
#include "ui/form/field_edit.h"

#include <QWidget>

class QPushButton;

namespace pixelscape {

class FileField;
class PathEdit;
class WrappedLabel;

/// Where the result goes: named by the user or proposed, and what happens to what lies there already.
class OutputField : public QWidget
{
    Q_OBJECT

public:
    explicit OutputField(QWidget *parent = nullptr);

    PathEdit *edit() const;
    void showNamed(const QString &path);
    void propose(const QString &path);
    void showIntentions(const RunRequest &request);

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);

private:
    /// An intention and the button that takes it back.
    struct Note
    {
        QWidget *row = nullptr;
        QPushButton *button = nullptr;
    };
    Note addNote(const QString &sentence, const QString &undo, const QString &field);

    FileField *m_file;
    WrappedLabel *m_hint;
    Note m_overwrite;
    Note m_startOver;
};

} // namespace pixelscape
