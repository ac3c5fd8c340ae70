#include "ui/window/recent_files.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

class TestRecentFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void theNewestStandsFirstAndOnce();
    void noMoreThanTen();
    void remembersFromOneStartToTheNext();

private:
    QTemporaryDir m_settings;
};

void TestRecentFiles::initTestCase()
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"pixelscape"_s);
}

void TestRecentFiles::theNewestStandsFirstAndOnce()
{
    RecentFiles recent;
    QSignalSpy changes(&recent, &RecentFiles::changed);
    recent.add(u"/a.tif"_s);
    recent.add(u"/b.tif"_s);
    recent.add(u"/a.tif"_s);
    QCOMPARE(recent.paths(), (QStringList{u"/a.tif"_s, u"/b.tif"_s}));
    QCOMPARE(changes.size(), 3);
}

void TestRecentFiles::noMoreThanTen()
{
    RecentFiles recent;
    for (int i = 0; i < 14; ++i)
        recent.add(u"/%1.tif"_s.arg(i));
    QCOMPARE(recent.paths().size(), 10);
    QCOMPARE(recent.paths().first(), u"/13.tif"_s);
    QCOMPARE(recent.paths().last(), u"/4.tif"_s);
}

void TestRecentFiles::remembersFromOneStartToTheNext()
{
    {
        RecentFiles recent;
        recent.add(u"/mit Leerzeichen/é.tif"_s);
    }
    RecentFiles later;
    QCOMPARE(later.paths(), QStringList{u"/mit Leerzeichen/é.tif"_s});
    later.clear();
    QVERIFY(RecentFiles().paths().isEmpty());
}

QTEST_GUILESS_MAIN(TestRecentFiles)
#include "tst_recent_files.moc"
