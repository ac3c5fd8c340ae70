#include "ui/form/environments_page.h"

#include "ui/form/grid_settings.h"
#include "ui/form/processing_settings.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace pixelscape {

EnvironmentsPage::EnvironmentsPage(QWidget *parent)
    : QWidget(parent), m_grid(new GridSettings(this)), m_processing(new ProcessingSettings(this))
{
    auto *defaults = new QPushButton(tr("Restore defaults"), this);
    defaults->setAccessibleName(tr("Restore defaults"));
    defaults->setToolTip(tr("Sets everything on this page back"));
    connect(defaults, &QPushButton::clicked, this, &EnvironmentsPage::defaultsAsked);
    auto *column = new QVBoxLayout(this);
    addHeading(*column, tr("Output grid"));
    column->addWidget(m_grid);
    column->addSpacing(6);
    addHeading(*column, tr("Processing"));
    column->addWidget(m_processing);
    column->addWidget(defaults, 0, Qt::AlignLeft);
    column->addStretch();
    m_processing->rows().setLabelWidth(m_grid->rows().labelWidth());
    connect(m_grid, &GridSettings::edited, this, &EnvironmentsPage::edited);
    connect(m_grid, &GridSettings::extentFromViewAsked, this, &EnvironmentsPage::extentFromViewAsked);
    connect(m_grid, &GridSettings::ownProblemsChanged, this, &EnvironmentsPage::ownProblemsChanged);
    connect(m_processing, &ProcessingSettings::edited, this, &EnvironmentsPage::edited);
    setRequest({});
}

void EnvironmentsPage::addHeading(QVBoxLayout &column, const QString &text)
{
    auto *heading = new QLabel(text, this);
    QFont bold;
    bold.setBold(true);
    heading->setFont(bold);
    column.addWidget(heading);
}

void EnvironmentsPage::addMarks(ProblemBoard &board, int page)
{
    m_grid->addMarks(board, page);
    m_processing->addMarks(board, page);
}

void EnvironmentsPage::setRequest(const RunRequest &request)
{
    m_grid->setRequest(request);
    m_processing->setRequest(request);
}

void EnvironmentsPage::showResolution(const Resolution &resolution)
{
    m_grid->showResolution(resolution);
    m_processing->showResolution(resolution);
}

std::vector<Problem> EnvironmentsPage::ownProblems() const
{
    return m_grid->ownProblems();
}

} // namespace pixelscape
