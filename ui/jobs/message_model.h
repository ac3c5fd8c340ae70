#pragma once

#include "ui/jobs/job.h"

#include <QAbstractListModel>
#include <QPointer>

namespace pixelscape {

/// The messages of one job, as they come.
class MessageModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setJob(const Job *job);
    /// Of a job that is not of this session.
    void setMessages(const std::vector<Message> &messages);
    const std::vector<Message> &messages() const { return m_messages; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void append(const Message &message);

    QPointer<const Job> m_job;
    std::vector<Message> m_messages;
};

} // namespace pixelscape
