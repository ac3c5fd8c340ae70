#include "core/base/json.h"
#include "tests/support/classified_scene.h"
#include "tests/support/program.h"
#include "tests/support/result_samples.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace pixelscape;

/// Two workers of the demo's model take more than 200 MB together.
class TestLittleMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_scene = writeScene(m_inputs.filePath(u"scene.tif"_s), 560, 480, 6);
        QCOMPARE(carryOut(u"classify"_s, {})["engine"]["workers"].get<int>(), 2);
        m_reference = filesIn(m_outputs.path());
        QCOMPARE(m_reference.size(), 5);
    }

    void leavesOneWorkerAndAWarning_data()
    {
        QTest::addColumn<QString>("face");
        QTest::newRow("classify") << u"classify"_s;
        QTest::newRow("plan") << u"plan"_s;
    }

    void leavesOneWorkerAndAWarning()
    {
        QFETCH(QString, face);
        const Json report = carryOut(face, {u"--memory"_s, u"60M"_s});
        QCOMPARE(report["engine"]["workers"].get<int>(), 1);
        const auto isWarning = [](const Json &message) {
            return message["type"] == "esriJobMessageTypeWarning" &&
                   message["description"].get<QString>().contains(u"more than the 63 MB that it may take"_s);
        };
        QCOMPARE(std::ranges::count_if(report["messages"], isWarning), std::ptrdiff_t(1));
        QVERIFY(filesIn(m_outputs.path()) == m_reference);
    }

    void enoughForTwoLeavesTwo()
    {
        QCOMPARE(carryOut(u"plan"_s, {u"--memory"_s, u"8G"_s})["engine"]["workers"].get<int>(), 2);
    }

private:
    Json carryOut(const QString &face, const QStringList &options) const
    {
        const QString report = m_inputs.filePath(u"report.json"_s);
        const ProgramResult result =
            runPixelscape(QStringList{face, m_scene, demoModel(), m_outputs.filePath(u"classes.tif"_s), u"--workers"_s,
                                      u"2"_s, u"--overwrite"_s, u"-q"_s, u"--report"_s, report} +
                          options);
        QFile file(report);
        return result.exitCode == 0 && file.open(QIODevice::ReadOnly)
                   ? Json::parse(file.readAll().toStdString(), nullptr, false)
                   : Json();
    }

    QTemporaryDir m_inputs;
    QTemporaryDir m_outputs;
    QString m_scene;
    QMap<QString, QByteArray> m_reference;
};

QTEST_GUILESS_MAIN(TestLittleMemory)
#include "tst_little_memory.moc"
