#pragma once

#include "tests/support/caught_sentence.h"
#include "tests/support/result_samples.h"
#include "tests/support/small_disk.h"

#include <QTemporaryDir>
#include <QtTest>

#include <functional>

namespace pixelscape {

/// Writes a file again and again on disks that are too small by ever more bytes: each time one sentence has to name the
/// file and nothing may be left. On a disk that is just large enough it has to be as on a roomy one;
/// before its tiles are put in order, a file has directories in it that GDAL wrote anew when they grew.
inline void expectNothingOnAFullDisk(const QString &fileName, qsizetype step,
                                     const std::function<void(const QString &folder)> &write)
{
    const QTemporaryDir roomy;
    write(roomy.path());
    const auto expected = filesIn(roomy.path());
    qsizetype largest = 0;
    for (const QByteArray &content : expected)
        largest = std::max(largest, content.size());
    for (qsizetype room = largest - 1; room >= 0; room -= step) {
        const QTemporaryDir folder;
        QString sentence;
        {
            const SmallDisk disk{rlim_t(room)};
            sentence = caughtSentence([&] { write(folder.path()); });
        }
        QVERIFY2(sentence.contains(fileName), qPrintable(QString::number(room)));
        QVERIFY2(filesIn(folder.path()).isEmpty(), qPrintable(QString::number(room)));
    }
    constexpr qsizetype formerDirectories = 4096;
    const QTemporaryDir folder;
    const SmallDisk disk{rlim_t(largest + formerDirectories)};
    write(folder.path());
    QVERIFY(filesIn(folder.path()) == expected);
}

} // namespace pixelscape
