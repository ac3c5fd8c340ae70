#pragma once

#include "core/base/message.h"
#include "core/run/request_members.h"

namespace pixelscape {

/// Reads members that say where something is: {itemId|url|uri}, of which the first of these wins, or the uri alone as
/// text. Which one was used is a message where there are several.
class PlaceReader
{
public:
    /// `folder`: what relative paths are meant from; empty for the current one.
    PlaceReader(QString folder, std::vector<Message> &messages) : m_folder(std::move(folder)), m_messages(messages) {}

    std::optional<QString> place(RequestMembers &members, const QStringList &spellings) const;
    /// The same, or a list of them.
    QStringList places(RequestMembers &members, const QStringList &spellings) const;
    /// What is already known to stand at `path`.
    std::optional<QString> placeIn(const Json &value, const QString &path, std::vector<Problem> &problems) const;

    const QString &folder() const { return m_folder; }

private:
    std::optional<QString> winner(RequestMembers &members, const QString &path) const;

    QString m_folder;
    std::vector<Message> &m_messages;
};

/// Whether an object has a member that says where something is.
bool namesPlace(const Json &object);

} // namespace pixelscape
