#include "ui/form/path_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace pixelscape {

namespace {

const QString lastFolder = QStringLiteral("lastFolder");

void setPurpose(QFileDialog &dialog, const PathQuestion &question)
{
    switch (question.purpose) {
    case PathPurpose::File:
        dialog.setFileMode(QFileDialog::ExistingFile);
        break;
    case PathPurpose::Files:
        dialog.setFileMode(QFileDialog::ExistingFiles);
        break;
    case PathPurpose::Folder:
        dialog.setFileMode(QFileDialog::Directory);
        dialog.setOption(QFileDialog::ShowDirsOnly);
        break;
    case PathPurpose::NewFile:
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setDefaultSuffix(question.suffix);
        // Whoever asks says beside the field whether a file may be replaced.
        dialog.setOption(QFileDialog::DontConfirmOverwrite);
        if (!question.now.isEmpty())
            dialog.selectFile(question.now);
        break;
    }
}

} // namespace

void askForPaths(QWidget *parent, const PathQuestion &question,
                 const std::function<void(const QStringList &paths)> &chosen)
{
    const QString folder =
        question.now.isEmpty() ? QSettings().value(lastFolder).toString() : QFileInfo(question.now).path();
    auto *dialog = new QFileDialog(parent, question.title, folder, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    setPurpose(*dialog, question);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, [chosen](const QStringList &paths) {
        QSettings().setValue(lastFolder, QFileInfo(paths.front()).path());
        chosen(paths);
    });
    dialog->open();
}

} // namespace pixelscape
