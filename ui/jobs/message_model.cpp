#include "ui/jobs/message_model.h"

#include "ui/jobs/message_text.h"
#include "ui/style/icons.h"

namespace pixelscape {

void MessageModel::setJob(const Job *job)
{
    if (m_job == job)
        return;
    if (m_job)
        m_job->disconnect(this);
    beginResetModel();
    m_job = job;
    m_messages = job ? job->messages() : std::vector<Message>();
    endResetModel();
    if (job)
        connect(job, &Job::messaged, this, &MessageModel::append);
}

void MessageModel::setMessages(const std::vector<Message> &messages)
{
    if (!m_job && m_messages == messages)
        return;
    setJob(nullptr);
    beginResetModel();
    m_messages = messages;
    endResetModel();
}

int MessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_messages.size());
}

QVariant MessageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Message &message = m_messages[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return message.description;
    if (role == Qt::AccessibleTextRole)
        return lineText(message);
    if (role == Qt::ToolTipRole)
        return typeText(message.type);
    if (role == Qt::DecorationRole)
        return icon(iconName(message.type));
    return {};
}

void MessageModel::append(const Message &message)
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_messages.push_back(message);
    endInsertRows();
}

} // namespace pixelscape
