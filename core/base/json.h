#pragma once

#include <QString>

#include <nlohmann/json.hpp>

/// JSON that keeps the order in which members were written, with QString as a string type.
namespace pixelscape {
using Json = nlohmann::ordered_json;
}

template <> struct nlohmann::adl_serializer<QString>
{
    template <typename BasicJson> static void to_json(BasicJson &json, const QString &text)
    {
        json = text.toStdString();
    }
    template <typename BasicJson> static void from_json(const BasicJson &json, QString &text)
    {
        text = QString::fromStdString(json.template get<std::string>());
    }
};
