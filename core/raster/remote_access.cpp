#include "core/raster/remote_access.h"

#include "core/raster/gdal_errors.h"

#include <QRegularExpression>

#include <cpl_vsi.h>
#include <cpl_vsi_error.h>

#include <map>
#include <memory>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString webPrefix = u"/vsicurl/"_s;

/// The scheme of the addresses that a file system of GDAL's is for.
const std::map<QString, QString> bucketSchemes{
    {u"/vsis3/"_s, u"s3"_s}, {u"/vsigs/"_s, u"gs"_s}, {u"/vsiaz/"_s, u"az"_s}};

QString schemeOf(const QString &path)
{
    for (const auto &[prefix, scheme] : bucketSchemes)
        if (path.startsWith(prefix))
            return scheme;
    return {};
}

int httpStatusIn(const QString &message)
{
    // "HTTP response code: 404", "HTTP response code on https://host/a.tif: 403", "HTTP error code : 503"
    static const QRegularExpression pattern(
        u"HTTP (?:response|error) code(?: on .*?)? ?: ?([1-5][0-9][0-9])(?![0-9/])"_s);
    return pattern.match(message).captured(1).toInt();
}

QString refused(const QString &path, const QString &reason)
{
    return u"%1 is refused by the server (%2); ask whose it is for access, or give a key: %3."_s.arg(
        addressShown(path), reason, keysOf(path));
}

QString notFound(const QString &path)
{
    return schemeOf(path).isEmpty()
               ? u"%1 is not there: the server answers 404, not found; check the address."_s.arg(addressShown(path))
               : u"%1 is not in its bucket; check its name, capitals too."_s.arg(addressShown(path));
}

QString statusSentence(const QString &path, int status)
{
    switch (status) {
    case 401:
    case 403:
    case 407:
        return refused(path, u"HTTP status %1"_s.arg(status));
    case 404:
    case 410:
        return notFound(path);
    default:
        return u"%1 cannot be read: the server answers with HTTP status %2; try again later, or ask who runs it."_s.arg(
            addressShown(path), QString::number(status));
    }
}

/// What libcurl says where nobody answered.
QString silenceSentence(const QString &path, QString words)
{
    words.remove("CURL error: "_L1);
    const QString address = addressShown(path);
    if (words.contains("resolve"_L1))
        return u"%1 cannot be reached: no computer of that name is known (%2); check the address and the network."_s
            .arg(address, words);
    if (words.contains("timed out"_L1, Qt::CaseInsensitive) || words.contains("too slow"_L1))
        return u"%1 does not answer in time (%2); check the network, or try again later."_s.arg(address, words);
    if (words.contains("certificate"_L1) || words.contains("SSL"_L1))
        return u"%1 cannot be reached safely (%2); check the address, or have the server's certificate mended."_s.arg(
            address, words);
    return u"%1 cannot be reached: there is no answer (%2); check the address and the network."_s.arg(address, words);
}

struct FileCloser
{
    void operator()(VSILFILE *file) const { VSIFCloseL(file); }
};
using File = std::unique_ptr<VSILFILE, FileCloser>;

/// A file that can be opened there: what is wrong with what comes.
QString contentDefect(const QString &path)
{
    const QByteArray name = path.toUtf8();
    const File file(VSIFOpenL(name.constData(), "rb"));
    if (!file)
        return {};
    QByteArray head(512, '\0');
    head.truncate(qsizetype(VSIFReadL(head.data(), 1, std::size_t(head.size()), file.get())));
    if (head.isEmpty())
        return u"%1 is empty on the server; have it put there again."_s.arg(addressShown(path));
    const QByteArray start = head.trimmed().toLower();
    if (start.startsWith("<!doctype html") || start.startsWith("<html"))
        return u"%1 is answered with a web page, not with the file; perhaps it asks for a login: give the address of "
               "the file itself, or download it and name the copy."_s.arg(addressShown(path));
    return {};
}

} // namespace

bool isOnServer(const QString &path)
{
    return path.startsWith(webPrefix) || !schemeOf(path).isEmpty();
}

QString addressShown(const QString &path)
{
    if (path.startsWith(webPrefix))
        return path.sliced(webPrefix.size()).section(u'?', 0, 0);
    if (path.startsWith("http://"_L1) || path.startsWith("https://"_L1))
        return path.section(u'?', 0, 0);
    const QString scheme = schemeOf(path);
    return scheme.isEmpty() ? path : scheme + u"://"_s + path.section(u'/', 2);
}

QString keysOf(const QString &path)
{
    const QString scheme = schemeOf(path);
    if (scheme == "s3"_L1)
        return u"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment or ~/.aws/credentials "
               "(AWS_NO_SIGN_REQUEST=YES where all may read it)"_s;
    if (scheme == "gs"_L1)
        return u"GS_ACCESS_KEY_ID and GS_SECRET_ACCESS_KEY, or GOOGLE_APPLICATION_CREDENTIALS, in the environment "
               "(GS_NO_SIGN_REQUEST=YES where all may read it)"_s;
    if (scheme == "az"_L1)
        return u"AZURE_STORAGE_CONNECTION_STRING, or AZURE_STORAGE_ACCOUNT and AZURE_STORAGE_ACCESS_KEY, in the "
               "environment (AZURE_NO_SIGN_REQUEST=YES where all may read it)"_s;
    return u"GDAL_HTTP_USERPWD=NAME:PASSWORD or GDAL_HTTP_HEADER_FILE in the environment"_s;
}

QString remoteReason(const QString &path, int errorNumber, const QString &message)
{
    const QString address = addressShown(path);
    if (message.contains("Range downloading not supported"_L1))
        return u"%1 is on a server that gives no parts of a file (HTTP ranges); download it and name the copy."_s.arg(
            address);
    if (errorNumber == VSIE_AWSBucketNotFound)
        return u"%1 names a bucket that does not exist; check the bucket's name and the store's address."_s.arg(
            address);
    if (errorNumber == VSIE_AWSObjectNotFound)
        return notFound(path);
    if (errorNumber == VSIE_AWSInvalidCredentials)
        return u"%1 needs a key, and there is none that fits; give one: %2."_s.arg(address, keysOf(path));
    if (errorNumber == VSIE_AWSAccessDenied || errorNumber == VSIE_AWSSignatureDoesNotMatch)
        return refused(path, message.isEmpty() ? u"access denied"_s : message.left(200));
    if (message.contains("CURL error"_L1))
        return silenceSentence(path, message);
    if (const int status = httpStatusIn(message); status >= 400)
        return statusSentence(path, status);
    return {};
}

QString remoteDefect(const QString &path, const QString &said)
{
    if (!isOnServer(path))
        return {};
    if (said.contains("CURL error"_L1))
        return silenceSentence(path, said);
    registerGdal();
    const QByteArray name = path.toUtf8();
    GdalErrors errors;
    // GDAL remembers that something was not there, but not why.
    VSICurlPartialClearCache(name.constData());
    VSIErrorReset();
    VSIStatBufL status;
    if (VSIStatExL(name.constData(), &status, VSI_STAT_EXISTS_FLAG | VSI_STAT_NATURE_FLAG | VSI_STAT_SET_ERROR_FLAG) !=
        0) {
        const int number = VSIGetLastErrorNo();
        QString message = QString::fromUtf8(VSIGetLastErrorMsg()).simplified();
        // A store that answers in no form that GDAL knows has its status told in a warning.
        if (const QString warning = errors.lastWarning(); httpStatusIn(message) == 0 && httpStatusIn(warning) != 0)
            message = warning;
        QString reason = remoteReason(path, number, message);
        if (!reason.isEmpty())
            return reason;
        return message.isEmpty() ? notFound(path)
                                 : u"%1 cannot be read (%2); check the address, or ask who runs the server."_s.arg(
                                       addressShown(path), message.left(200));
    }
    if (VSI_ISDIR(status.st_mode))
        return u"%1 is a folder on a server; name the file in it."_s.arg(addressShown(path));
    const QString content = contentDefect(path);
    const QString reason = remoteReason(path, VSIE_None, errors.lastMessage());
    return reason.isEmpty() ? content : reason;
}

} // namespace pixelscape
