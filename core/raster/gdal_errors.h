#pragma once

#include <QString>

namespace pixelscape {

/// Registers GDAL's drivers once for the process and silences its default reports on stderr. Any thread, any number of
/// times.
void registerGdal();

/// While it lives, what GDAL reports on this thread is collected here and printed nowhere. Scopes nest: the innermost
/// one collects. Scopes must end in the reverse order of their making, on the thread that made them.
class GdalErrors
{
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors &) = delete;
    GdalErrors &operator=(const GdalErrors &) = delete;

    /// True once GDAL has reported a failure (CE_Failure or worse).
    bool failed() const;
    /// The latest failure in GDAL's words, without a full stop or line break at its end; empty without a failure.
    QString lastMessage() const;
    /// The latest warning, in the same form.
    QString lastWarning() const;

private:
    struct Collected
    {
        bool failed = false;
        QString message;
        QString warning;
    };
    static void collect(int severity, int number, const char *text);

    Collected m_collected;
};

} // namespace pixelscape
