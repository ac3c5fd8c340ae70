#pragma once

#include <QFileInfo>
#include <QString>
#include <QTest>

/// A file or folder of the real models and rasters that lie beside the repository (shared/data); they are not part of
/// it.
inline QString sharedData(const QString &relative)
{
    return QString::fromUtf8(PIXELSCAPE_SOURCE_DIR "/../shared/data/") + relative;
}

/// For tests of real data: left out on a computer that does not have it, but a failure in CI, which must have it.
#define PIXELSCAPE_NEEDS_SHARED(relative)                                                                              \
    do {                                                                                                               \
        if (!QFileInfo::exists(sharedData(relative))) {                                                                \
            if (qgetenv("CI") == "true")                                                                               \
                QFAIL("shared/data is not beside the repository, although this is CI");                                \
            QSKIP("shared/data is not beside the repository");                                                         \
        }                                                                                                              \
    } while (false)
