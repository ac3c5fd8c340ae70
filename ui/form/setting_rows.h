#pragma once

#include <QFormLayout>
#include <QString>

#include <vector>

namespace pixelscape {

class ProblemBoard;
class ProblemMark;

/// Rows of a page of settings: a label, its control, and below it what is wrong with it.
class SettingRows
{
public:
    explicit SettingRows(QWidget &page);

    /// `named`: the part of `control` that the label and the problems are about, where that is not all of it. The mark
    /// answers for `fields`.
    void add(const QString &label, QWidget *control, const QStringList &fields, QWidget *named = nullptr);
    void addMarks(ProblemBoard &board, int page) const;
    QFormLayout *layout() const { return m_layout; }

private:
    QWidget &m_page;
    QFormLayout *m_layout;
    std::vector<std::pair<QStringList, ProblemMark *>> m_marks;
};

} // namespace pixelscape
