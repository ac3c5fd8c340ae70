#include "ui/form/browse_button.h"

#include "ui/style/icons.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString lastFolder = u"lastFolder"_s; // shared with the window's own dialogs

} // namespace

BrowseButton::BrowseButton(const QString &name, const QString &filter, std::function<QString()> now, QWidget *parent)
    : QToolButton(parent), m_filter(filter), m_now(std::move(now))
{
    setIcon(pixelscape::icon(u"folder"_s));
    setAccessibleName(name);
    setToolTip(name);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(this, &QToolButton::clicked, this, &BrowseButton::browse);
}

void BrowseButton::browse()
{
    const QString now = m_now();
    const QString folder = now.isEmpty() ? QSettings().value(lastFolder).toString() : QFileInfo(now).path();
    auto *dialog = new QFileDialog(this, accessibleName(), folder, m_filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_purpose == Purpose::File || m_purpose == Purpose::Files) {
        dialog->setFileMode(m_purpose == Purpose::File ? QFileDialog::ExistingFile : QFileDialog::ExistingFiles);
    } else if (m_purpose == Purpose::Folder) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(m_suffix);
        // The form itself asks whether a file may be replaced.
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        if (!now.isEmpty())
            dialog->selectFile(now);
    }
    connect(dialog, &QFileDialog::filesSelected, this, &BrowseButton::onSelected);
    dialog->open();
}

void BrowseButton::onSelected(const QStringList &paths)
{
    QSettings().setValue(lastFolder, QFileInfo(paths.front()).path());
    if (paths.size() == 1)
        Q_EMIT chosen(paths.front());
    else
        Q_EMIT severalChosen(paths);
}

} // namespace pixelscape
