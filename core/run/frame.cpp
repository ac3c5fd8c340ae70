#include "core/run/frame.h"

#include "core/base/error.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr std::uint32_t magic = 0x50585350; // "PSXP" in the stream
constexpr qsizetype headerSize = 12;        // magic, type, payload length: 4 bytes each, little endian

} // namespace

QByteArray encodeFrame(const Frame &frame)
{
    if (frame.payload.size() > qsizetype(largestPayload))
        throw Error(u"A message of %1 bytes is too large to pass between processes; use a smaller tile_size."_s.arg(
            frame.payload.size()));
    QByteArray bytes(headerSize, Qt::Uninitialized);
    qToLittleEndian(magic, bytes.data());
    qToLittleEndian(std::uint32_t(frame.type), bytes.data() + 4);
    qToLittleEndian(std::uint32_t(frame.payload.size()), bytes.data() + 8);
    return bytes + frame.payload;
}

std::optional<Frame> FrameDecoder::next()
{
    const QByteArrayView waiting = QByteArrayView(m_buffer).sliced(m_start);
    if (waiting.size() < headerSize)
        return std::nullopt;
    const auto type = qFromLittleEndian<std::uint32_t>(waiting.data() + 4);
    const auto length = qFromLittleEndian<std::uint32_t>(waiting.data() + 8);
    const bool known = type >= std::uint32_t(FrameType::Hello) && type <= std::uint32_t(FrameType::Released);
    if (qFromLittleEndian<std::uint32_t>(waiting.data()) != magic || !known || length > largestPayload)
        throw Error(u"A worker process sent bytes that are not a message."_s);
    if (waiting.size() < headerSize + qsizetype(length))
        return std::nullopt;
    Frame frame{FrameType(type), waiting.sliced(headerSize, qsizetype(length)).toByteArray()};
    m_start += headerSize + qsizetype(length);
    if (m_start == m_buffer.size()) {
        m_buffer.clear();
        m_start = 0;
    } else if (m_start > m_buffer.size() / 2) {
        m_buffer.remove(0, m_start);
        m_start = 0;
    }
    return frame;
}

} // namespace pixelscape
