#include "core/run/output_name.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace pixelscape;
using namespace Qt::StringLiterals;

class TestOutputName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isMadeOfBothNames();
    void isFree_data();
    void isFree();
    void isNotTakenByAnotherRun();
    void chosenFolderComesFirst();
    void readOnlyFolderMeansDocuments();
    void namesThatAreNoFiles_data();
    void namesThatAreNoFiles();
    void needsBothInputs();

private:
    QString at(const QString &name) const { return m_folder->filePath(name); }
    QString touch(const QString &name) const
    {
        QFile file(at(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("a test file could not be written");
        return file.fileName();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_input;
};

void TestOutputName::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("HOME", m_folder->path().toUtf8());
    m_input = touch(u"scene.tif"_s);
}

void TestOutputName::isMadeOfBothNames()
{
    QCOMPARE(proposedOutput(m_input, u"/models/land_cover.dlpk"_s, {}), at(u"scene_land_cover.tif"_s));
    const QString odd = touch(u"Szene süd (v1.2).img"_s);
    QCOMPARE(proposedOutput(odd, u"/models/forêt.emd"_s, {}), at(u"Szene_süd_v1.2__forêt.tif"_s));
    QVERIFY(!QFileInfo::exists(at(u"scene_land_cover.tif"_s))); // it is only a name
}

void TestOutputName::isFree_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isFolder");
    QTest::newRow("output") << u"scene_m.tif"_s << false;
    QTest::newRow("part") << u"scene_m.tif.part"_s << true;
    QTest::newRow("style") << u"scene_m.qml"_s << false;
    QTest::newRow("statistics") << u"scene_m.tif.aux.xml"_s << false;
    QTest::newRow("table") << u"scene_m.tif.vat.dbf"_s << false;
    QTest::newRow("probabilities") << u"scene_m_probability.tif"_s << false;
}

void TestOutputName::isFree()
{
    QFETCH(QString, name);
    QFETCH(bool, isFolder);
    if (isFolder)
        QVERIFY(QDir(m_folder->path()).mkdir(name));
    else
        touch(name);
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {}), at(u"scene_m_2.tif"_s));
    touch(u"scene_m_2.tif"_s);
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {}), at(u"scene_m_3.tif"_s));
}

void TestOutputName::isNotTakenByAnotherRun()
{
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {at(u"scene_m.tif"_s), at(u"scene_m_2.tif"_s)}),
             at(u"scene_m_3.tif"_s));
}

void TestOutputName::chosenFolderComesFirst()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"results"_s));
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {}, at(u"results"_s)), at(u"results/scene_m.tif"_s));
    touch(u"results/scene_m.tif"_s);
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {}, at(u"results"_s)), at(u"results/scene_m_2.tif"_s));
    QCOMPARE(proposedOutput(m_input, u"m.emd"_s, {}, at(u"gone"_s)), at(u"scene_m.tif"_s));
}

void TestOutputName::readOnlyFolderMeansDocuments()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"archive"_s));
    QVERIFY(QDir(m_folder->path()).mkpath(u"Documents"_s));
    const QString input = touch(u"archive/scene.tif"_s);
    QVERIFY(QFile::setPermissions(at(u"archive"_s),
                                  QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::Permissions(0x7777)));
    QVERIFY(QFile::setPermissions(at(u"Documents"_s), QFile::Permissions(0x7777)));
    // The superuser may write everywhere; access(2) goes by the real user.
    constexpr uid_t nobody = 65534;
    const bool isSuperuser = getuid() == 0;
    if (isSuperuser)
        QCOMPARE(setresuid(nobody, 0, 0), 0);
    const QString output = proposedOutput(input, u"m.emd"_s, {});
    if (isSuperuser)
        QCOMPARE(setresuid(0, 0, 0), 0);
    QCOMPARE(output, at(u"Documents/scene_m.tif"_s));
}

void TestOutputName::namesThatAreNoFiles_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("name");
    QTest::newRow("in a zip") << u"/vsizip/scenes.zip/north.tif"_s << u"north_m.tif"_s;
    QTest::newRow("subdataset") << u"NETCDF:\"/data/heat.nc\":t2m"_s << u"heat_m.tif"_s;
}

void TestOutputName::namesThatAreNoFiles()
{
    QFETCH(QString, input);
    QFETCH(QString, name);
    QVERIFY(QDir(m_folder->path()).mkpath(u"Documents"_s));
    QCOMPARE(proposedOutput(input, u"m.emd"_s, {}), at(u"Documents/"_s + name));
}

void TestOutputName::needsBothInputs()
{
    QVERIFY(proposedOutput({}, u"m.emd"_s, {}).isEmpty());
    QVERIFY(proposedOutput(m_input, {}, {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestOutputName)
#include "tst_output_name.moc"
