#include "ui/window/request_file.h"

#include "core/run/request_writer.h"
#include "ui/layers/file_writer.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace pixelscape {

void saveRequest(QWidget &window, const RunRequest &request, const std::function<void(const QString &failure)> &done)
{
    const QString lastFolder = u"lastFolder"_s;
    auto *dialog = new QFileDialog(&window, QObject::tr("Save the request"), QSettings().value(lastFolder).toString(),
                                   QObject::tr("Requests (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    const QByteArray text = QByteArray::fromStdString(toJson(request).dump(2)) + '\n';
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                     [&window, text, done, lastFolder](const QString &path) {
                         QSettings().setValue(lastFolder, QFileInfo(path).path());
                         writeInBackground(path, text, &window, done);
                     });
    dialog->open();
}

QString sentencesOf(const std::vector<Problem> &problems)
{
    QStringList sentences;
    for (const Problem &problem : problems)
        sentences << problem.sentence;
    return sentences.join(u'\n');
}

} // namespace pixelscape
