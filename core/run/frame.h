#pragma once

#include <QByteArray>
#include <QMetaType>

#include <cstdint>
#include <optional>

namespace pixelscape {

/// The kinds of message between runner and worker. The numbers are the protocol: never reuse one.
enum class FrameType : std::uint8_t {
    Hello = 1,         ///< worker: who it is, and its protocol version
    Job = 2,           ///< runner: what to load
    Ready = 3,         ///< worker: loaded, and what the network is like
    Refused = 4,       ///< worker: the model or the raster cannot be used
    SectionOrder = 5,  ///< runner: classify this section
    SectionResult = 6, ///< worker: its classes
    SectionFailed = 7, ///< worker: why it could not
    UploadOrder = 8,   ///< runner, in the place of a job: put these files into a bucket
    UploadAnswer = 9,  ///< worker: what came of it
    Prepare = 10,      ///< runner, ahead of a job: its network will be wanted
    Release = 11,      ///< runner: the job is over, another may follow
    Released = 12,     ///< worker: it waits for one
};

/// One message: a type and bytes.
struct Frame
{
    FrameType type = FrameType::Hello;
    QByteArray payload;
    bool operator==(const Frame &) const = default;
};

/// Bumped when a frame changes its meaning; a worker of another version is refused.
constexpr int protocolVersion = 4;

/// No frame is larger: a length beyond it means that the stream is not ours.
constexpr std::uint32_t largestPayload = 512U << 20;

/// Header (magic, type, length) and payload. Throws Error beyond largestPayload.
QByteArray encodeFrame(const Frame &frame);

/// Cuts a stream of bytes into frames, however the bytes arrive.
class FrameDecoder
{
public:
    void append(QByteArrayView bytes) { m_buffer.append(bytes); }

    /// The next whole frame, or nothing until more bytes come. Throws Error where the stream is not ours.
    std::optional<Frame> next();

private:
    QByteArray m_buffer;
    qsizetype m_start = 0;
};

} // namespace pixelscape

Q_DECLARE_METATYPE(pixelscape::Frame)
