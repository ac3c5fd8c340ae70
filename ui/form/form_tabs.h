#pragma once

#include <QTabWidget>

namespace pixelscape {

/// The pages of the form, each scrolled up and down only. A page with problems says so on its tab.
class FormTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit FormTabs(QWidget *parent = nullptr);

    void addPage(QWidget *page, const QString &title);
    void setProblems(int page, int errors, int warnings);
};

} // namespace pixelscape
