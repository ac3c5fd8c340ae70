#pragma once

#include <QString>

namespace pixelscape {

/// What the user did to one field: its request name and text, as setRequestField() takes them.
struct FieldEdit
{
    QString field;
    QString value;
    bool isTyping = false; ///< more of it may follow at once
};

} // namespace pixelscape
