#include "core/model/class_reader.h"

#include "core/model/shown_text.h"

#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr std::int64_t leastValue = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t greatestValue = std::numeric_limits<std::uint32_t>::max();

std::int64_t readValue(const DefinitionMembers &members)
{
    const char *name = members.find("Value") || !members.find("ClassValue") ? "Value" : "ClassValue";
    const auto value = members.integer(name, leastValue, greatestValue);
    if (!value)
        members.refuse(name, u"is missing"_s);
    return *value;
}

QString readName(const DefinitionMembers &members, std::int64_t value)
{
    const char *name = members.find("Name") || !members.find("ClassName") ? "Name" : "ClassName";
    const Json *found = members.find(name);
    if (found && found->is_structured())
        members.refuse(name, u"must be a text, not %1"_s.arg(shortened(*found)));
    const QString text = members.information(name).trimmed();
    return text.isEmpty() ? QString::number(value) : text;
}

/// Nothing for [-1,-1,-1], which Esri's tools write where no colour was chosen.
std::optional<Color> readColor(const DefinitionMembers &members)
{
    const Json *list = members.list("Color");
    if (!list)
        return std::nullopt;
    std::vector<std::int64_t> parts;
    for (const Json &part : *list)
        parts.push_back(integerIn(part).value_or(-2));
    if (parts == std::vector<std::int64_t>{-1, -1, -1})
        return std::nullopt;
    bool isColor = parts.size() == 3 || parts.size() == 4; // a fourth is opacity, which a class has not
    for (const std::int64_t part : parts)
        isColor = isColor && part >= 0 && part <= 255;
    if (!isColor)
        members.refuse("Color", u"must be red, green and blue from 0 to 255, not %1"_s.arg(shortened(*list)));
    return Color{std::uint8_t(parts[0]), std::uint8_t(parts[1]), std::uint8_t(parts[2])};
}

void refuseDuplicates(const DefinitionMembers &definition, const ClassLegend &classes)
{
    std::map<std::int64_t, const ClassEntry *> byValue;
    for (const ClassEntry &entry : classes) {
        const auto [first, isNew] = byValue.emplace(entry.value, &entry);
        if (!isNew)
            definition.refuse("Classes",
                              u"gives the value %1 to two classes, \"%2\" and \"%3\""_s.arg(
                                  QString::number(entry.value), shownText(first->second->name), shownText(entry.name)));
    }
    if (byValue.begin()->first < 0 && byValue.rbegin()->first > std::numeric_limits<std::int32_t>::max())
        definition.refuse("Classes",
                          u"has values from %1 to %2, which no 32 bit raster holds together"_s.arg(
                              QString::number(byValue.begin()->first), QString::number(byValue.rbegin()->first)));
}

} // namespace

ClassLegend readClasses(const DefinitionMembers &definition)
{
    const Json *list = definition.list("Classes");
    if (!list || list->empty())
        definition.refuse("Classes", list ? u"is empty; it must name the classes that the model tells apart"_s
                                          : u"is missing; it must name the classes that the model tells apart"_s);
    ClassLegend classes;
    for (const Json &item : *list) {
        const QString where = u"class %1: "_s.arg(classes.size() + 1);
        if (!item.is_object())
            definition.refuse("Classes",
                              u"must be a list of objects with Value and Name, not of %1"_s.arg(shortened(item)));
        const DefinitionMembers members(item, definition.fileName(), where);
        ClassEntry entry;
        entry.value = readValue(members);
        entry.name = readName(members, entry.value);
        entry.color = readColor(members).value_or(paletteColor(classes.size()));
        classes.push_back(entry);
    }
    refuseDuplicates(definition, classes);
    return classes;
}

} // namespace pixelscape
