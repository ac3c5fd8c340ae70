#pragma once

#include "core/run/resolve.h"
#include "ui/form/field_edit.h"

#include <QWidget>

class QPushButton;

namespace pixelscape {

class ArgumentRow;
class ProblemBoard;
class ProblemMark;
class WrappedLabel;

/// modelArguments as a form that is made from the model.
class ArgumentForm : public QWidget
{
    Q_OBJECT

public:
    explicit ArgumentForm(QWidget *parent = nullptr);

    void addMarks(ProblemBoard &board, int page);
    void setArguments(const ArgumentTexts &arguments);
    /// Shows the rows that mean something to the model, or have been set; before there is a model, none.
    void showModel(const Resolution &resolution);
    /// There is no model any more.
    void forgetModel();

Q_SIGNALS:
    void edited(const pixelscape::FieldEdit &edit);
    /// Several at once: these arguments are to be left out.
    void leaveOutAsked(const QStringList &names);

private:
    void showRows();

    std::vector<ArgumentRow *> m_rows;
    bool m_hasModel = false;
    QStringList m_otherNames; ///< in the request, and none of the rows
    WrappedLabel *m_hint;
    WrappedLabel *m_others;
    QPushButton *m_leaveOut;
    ProblemMark *m_mark;
};

} // namespace pixelscape
