#include "ui/jobs/end_notice.h"

#include "core/run/command_text.h"
#include "ui/jobs/end_sentence.h"
#include "ui/jobs/message_text.h"
#include "ui/style/flow_layout.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

struct EndNotice::Private
{
    EndNotice &q;
    RunReport report;
    RunRequest request;
    IconLabel *mark;
    QLabel *sentence;
    QPushButton *folder;
    QPushButton *path;
    QPushButton *command;
    QPushButton *classes;
    QPushButton *details;
    QPlainTextEdit *log;
    QToolButton *close;

    explicit Private(EndNotice &notice);
    QPushButton *button(const QString &text, const QString &toolTip);
    void layOut();
    void connectButtons();
    void say(const QString &iconName, const QString &text);
    void offer(Job::State state);
};

EndNotice::Private::Private(EndNotice &notice)
    : q(notice), mark(new IconLabel(&q)), sentence(new QLabel(&q)),
      folder(button(tr("Open folder"), tr("Shows the result in the file manager"))),
      path(button(tr("Copy path"), tr("Copies where the result lies"))),
      command(button(tr("Copy as command"), tr("Copies the command line that makes the same run"))),
      classes(button(tr("Class table"), tr("Pixels, share and area of each class"))),
      details(button(tr("Details"), tr("What was said during the run"))), log(new QPlainTextEdit(&q)),
      close(new QToolButton(&q))
{
    sentence->setWordWrap(true);
    sentence->setTextFormat(Qt::PlainText);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence->setFocusPolicy(Qt::NoFocus);
    sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    details->setCheckable(true);
    log->setReadOnly(true);
    log->setTabChangesFocus(true);
    log->setAccessibleName(tr("Messages of the failed run"));
    log->setFixedHeight(7 * log->fontMetrics().lineSpacing());
    close->setIcon(icon(u"close"_s));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close notice"));
    close->setToolTip(tr("Close notice"));
    layOut();
    connectButtons();
}

/// Words without icons: so all of them fit into one row above a map of 400 pixels.
QPushButton *EndNotice::Private::button(const QString &text, const QString &toolTip)
{
    auto *made = new QPushButton(text, &q);
    made->setToolTip(toolTip);
    made->setAutoDefault(false);
    return made;
}

void EndNotice::Private::layOut()
{
    auto *head = new QHBoxLayout;
    head->addWidget(mark, 0, Qt::AlignTop);
    head->addWidget(sentence, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    auto *buttons = new FlowLayout;
    for (QPushButton *made : {folder, path, command, classes, details})
        buttons->addWidget(made);
    auto *column = new QVBoxLayout(&q);
    column->addLayout(head);
    column->addLayout(buttons);
    column->addWidget(log);
    column->addStretch(1);
    QWidget::setTabOrder(details, log);
    QWidget::setTabOrder(log, close);
}

void EndNotice::Private::connectButtons()
{
    connect(folder, &QPushButton::clicked, &q, [this] { Q_EMIT q.openFolderAsked(report.output); });
    connect(path, &QPushButton::clicked, &q, [this] { Q_EMIT q.copyAsked(report.output); });
    connect(command, &QPushButton::clicked, &q, [this] { Q_EMIT q.copyAsked(commandText(request)); });
    connect(classes, &QPushButton::clicked, &q, [this] { Q_EMIT q.classTableAsked(report); });
    connect(details, &QPushButton::toggled, log, &QWidget::setVisible);
    connect(close, &QToolButton::clicked, &q, &QWidget::hide);
}

void EndNotice::Private::say(const QString &iconName, const QString &text)
{
    mark->setIcon(icon(iconName));
    sentence->setText(text);
    q.QWidget::show();
    q.raise();
}

void EndNotice::Private::offer(Job::State state)
{
    const bool isFinished = state == Job::State::Finished;
    for (QPushButton *made : {folder, path, classes})
        made->setVisible(isFinished);
    command->setVisible(state != Job::State::Waiting);
    details->setVisible(state == Job::State::Failed);
    details->setChecked(false);
    log->setVisible(false);
}

EndNotice::EndNotice(QWidget *parent) : QFrame(parent), d(std::make_unique<Private>(*this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    // Not bounded by its size hint: where the map is narrow, sentence and buttons take more rows.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    setVisible(false);
}

EndNotice::~EndNotice() = default;

void EndNotice::show(const Job &job)
{
    if (!job.hasEnded() || !job.report())
        return;
    d->report = *job.report();
    d->request = job.spec().request;
    d->log->setPlainText(messagesText(job.messages()));
    d->offer(job.state());
    d->say(job.state() == Job::State::Finished ? u"check"_s
           : job.state() == Job::State::Failed ? u"error"_s
                                               : u"info"_s,
           endSentence(job));
}

void EndNotice::showTogether(bool isComplete, const QString &sentence, const QString &output)
{
    d->report = {};
    d->report.output = output;
    d->offer(Job::State::Waiting);
    d->folder->setVisible(true);
    d->say(isComplete ? u"check"_s : u"warning"_s, sentence);
}

void EndNotice::showSentence(Severity severity, const QString &sentence)
{
    d->offer(Job::State::Waiting);
    d->say(severity == Severity::Error ? u"error"_s : u"warning"_s, sentence);
}

} // namespace pixelscape
