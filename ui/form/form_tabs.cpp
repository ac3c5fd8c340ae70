#include "ui/form/form_tabs.h"

#include "ui/style/icons.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Never narrower than its page, so that nothing is cut off at its right side.
class PageScroll : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override
    {
        const int page = widget() ? widget()->minimumSizeHint().width() : 0;
        return {page + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(), 100};
    }
};

QString problemText(int errors, int warnings)
{
    QStringList counts;
    if (errors > 0)
        counts << (errors == 1 ? FormTabs::tr("1 problem") : FormTabs::tr("%1 problems").arg(errors));
    if (warnings > 0)
        counts << (warnings == 1 ? FormTabs::tr("1 warning") : FormTabs::tr("%1 warnings").arg(warnings));
    return counts.join(u", "_s);
}

} // namespace

FormTabs::FormTabs(QWidget *parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    setAccessibleName(tr("Request form"));
    tabBar()->setAccessibleName(tr("Parameters and environments"));
    tabBar()->setExpanding(false);
}

void FormTabs::addPage(QWidget *page, const QString &title)
{
    auto *scroll = new PageScroll(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Page %1").arg(title));
    scroll->verticalScrollBar()->setAccessibleName(tr("Scroll %1").arg(title));
    scroll->horizontalScrollBar()->setAccessibleName(tr("Scroll %1 sideways").arg(title));
    addTab(scroll, title);
}

void FormTabs::setProblems(int page, int errors, int warnings)
{
    const QString said = problemText(errors, warnings);
    setTabIcon(page, errors > 0 ? icon(u"error"_s) : warnings > 0 ? icon(u"warning"_s) : QIcon());
    setTabToolTip(page, said);
    const QString title = tabText(page).remove(u'&');
    tabBar()->setAccessibleTabName(page, said.isEmpty() ? title : tr("%1, %2").arg(title, said));
}

} // namespace pixelscape
