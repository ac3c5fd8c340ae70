#pragma once

#include <QString>

#include <exception>

namespace pixelscape {

/// The one exception of the project: a sentence that a user can act on. It names the file, the reason and the remedy
/// ("cloud.dlpk needs 6 bands; ortho.tif has 3."). Adapters turn their library's errors into it; it is caught at the
/// edges only: main, worker loop, runner, preview.
class Error : public std::exception
{
public:
    explicit Error(QString sentence) : m_sentence(std::move(sentence)), m_utf8(m_sentence.toStdString()) {}

    const QString &sentence() const { return m_sentence; }
    const char *what() const noexcept override { return m_utf8.c_str(); }

private:
    QString m_sentence;
    std::string m_utf8;
};

/// Extent or mask do not meet a raster: there is nothing to be done in it. Of the rasters of a collection this is no
/// failure, so it can be told from the others.
class OutsideError : public Error
{
public:
    using Error::Error;
};

} // namespace pixelscape
