#pragma once

#include "core/model/model_package.h"
#include "tests/support/caught_sentence.h"

#include <QFile>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

/// The shortest contents that are recognised as weights.
inline const QByteArray onnx("\x08\x07\x12\x07pytorch:\x07\x12\x05graph", 20);
inline const QByteArray caffe("\x0a\x03net\xa2\x06\x06\x0a\x04conv", 14);

/// A definition of one class, Water, with more members where a test needs them ("\"Padding\": 1, ").
inline QByteArray definitionNaming(const QByteArray &modelFile, const QByteArray &more = {})
{
    return "{\"ModelFile\": \"" + modelFile + "\", \"ImageHeight\": 64, \"ImageWidth\": 64, " + more +
           "\"Classes\": [{\"Value\": 1, \"Name\": \"Water\"}]}";
}

/// A folder of a test's own.
struct ModelFilesOnDisk
{
    QTemporaryDir folder;

    QString write(const QString &name, const QByteArray &content) const
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a test file could not be written");
        return path;
    }

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

/// The definition must be readable, its network not, for a reason that has all these words.
inline void expectNetworkError(const QString &path, const QStringList &words)
{
    const pixelscape::ModelPackage package = pixelscape::openModelPackage(path);
    const QString sentence = caughtSentence([&package] { pixelscape::readNetworkFiles(package); });
    for (const QString &word : words)
        QVERIFY2(sentence.contains(word), qPrintable(sentence));
}
