#include "core/model/cell_size_reader.h"

namespace pixelscape {

namespace {

double sizeIn(const Json &object, const char *name)
{
    const auto member = object.find(name);
    const double size = member == object.end() ? 0 : numberIn(*member).value_or(0);
    return size > 0 ? size : 0;
}

/// The newer number where there are two: Esri gave 102100 to what is 3857 elsewhere.
int wkidIn(const Json &object)
{
    const auto reference = object.find("spatialReference");
    if (reference == object.end() || !reference->is_object())
        return 0;
    for (const char *name : {"latestWkid", "wkid"}) {
        const auto member = reference->find(name);
        const auto wkid = member == reference->end() ? std::nullopt : integerIn(*member);
        if (wkid && *wkid > 0 && *wkid < 1'000'000)
            return int(*wkid);
    }
    return 0;
}

} // namespace

std::optional<GroundCellSize> readCellSize(const DefinitionMembers &members, const char *name)
{
    const Json *value = members.find(name);
    if (!value)
        return std::nullopt;
    GroundCellSize size;
    if (const auto number = numberIn(*value)) {
        size = {*number, *number, 0};
    } else if (value->is_object()) {
        size = {sizeIn(*value, "x"), sizeIn(*value, "y"), wkidIn(*value)};
        if (size.x == 0 || size.y == 0)
            size.x = size.y = size.x + size.y;
    }
    return size.x > 0 ? std::optional(size) : std::nullopt;
}

} // namespace pixelscape
