#include "ui/jobs/job_picture.h"

#include "core/base/error.h"
#include "ui/result_picture.h"

#include <QBuffer>
#include <QFileInfo>

namespace pixelscape {

QByteArray pictureOf(const StoredJob &job)
{
    constexpr int side = 480;
    const QString &output = job.request.outputClassifiedRaster;
    if (job.state != JobState::Succeeded || !QFileInfo::exists(output))
        return {};
    try {
        QBuffer png;
        png.open(QIODevice::WriteOnly);
        drawResultMap(output, side).save(&png, "PNG");
        return png.data();
    } catch (const Error &) {
        return {}; // another file lies there now
    }
}

} // namespace pixelscape
