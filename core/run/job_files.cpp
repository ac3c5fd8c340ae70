#include "core/run/job_files.h"

#include "core/run/job_names.h"

#include <QDateTime>
#include <QFile>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

/// Far beyond any record; a file of this size under its name is something else.
constexpr qint64 largest = 64 << 20;

bool write(QFileDevice &file, const QByteArray &text)
{
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
}

bool renameOver(const QString &from, const QString &to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

} // namespace

std::optional<Json> readJson(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largest)
        return std::nullopt;
    Json json = Json::parse(file.readAll().toStdString(), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    return json;
}

bool replaceJson(const QString &path, const Json &json, bool onDisk)
{
    const QByteArray text = QByteArray::fromStdString(json.dump(1)) + '\n';
    if (onDisk) {
        QSaveFile file(path);
        return write(file, text) && file.commit();
    }
    QFile file(path + u".new"_s);
    const bool isWritten = write(file, text);
    file.close();
    if (isWritten && renameOver(file.fileName(), path))
        return true;
    file.remove();
    return false;
}

QByteArray messageLine(const Message &message)
{
    const Json line{{"time", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)},
                    {"type", operationName(message.type)},
                    {"description", message.description}};
    return QByteArray::fromStdString(line.dump()) + '\n';
}

std::vector<Message> readMessages(const QString &path)
{
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    const QList<QByteArray> lines = file.read(largest).split('\n');
    for (const QByteArray &line : lines) {
        const Json json = Json::parse(line.toStdString(), nullptr, false);
        if (!json.is_object() || !json.contains("description") || !json["description"].is_string())
            continue;
        const bool hasType = json.contains("type") && json["type"].is_string();
        messages.push_back({hasType ? messageTypeOf(json["type"].get<QString>()) : MessageType::Informative,
                            json["description"].get<QString>()});
    }
    return messages;
}

} // namespace pixelscape
