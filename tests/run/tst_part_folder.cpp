#include "core/run/part_folder.h"
#include "tests/support/caught_sentence.h"

#include <QDir>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

namespace {

void touch(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("a test file could not be written");
}

} // namespace

class TestPartFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void liesBesideTheOutput();
    void staysUnlessDiscarded();
    void discardedGoesWithAllThatIsInIt();
    void onlyTheLogIsKept();
    void emptyForgetsTheLog();
    void moveIsRememberedUntilItIsDone();
    void secondRunIsKeptOut();
    void lockOfADeadProcessDoesNotCount();
    void folderThatCannotBeMade();
    void folderOfSomebodyElseIsRefused_data();
    void folderOfSomebodyElseIsRefused();
    void linkIsRefused();
    void filesOfSomebodyElseStay();

private:
    QStringList names() const
    {
        return QDir(m_output + u".part"_s).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_output;
};

void TestPartFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_output = m_folder->filePath(u"classes.tif"_s);
}

void TestPartFolder::liesBesideTheOutput()
{
    const PartFolder part(m_output);
    QCOMPARE(part.path(), m_output + u".part"_s);
    QVERIFY(QFileInfo(part.path()).isDir());
    QCOMPARE(part.logPath(), m_output + u".part/sections.log"_s);
}

void TestPartFolder::staysUnlessDiscarded()
{
    {
        const PartFolder part(m_output);
        touch(part.logPath());
    }
    QCOMPARE(names(), QStringList{u"sections.log"_s}); // the lock is gone
}

void TestPartFolder::discardedGoesWithAllThatIsInIt()
{
    {
        PartFolder part(m_output);
        touch(part.logPath());
        touch(part.path() + u"/classes.tif"_s);
        part.discardAtEnd();
        QVERIFY(QFileInfo::exists(part.logPath()));
    }
    QVERIFY(!QFileInfo::exists(m_output + u".part"_s));
}

void TestPartFolder::onlyTheLogIsKept()
{
    PartFolder part(m_output);
    touch(part.logPath());
    touch(part.path() + u"/classes.tif"_s);
    touch(part.path() + u"/classes.tif.vat.dbf"_s);
    touch(part.path() + u"/classes.qml"_s);
    touch(part.path() + u"/classes_probability.tif"_s);
    touch(part.path() + u"/classes_probability.tfw"_s);
    part.keepOnlyLog();
    QCOMPARE(names(), (QStringList{u"run.lock"_s, u"sections.log"_s}));
}

void TestPartFolder::emptyForgetsTheLog()
{
    PartFolder part(m_output);
    touch(part.logPath());
    touch(part.path() + u"/classes.tif"_s);
    part.empty();
    QCOMPARE(names(), QStringList{u"run.lock"_s});
}

void TestPartFolder::moveIsRememberedUntilItIsDone()
{
    QVERIFY(!isHalfMoved(m_output));
    {
        PartFolder part(m_output);
        touch(part.logPath());
        QVERIFY(!isHalfMoved(m_output));
        part.markMoving();
        part.keepOnlyLog();
    }
    QVERIFY(isHalfMoved(m_output)); // as after a crash
    {
        PartFolder part(m_output);
        QVERIFY(isHalfMoved(m_output));
        touch(m_output);
        QVERIFY(!isHalfMoved(m_output)); // the file that comes last is there
        QVERIFY(QFile::remove(m_output));
        part.empty();
        QVERIFY(!isHalfMoved(m_output)); // started over
    }
}

void TestPartFolder::secondRunIsKeptOut()
{
    {
        const PartFolder first(m_output);
        touch(first.logPath());
        const QString sentence = caughtSentence([this] { const PartFolder second(m_output); });
        QVERIFY2(sentence.contains(u"Another run"_s) && sentence.contains(m_output), qPrintable(sentence));
        QVERIFY(QFileInfo::exists(first.logPath()));
        // Nor did the attempt free the lock.
        QVERIFY(!caughtSentence([this] { const PartFolder third(m_output); }).isEmpty());
        const PartFolder elsewhere(m_output + u"f"_s);
    }
    const PartFolder afterwards(m_output);
}

/// As a run leaves it that was killed or lost its power.
void TestPartFolder::lockOfADeadProcessDoesNotCount()
{
    QProcess gone;
    gone.start(u"true"_s, QStringList());
    const qint64 id = gone.processId();
    QVERIFY(gone.waitForFinished());
    QDir(m_folder->path()).mkdir(u"classes.tif.part"_s);
    QFile lock(m_output + u".part/run.lock"_s);
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(id) + "\ntrue\n" + QSysInfo::machineHostName().toLocal8Bit() + '\n');
    lock.close();
    const PartFolder part(m_output);
    QCOMPARE(names(), QStringList{u"run.lock"_s});
}

void TestPartFolder::folderThatCannotBeMade()
{
    touch(m_output + u".part"_s);
    const QString sentence = caughtSentence([this] { const PartFolder part(m_output); });
    QVERIFY2(sentence.contains(m_output + u".part"_s), qPrintable(sentence));
}

void TestPartFolder::folderOfSomebodyElseIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("another file") << u"notes.txt"_s;
    QTest::newRow("hidden") << u".notes"_s;
    QTest::newRow("another result") << u"classes2.tif"_s;
}

void TestPartFolder::folderOfSomebodyElseIsRefused()
{
    QFETCH(QString, name);
    const QString path = m_output + u".part"_s;
    QDir().mkpath(path);
    touch(path + u'/' + name);
    const QString sentence = caughtSentence([this] { const PartFolder part(m_output); });
    QVERIFY2(sentence.contains(path), qPrintable(sentence));
    QCOMPARE(names(), QStringList{name});
}

void TestPartFolder::linkIsRefused()
{
    QDir(m_folder->path()).mkdir(u"elsewhere"_s);
    QVERIFY(QFile::link(m_folder->filePath(u"elsewhere"_s), m_output + u".part"_s));
    QVERIFY(!caughtSentence([this] { const PartFolder part(m_output); }).isEmpty());
    QVERIFY(QDir(m_folder->filePath(u"elsewhere"_s)).isEmpty());
}

void TestPartFolder::filesOfSomebodyElseStay()
{
    {
        PartFolder part(m_output);
        touch(part.logPath());
        touch(part.path() + u"/notes.txt"_s); // came while the run went on
        part.keepOnlyLog();
        part.empty();
        part.discardAtEnd();
    }
    QCOMPARE(names(), QStringList{u"notes.txt"_s});
}

QTEST_GUILESS_MAIN(TestPartFolder)
#include "tst_part_folder.moc"
