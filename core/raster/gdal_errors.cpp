#include "core/raster/gdal_errors.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <mutex>

namespace pixelscape {

namespace {

QString tidied(const char *text)
{
    QString message = QString::fromUtf8(text).simplified();
    while (message.endsWith(QLatin1Char('.')))
        message.chop(1);
    return message;
}

/// By itself, GDAL waits for ever for a server that says nothing.
void boundWaiting()
{
    constexpr const char *limits[][2] = {
        {"GDAL_HTTP_CONNECTTIMEOUT", "30"}, {"GDAL_HTTP_LOW_SPEED_TIME", "60"}, {"GDAL_HTTP_LOW_SPEED_LIMIT", "1"}};
    for (const auto &[name, seconds] : limits)
        if (!CPLGetConfigOption(name, nullptr))
            CPLSetConfigOption(name, seconds);
}

} // namespace

void registerGdal()
{
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        CPLSetErrorHandler(CPLQuietErrorHandler);
        boundWaiting();
    });
}

GdalErrors::GdalErrors()
{
    CPLPushErrorHandlerEx(
        [](CPLErr severity, CPLErrorNum number, const char *text) { collect(severity, number, text); }, &m_collected);
}

GdalErrors::~GdalErrors()
{
    CPLPopErrorHandler();
}

bool GdalErrors::failed() const
{
    return m_collected.failed;
}

QString GdalErrors::lastMessage() const
{
    return m_collected.message;
}

QString GdalErrors::lastWarning() const
{
    return m_collected.warning;
}

void GdalErrors::collect(int severity, int, const char *text)
{
    auto *collected = static_cast<Collected *>(CPLGetErrorHandlerUserData());
    if (severity >= CE_Failure) {
        collected->failed = true;
        collected->message = tidied(text);
    } else if (severity == CE_Warning) {
        collected->warning = tidied(text);
    }
}

} // namespace pixelscape
