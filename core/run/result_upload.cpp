#include "core/run/result_upload.h"

#include "core/base/error.h"

using namespace Qt::StringLiterals;

namespace pixelscape {

ResultUpload::ResultUpload(const WorkerFactory &workers, const UploadOrder &order)
    : m_channel(workers()), m_order(order)
{
    connect(m_channel.get(), &WorkerChannel::received, this, &ResultUpload::onFrame);
    connect(m_channel.get(), &WorkerChannel::ended, this, [this](const QString &cause) {
        end({u"The process that puts files into the bucket %1; start the run again."_s.arg(cause.isEmpty() ? u"ended"_s
                                                                                                           : cause),
             {}});
    });
}

void ResultUpload::start()
{
    m_channel->start();
    m_channel->send(uploadOrderFrame(m_order));
}

void ResultUpload::stop()
{
    if (m_ended)
        return;
    m_ended = true;
    m_channel->kill();
}

void ResultUpload::onFrame(const Frame &frame)
{
    if (frame.type != FrameType::UploadAnswer)
        return;
    UploadAnswer answer;
    try {
        answer = uploadAnswerFrom(frame);
    } catch (const Error &error) {
        answer.error = error.sentence();
    }
    m_channel->finish();
    end(answer);
}

void ResultUpload::end(const UploadAnswer &answer)
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT ended(answer);
}

} // namespace pixelscape
