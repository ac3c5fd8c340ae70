#include "ui/jobs/message_text.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct MessageText
{
    Q_DECLARE_TR_FUNCTIONS(MessageText)
};

} // namespace

QString typeText(MessageType type)
{
    switch (type) {
    case MessageType::Informative:
        return {};
    case MessageType::Warning:
        return MessageText::tr("Warning");
    case MessageType::Error:
    case MessageType::Abort:
        return MessageText::tr("Error");
    }
    return {};
}

QString iconName(MessageType type)
{
    return type == MessageType::Informative ? u"info"_s : type == MessageType::Warning ? u"warning"_s : u"error"_s;
}

QString lineText(const Message &message)
{
    const QString type = typeText(message.type);
    return type.isEmpty() ? message.description : MessageText::tr("%1: %2").arg(type, message.description);
}

QString messagesText(const std::vector<Message> &messages)
{
    QStringList lines;
    for (const Message &message : messages)
        lines.append(lineText(message));
    return lines.join(u'\n');
}

} // namespace pixelscape
