#pragma once

#include "core/base/message.h"

#include <vector>

namespace pixelscape {

/// "Warning"; nothing for what merely informs.
QString typeText(MessageType type);
/// The name of its drawing, for icon().
QString iconName(MessageType type);
/// "Warning: The worker was replaced.", without colour and icon.
QString lineText(const Message &message);
/// One line for each message.
QString messagesText(const std::vector<Message> &messages);

} // namespace pixelscape
