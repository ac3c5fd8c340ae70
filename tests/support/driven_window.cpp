#include "tests/support/driven_window.h"

#include "ui/form/request_form.h"
#include "ui/jobs/end_notice.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pixelscape {

WorkerFactory DrivenWindow::programWorkers()
{
    return processWorkers(QStringLiteral(PIXELSCAPE_PROGRAM));
}

DrivenWindow::DrivenWindow(const WindowSetup &setup)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QApplication::setOrganizationName(u"pixelscape"_s);
    QApplication::setApplicationName(u"driven"_s);
    WindowSetup own = setup;
    if (own.jobsFolder.isEmpty())
        own.jobsFolder = m_settings.filePath(u"jobs"_s);
    m_window = std::make_unique<MainWindow>(own);
    m_window->resize(1280, 720);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
}

DrivenWindow::~DrivenWindow() = default;

void DrivenWindow::drop(const QStringList &paths)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString &path : paths)
        urls << QUrl::fromLocalFile(path);
    mime.setUrls(urls);
    const QPoint middle = m_window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent drop(middle, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
}

void DrivenWindow::type(const QString &field, const QString &text)
{
    auto *edit = find<QLineEdit>(field);
    if (!edit)
        qFatal("There is no field called %s.", qPrintable(field));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Tab);
}

bool DrivenWindow::click(const QString &name)
{
    auto *button = find<QAbstractButton>(name);
    if (!button || !button->isEnabled() || !button->isVisible())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

bool DrivenWindow::becomesReady()
{
    auto *button = find<QAbstractButton>(u"Run classification"_s);
    return button && QTest::qWaitFor([&] { return button->isEnabled(); }, 20'000);
}

bool DrivenWindow::showsNotice()
{
    return QTest::qWaitFor([this] { return !notice().isEmpty(); }, 60'000);
}

QString DrivenWindow::notice()
{
    const auto *notice = m_window->findChild<EndNotice *>();
    if (!notice || !notice->isVisible())
        return {};
    for (const QLabel *label : notice->findChildren<QLabel *>())
        if (!label->text().isEmpty())
            return label->text();
    return {};
}

QString DrivenWindow::whyNot()
{
    return m_window->findChild<RequestForm *>()->blockedReason();
}

void DrivenWindow::dismissNotice()
{
    if (auto *notice = m_window->findChild<EndNotice *>())
        notice->hide();
}

} // namespace pixelscape
