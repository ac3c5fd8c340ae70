#include "ui/form/setting_rows.h"

#include "ui/form/problem_board.h"
#include "ui/form/problem_mark.h"

#include <QLabel>
#include <QVBoxLayout>

namespace pixelscape {

SettingRows::SettingRows(QWidget &page) : m_page(page), m_layout(new QFormLayout)
{
    m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
}

void SettingRows::add(const QString &label, QWidget *control, const QStringList &fields, QWidget *named)
{
    QWidget *subject = named ? named : control;
    auto *cell = new QWidget(&m_page);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(control);
    auto *mark = new ProblemMark(QString(label).remove(u'&'), subject, cell);
    column->addWidget(mark);
    auto *shownLabel = new QLabel(label, &m_page);
    shownLabel->setBuddy(subject);
    shownLabel->setToolTip(subject->toolTip());
    m_layout->addRow(shownLabel, cell);
    m_labels.push_back(shownLabel);
    m_marks.emplace_back(fields, mark);
}

int SettingRows::labelWidth() const
{
    int width = 0;
    for (const QLabel *label : m_labels)
        width = std::max(width, label->sizeHint().width());
    return width;
}

void SettingRows::setLabelWidth(int width)
{
    for (QLabel *label : m_labels)
        label->setMinimumWidth(width);
}

void SettingRows::addMarks(ProblemBoard &board, int page) const
{
    for (const auto &[fields, mark] : m_marks)
        for (const QString &field : fields)
            board.add(field, mark, page);
}

} // namespace pixelscape
