#include "ui/form/run_footer.h"

#include "ui/form/problem_mark.h"
#include "ui/form/tool_tip.h"
#include "ui/form/wrapped_label.h"
#include "ui/style/icons.h"

#include <QFrame>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pixelscape {

RunFooter::RunFooter(QWidget *parent)
    : QWidget(parent), m_rest(new ProblemMark(tr("Request"), nullptr, this)), m_plan(new WrappedLabel(this)),
      m_run(new QPushButton(icon(u"run"_s), tr("Run &classification"), this)), m_reason(new WrappedLabel(this))
{
    m_plan->setAccessibleName(tr("Plan"));
    m_reason->setAccessibleName(tr("Why not"));
    m_reason->setQuiet();
    m_run->setAccessibleName(tr("Run classification"));
    QFont bold;
    bold.setBold(true);
    m_run->setFont(bold);
    m_run->setMinimumHeight(2 * fontMetrics().height());
    auto *column = new QVBoxLayout(this);
    column->setSpacing(4);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    column->setContentsMargins(column->contentsMargins().left(), 0, column->contentsMargins().right(),
                               column->contentsMargins().bottom());
    column->addWidget(line);
    column->addWidget(m_rest);
    column->addWidget(m_plan);
    column->addWidget(m_run);
    column->addWidget(m_reason);
    setPlan({});
    setReason({});
    connect(m_run, &QPushButton::clicked, this, &RunFooter::runAsked);
}

void RunFooter::setPlan(const QString &text)
{
    m_plan->setAccessibleDescription(text);
    m_plan->say(text);
}

void RunFooter::setReason(const QString &reason)
{
    m_run->setEnabled(reason.isEmpty());
    m_run->setToolTip(reason.isEmpty() ? tr("Classify the raster with the model") : toolTipOf(reason));
    m_run->setAccessibleDescription(reason);
    // The line keeps its place, so that the button does not jump while one types.
    m_reason->setText(reason.isEmpty() ? tr("Ready.") : reason);
}

} // namespace pixelscape
