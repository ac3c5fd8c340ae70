#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <memory>
#include <optional>

namespace pixelscape {

/// A server of the tests at work on 127.0.0.1; ended with this object.
class LocalServer
{
public:
    /// A program of tests/support, which prints its port and then a line for each request. qFatal where it does not
    /// begin.
    LocalServer(const QString &script, const QStringList &arguments);
    ~LocalServer();

    /// "127.0.0.1:8080"
    QString hostAndPort() const;
    /// "http://127.0.0.1:8080"
    QString address() const;
    /// Of an image service.
    QString serviceAddress() const;
    /// What it has been asked for until now, oldest first.
    QStringList requests() const;

private:
    QStringList printed() const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_port;
};

/// Serves the files of a folder, parts of them too.
std::unique_ptr<LocalServer> serveFiles(const QString &folder);

/// Answers like an ArcGIS image service of a raster; `mode` as in image_service.py.
std::unique_ptr<LocalServer> serveImageService(const QString &raster, const QString &mode = {});

/// While it lives, GDAL takes what is at "127.0.0.1:8080" or "127.0.0.1:8080/path" for Amazon's store, in this process
/// and in those that it starts: its address and a key are in the environment.
class StoreSettings
{
public:
    explicit StoreSettings(const QString &endpoint);
    ~StoreSettings();
    StoreSettings(const StoreSettings &) = delete;
    StoreSettings &operator=(const StoreSettings &) = delete;

private:
    std::map<QByteArray, std::optional<QByteArray>> m_before;
};

/// A store like S3 with an empty bucket called scenes, with its settings.
class LocalBucket
{
public:
    LocalBucket();

private:
    LocalServer m_server;
    StoreSettings m_settings;
};

/// A store that is empty and keeps nothing, with its settings; `way` as in failing_server.py: "small", "reading",
/// "slow".
class FailingStore
{
public:
    explicit FailingStore(const QString &way);
    /// As LocalServer::requests(), without the way.
    QStringList requests() const;

private:
    LocalServer m_server;
    QString m_way;
    StoreSettings m_settings;
};

/// Whether the server of LocalBucket is there (packaging/fetch_test_servers.sh).
bool hasLocalBucket();

/// Whether Debian's Python is there and has these modules.
bool pythonHas(const QString &modules);

} // namespace pixelscape

/// For tests with LocalBucket: left out on a computer that does not have its server, but a failure in CI, which must.
#define PIXELSCAPE_NEEDS_BUCKET                                                                                        \
    do {                                                                                                               \
        if (!pixelscape::hasLocalBucket()) {                                                                           \
            if (qgetenv("CI") == "true")                                                                               \
                QFAIL("packaging/fetch_test_servers.sh has fetched nothing, although this is CI");                     \
            QSKIP("packaging/fetch_test_servers.sh has fetched nothing");                                              \
        }                                                                                                              \
    } while (false)

/// For tests with a server of our own: left out on a computer without these modules of Python, but a failure in CI,
/// which must have them.
#define PIXELSCAPE_NEEDS_PYTHON(modules)                                                                               \
    do {                                                                                                               \
        if (!pixelscape::pythonHas(modules)) {                                                                         \
            if (qgetenv("CI") == "true")                                                                               \
                QFAIL("Python's modules are not installed, although this is CI");                                      \
            QSKIP("Python, or one of its modules, is not installed");                                                  \
        }                                                                                                              \
    } while (false)
