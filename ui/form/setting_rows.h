#pragma once

#include <QFormLayout>
#include <QStringList>

#include <vector>

class QLabel;

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
    /// The widest label; groups of rows below each other have one width.
    int labelWidth() const;
    void setLabelWidth(int width);

private:
    QWidget &m_page;
    QFormLayout *m_layout;
    std::vector<std::pair<QStringList, ProblemMark *>> m_marks;
    std::vector<QLabel *> m_labels;
};

} // namespace pixelscape
