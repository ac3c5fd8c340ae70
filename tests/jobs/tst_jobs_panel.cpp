#include "core/run/command_text.h"
#include "tests/run/tiny_run.h"
#include "tests/support/widgets.h"
#include "ui/jobs/jobs_panel.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTableView>

using namespace pixelscape;

class TestJobsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatWillBeHere();
    void selectsTheNewest();
    void cancelsTheSelectedOne();
    void messagesOfTheSelectedOne();
    void whatCanBeDoneWithAFinishedOne();
    void theMenuHasTheSame();
    void everyControlHasANameOfItsOwn();

private:
    Job *add(const QString &folder, const std::vector<Message> &messages = {})
    {
        m_run->request.outputClassifiedRaster = m_run->outputIn(folder);
        return m_jobs->add(m_run->spec(), messages);
    }
    QPushButton *button(const QString &name) const { return byAccessibleName<QPushButton>(*m_panel, name); }
    QTableView *table() const { return byAccessibleName<QTableView>(*m_panel, u"Runs"_s); }
    QStringList shownMessages() const
    {
        const auto *log = byAccessibleName<QListView>(*m_panel, u"Messages of the selected run"_s);
        QStringList texts;
        for (int row = 0; row < log->model()->rowCount(); ++row)
            texts.append(log->model()->index(row, 0).data().toString());
        return texts;
    }

    std::unique_ptr<TinyRun> m_run;
    std::unique_ptr<JobList> m_jobs;
    std::unique_ptr<JobsPanel> m_panel;
};

void TestJobsPanel::init()
{
    m_run = std::make_unique<TinyRun>();
    m_run->network = [] { return slowed(thresholdNetwork(50), std::chrono::milliseconds(5)); };
    m_jobs = std::make_unique<JobList>(m_run->workers());
    m_panel = std::make_unique<JobsPanel>(*m_jobs);
    m_panel->resize(900, 200);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestJobsPanel::cleanup()
{
    m_panel.reset();
    m_jobs.reset();
    m_run.reset();
}

void TestJobsPanel::saysWhatWillBeHere()
{
    const auto *hint = m_panel->findChild<QLabel *>();
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().startsWith(u"No runs yet."_s));
    QVERIFY(!table()->isVisible());
    add(u"a"_s);
    QVERIFY(!hint->isVisible());
    QVERIFY(table()->isVisible());
}

void TestJobsPanel::selectsTheNewest()
{
    add(u"a"_s, {{MessageType::Informative, u"Of the first."_s}});
    add(u"b"_s, {{MessageType::Warning, u"Of the second."_s}});
    QCOMPARE(table()->currentIndex().row(), 0);
    QCOMPARE(shownMessages(), QStringList{u"Of the second."_s});
    const auto *log = byAccessibleName<QListView>(*m_panel, u"Messages of the selected run"_s);
    const QModelIndex first = log->model()->index(0, 0);
    // What it is can be told without the icon.
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), u"Warning: Of the second."_s);
    QVERIFY(!first.data(Qt::DecorationRole).isNull());
}

void TestJobsPanel::cancelsTheSelectedOne()
{
    const Job *running = add(u"a"_s);
    const Job *waiting = add(u"b"_s);
    QTest::mouseClick(button(u"Cancel the selected run"_s), Qt::LeftButton);
    QVERIFY(waiting->state() == Job::State::Cancelled);
    QVERIFY(!running->hasEnded());
    QVERIFY(!button(u"Cancel the selected run"_s)->isEnabled());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Down);
    QVERIFY(button(u"Cancel the selected run"_s)->isEnabled());
    QTest::mouseClick(button(u"Cancel the selected run"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(running->hasEnded(), 10000);
    QVERIFY(running->state() == Job::State::Cancelled);
}

void TestJobsPanel::messagesOfTheSelectedOne()
{
    m_run->network = [] { return throwingNetwork(thresholdNetwork(50), 5, u"The network is broken."_s); };
    m_jobs = std::make_unique<JobList>(m_run->workers());
    m_panel = std::make_unique<JobsPanel>(*m_jobs);
    m_panel->show();
    const Job *job = add(u"a"_s, {{MessageType::Informative, u"Before."_s}});
    QCOMPARE(shownMessages(), QStringList{u"Before."_s});
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    QCOMPARE(shownMessages().first(), u"Before."_s);
    QVERIFY(shownMessages().contains(job->failure()));
    QCOMPARE(shownMessages().size(), qsizetype(job->messages().size()));

    auto *log = byAccessibleName<QListView>(*m_panel, u"Messages of the selected run"_s);
    const QSignalSpy copied(m_panel.get(), &JobsPanel::copyAsked);
    log->setFocus();
    QTest::keyClick(log, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.size(), 1);
    QVERIFY(copied.at(0).at(0).toString().contains(u"\nError: "_s + job->failure()));
}

void TestJobsPanel::whatCanBeDoneWithAFinishedOne()
{
    const Job *job = add(u"a"_s);
    const QString output = m_run->request.outputClassifiedRaster;
    QVERIFY(!button(u"Open the folder of the selected run"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 60000);
    QVERIFY(!button(u"Cancel the selected run"_s)->isEnabled());

    const QSignalSpy folder(m_panel.get(), &JobsPanel::openFolderAsked);
    const QSignalSpy copied(m_panel.get(), &JobsPanel::copyAsked);
    std::vector<RunRequest> edited;
    connect(m_panel.get(), &JobsPanel::editAsked, this, [&](const RunRequest &request) { edited.push_back(request); });
    QTest::mouseClick(button(u"Open the folder of the selected run"_s), Qt::LeftButton);
    QCOMPARE(folder.at(0).at(0).toString(), output);
    QTest::mouseClick(button(u"Copy the selected run as command"_s), Qt::LeftButton);
    QCOMPARE(copied.at(0).at(0).toString(), commandText(job->spec().request));
    QTest::keyClick(button(u"Edit the selected run again"_s), Qt::Key_Space);
    QCOMPARE(edited.size(), std::size_t(1));
    QCOMPARE(edited[0].outputClassifiedRaster, output);
}

void TestJobsPanel::theMenuHasTheSame()
{
    const Job *job = add(u"a"_s);
    QVERIFY(table()->contextMenuPolicy() == Qt::ActionsContextMenu);
    const QList<QAction *> actions = table()->actions();
    QCOMPARE(actions.size(), 8);
    QVERIFY(actions[0]->isEnabled());
    actions[0]->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(job->hasEnded(), 10000);
    QVERIFY(job->state() == Job::State::Cancelled);
    QVERIFY(!actions[0]->isEnabled());
    QVERIFY(actions[1]->isEnabled());
}

void TestJobsPanel::everyControlHasANameOfItsOwn()
{
    QStringList names;
    for (const QWidget *widget : m_panel->findChildren<QWidget *>()) {
        if (!qobject_cast<const QAbstractButton *>(widget) && !qobject_cast<const QAbstractItemView *>(widget))
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!names.contains(widget->accessibleName()), qPrintable(widget->accessibleName()));
        names.append(widget->accessibleName());
    }
    QVERIFY(names.size() >= 12);
}

QTEST_MAIN(TestJobsPanel)
#include "tst_jobs_panel.moc"
