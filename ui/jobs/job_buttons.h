#pragma once

#include "ui/jobs/job_table.h"

#include <QAction>
#include <QList>
#include <QPointer>
#include <QWidget>

namespace pixelscape {

/// What can be done with the selected job: as buttons, and as actions for a menu.
class JobButtons : public QWidget
{
    Q_OBJECT

public:
    explicit JobButtons(QWidget *parent = nullptr);

    /// The selected one as it is now; nothing where none is.
    void setRow(const std::optional<JobRow> &row);

Q_SIGNALS:
    void cancelAsked(const pixelscape::JobRow &row);
    void continueAsked(const QString &id);
    void editAsked(const pixelscape::RunRequest &request);
    void openFolderAsked(const QString &file);
    void copyAsked(const QString &text);
    void pageAsked(const QString &id);
    void forgetAsked(const pixelscape::JobRow &row);

private:
    /// On the button; the menu always has the text.
    enum class Shown { Text, IconAlone };

    QAction *addAction(const QString &iconName, const QString &text, const QString &accessibleName,
                       const QString &toolTip, Shown shown = Shown::Text);
    void addActions();
    void connectActions();
    void showState();

    std::optional<JobRow> m_row;
    QAction *m_cancel = nullptr;
    QAction *m_continue = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_openFolder = nullptr;
    QAction *m_page = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_copyRequest = nullptr;
    QAction *m_forget = nullptr;
};

} // namespace pixelscape
