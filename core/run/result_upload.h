#pragma once

#include "core/run/upload_messages.h"
#include "core/run/worker_channel.h"

#include <QObject>

namespace pixelscape {

/// A worker process that puts files into a bucket. It can be stopped in the middle: the store then does not show the
/// file that it was at.
class ResultUpload : public QObject
{
    Q_OBJECT

public:
    ResultUpload(const WorkerFactory &workers, const UploadOrder &order);
    void start();
    /// Nothing more is put there; ended() does not come.
    void stop();

Q_SIGNALS:
    /// Once, and never from within start().
    void ended(const pixelscape::UploadAnswer &answer);

private:
    void onFrame(const Frame &frame);
    void end(const UploadAnswer &answer);

    std::unique_ptr<WorkerChannel> m_channel;
    UploadOrder m_order;
    bool m_ended = false;
};

} // namespace pixelscape
