#pragma once

#include "core/run/frame.h"

#include <QStringList>

namespace pixelscape {

/// What a worker process is to put into a bucket: in a process of its own, because a store can be slow and only the
/// end of a process stops GDAL in the middle.
struct UploadOrder
{
    QStringList files; ///< as upload() takes them; empty where it is only tried whether the store takes a file
    QString folder;
    QString trial; ///< as tryPuttingBeside() takes it; empty where files are put
};

struct UploadAnswer
{
    QString error; ///< empty where it was done
    QString remark;
};

Frame uploadOrderFrame(const UploadOrder &order);
Frame uploadAnswerFrame(const UploadAnswer &answer);

/// The readers throw Error on a payload that is not what its type says.
UploadOrder uploadOrderFrom(const Frame &frame);
UploadAnswer uploadAnswerFrom(const Frame &frame);

/// The worker's part. What goes wrong is answered, never thrown.
UploadAnswer carryOut(const UploadOrder &order);

} // namespace pixelscape
