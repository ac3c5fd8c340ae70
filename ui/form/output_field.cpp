#include "ui/form/output_field.h"

#include "ui/form/file_field.h"
#include "ui/form/wrapped_label.h"

#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

OutputField::OutputField(QWidget *parent)
    : QWidget(parent), m_file(new FileField(FileField::Kind::Output, this)), m_hint(new WrappedLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(m_file);
    column->addWidget(m_hint);
    m_hint->setQuiet();
    m_hint->say({});
    m_overwrite = addNote(tr("The existing file will be replaced."), tr("Keep it"), u"overwrite"_s);
    m_startOver = addNote(tr("What is left of an earlier run will be thrown away."), tr("Continue it"), u"startOver"_s);
    const QString field = u"outputClassifiedRaster"_s;
    connect(m_file, &FileField::pathTyped, this, [this, field](const QString &path) {
        m_hint->say({});
        Q_EMIT edited({field, path, true});
    });
    connect(m_file, &FileField::pathGiven, this, [this, field](const QString &path) { Q_EMIT edited({field, path}); });
}

OutputField::Note OutputField::addNote(const QString &sentence, const QString &undo, const QString &field)
{
    auto *row = new QWidget(this);
    auto *said = new WrappedLabel(row);
    said->setText(sentence);
    auto *button = new QPushButton(undo, row);
    button->setAccessibleName(tr("%1: Output").arg(undo));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(said, 1);
    line->addWidget(button);
    layout()->addWidget(row);
    row->hide();
    connect(button, &QPushButton::clicked, this, [this, field] { Q_EMIT edited({field, u"false"_s}); });
    return {row, button};
}

PathEdit *OutputField::edit() const
{
    return m_file->edit();
}

void OutputField::showNamed(const QString &path)
{
    m_file->edit()->setPath(path);
    m_hint->say({});
}

void OutputField::propose(const QString &path)
{
    m_file->edit()->propose(path);
    m_hint->say(path.isEmpty() ? QString() : tr("Proposed; type another name to change it."));
}

void OutputField::showIntentions(const RunRequest &request)
{
    m_file->setToFolder(request.processAllRasterItems);
    m_overwrite.row->setVisible(request.overwrite);
    m_startOver.row->setVisible(request.startOver);
}

} // namespace pixelscape
