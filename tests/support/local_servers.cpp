#include "tests/support/local_servers.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cpl_vsi.h>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int longestStart = 60'000;

// Debian's own, which has the modules of packages.txt, whatever other Python a user has.
const QString python = u"/usr/bin/python3"_s;

const QString packages = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/build/test_servers");

} // namespace

LocalServer::LocalServer(const QString &script, const QStringList &arguments)
{
    const QString file = QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/support/") + script;
    m_process.setStandardOutputFile(m_folder.filePath(u"printed"_s));
    m_process.setStandardErrorFile(m_folder.filePath(u"errors"_s));
    // A test that crashes leaves no server behind.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(python, QStringList{file} + arguments);
    QElapsedTimer time;
    time.start();
    while (printed().isEmpty() && m_process.state() != QProcess::NotRunning && time.elapsed() < longestStart) {
        m_process.waitForFinished(1);
        QThread::msleep(10);
    }
    m_port = printed().value(0);
    if (m_port.isEmpty()) {
        QFile errors(m_folder.filePath(u"errors"_s));
        errors.open(QIODevice::ReadOnly);
        qFatal("the server %s did not begin: %s", qPrintable(script), errors.readAll().constData());
    }
}

LocalServer::~LocalServer()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString LocalServer::hostAndPort() const
{
    return u"127.0.0.1:"_s + m_port;
}

QString LocalServer::address() const
{
    return u"http://"_s + hostAndPort();
}

QString LocalServer::serviceAddress() const
{
    return address() + u"/arcgis/rest/services/Scene/ImageServer"_s;
}

QStringList LocalServer::requests() const
{
    return printed().sliced(1);
}

/// Whole lines only.
QStringList LocalServer::printed() const
{
    QFile file(m_folder.filePath(u"printed"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeLast();
    return lines;
}

std::unique_ptr<LocalServer> serveFiles(const QString &folder)
{
    return std::make_unique<LocalServer>(u"file_server.py"_s, QStringList{folder});
}

std::unique_ptr<LocalServer> serveImageService(const QString &raster, const QString &mode)
{
    return std::make_unique<LocalServer>(u"image_service.py"_s, QStringList{raster, mode});
}

StoreSettings::StoreSettings(const QString &endpoint)
{
    const std::map<QByteArray, QByteArray> settings{{"AWS_S3_ENDPOINT", endpoint.toUtf8()},
                                                    {"AWS_HTTPS", "NO"},
                                                    {"AWS_VIRTUAL_HOSTING", "FALSE"},
                                                    {"AWS_ACCESS_KEY_ID", "test"},
                                                    {"AWS_SECRET_ACCESS_KEY", "test"}};
    for (const auto &[name, value] : settings) {
        m_before[name] =
            qEnvironmentVariableIsSet(name.constData()) ? std::optional(qgetenv(name.constData())) : std::nullopt;
        qputenv(name.constData(), value);
    }
    // GDAL remembers what another store on this port had.
    VSICurlClearCache();
}

StoreSettings::~StoreSettings()
{
    for (const auto &[name, value] : m_before) {
        if (value)
            qputenv(name.constData(), *value);
        else
            qunsetenv(name.constData());
    }
}

LocalBucket::LocalBucket() : m_server(u"s3_server.py"_s, {packages}), m_settings(m_server.hostAndPort()) {}

FailingStore::FailingStore(const QString &way)
    : m_server(u"failing_server.py"_s, {u"."_s}), m_way(way), m_settings(m_server.hostAndPort() + u'/' + way)
{
}

QStringList FailingStore::requests() const
{
    QStringList requests = m_server.requests();
    return requests.replaceInStrings(u'/' + m_way + u'/', u"/"_s);
}

bool hasLocalBucket()
{
    return QFileInfo::exists(packages + u"/moto"_s) && pythonHas(u"sys"_s);
}

bool pythonHas(const QString &modules)
{
    return QProcess::execute(python, {u"-c"_s, u"import "_s + modules}) == 0;
}

} // namespace pixelscape
