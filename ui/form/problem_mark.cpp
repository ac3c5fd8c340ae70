#include "ui/form/problem_mark.h"

#include "ui/form/wrapped_label.h"
#include "ui/style/flow_layout.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"

#include <QGridLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pixelscape {

ProblemMark::ProblemMark(const QString &subject, QWidget *control, QWidget *parent)
    : QWidget(parent), m_subject(subject), m_control(control), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 2, 0, 2);
    hide();
}

void ProblemMark::setProblems(const std::vector<Problem> &problems)
{
    if (problems == m_problems)
        return;
    m_problems = problems;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    while (QLayoutItem *item = m_column->takeAt(0)) {
        // Later, since it may hold the button whose click has led here.
        item->widget()->hide();
        item->widget()->setParent(nullptr);
        item->widget()->deleteLater();
        delete item;
    }
    m_last = m_control;
    for (const Problem &problem : m_problems)
        addProblem(problem);
    describe();
    setVisible(!m_problems.empty());
    if (hadFocus && m_control)
        m_control->setFocus();
}

void ProblemMark::addProblem(const Problem &problem)
{
    auto *row = new QWidget(this);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    auto *mark = new IconLabel(row);
    const bool isError = problem.severity == Severity::Error;
    mark->setIcon(icon(isError ? u"error"_s : u"warning"_s));
    mark->setToolTip(isError ? tr("This has to be put right before the run") : tr("The run is possible"));
    grid->addWidget(mark, 0, 0, Qt::AlignTop);
    auto *sentence = new WrappedLabel(row);
    sentence->setText(problem.sentence);
    grid->addWidget(sentence, 0, 1);
    if (!problem.remedies.empty()) {
        auto *buttons = new QWidget(row);
        auto *flow = new FlowLayout(buttons);
        for (const Remedy &remedy : problem.remedies)
            flow->addWidget(remedyButton(remedy));
        grid->addWidget(buttons, 1, 1);
    }
    m_column->addWidget(row);
}

QWidget *ProblemMark::remedyButton(const Remedy &remedy)
{
    auto *button = new QPushButton(QString(remedy.label).replace(u'&', u"&&"_s), this);
    button->setAccessibleName(tr("%1: %2", "a remedy and its field").arg(remedy.label, m_subject));
    connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT remedyAsked(remedy); });
    if (m_last)
        setTabOrder(m_last, button);
    m_last = button;
    return button;
}

void ProblemMark::describe()
{
    if (!m_control)
        return;
    QStringList sentences;
    for (const Problem &problem : m_problems)
        sentences << problem.sentence;
    m_control->setAccessibleDescription(sentences.join(u'\n'));
}

} // namespace pixelscape
