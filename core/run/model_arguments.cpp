#include "core/run/model_arguments.h"

#include <QStringList>

#include <limits>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString knownArguments = u"padding, batch_size, tile_size, predict_background, threshold, edge"_s;

/// Arguments of the operation that this version does not carry out: refused unless they ask for nothing.
const std::map<QString, QString> argumentsToCome{{u"return_probability_raster"_s, u"false"_s},
                                                 {u"test_time_augmentation"_s, u"false"_s},
                                                 {u"merge_policy"_s, u"mean"_s},
                                                 {u"blend"_s, u"crop"_s}};

std::optional<bool> truthOf(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (QStringList{u"true"_s, u"1"_s, u"t"_s, u"y"_s, u"yes"_s}.contains(word))
        return true;
    if (QStringList{u"false"_s, u"0"_s, u"f"_s, u"n"_s, u"no"_s}.contains(word))
        return false;
    return std::nullopt;
}

QString fieldOf(const QString &name)
{
    return u"modelArguments."_s + name;
}

Remedy leaveOut(const QString &name)
{
    return {u"Leave it out"_s, fieldOf(name), {}};
}

Remedy useInstead(const QString &name, const QString &value)
{
    return {u"Use %1"_s.arg(value), fieldOf(name), value};
}

/// Reads one argument after the other, noting what is wrong beside each.
class Reader
{
public:
    Reader(const ArgumentTexts &texts, std::vector<Problem> &problems) : m_texts(texts), m_problems(problems) {}

    void complain(const QString &name, const QString &sentence) { complain(name, sentence, leaveOut(name)); }

    void complain(const QString &name, const QString &sentence, const Remedy &remedy)
    {
        m_problems.push_back({fieldOf(name), Severity::Error, sentence, {remedy}});
    }

    const QString *find(const QString &name) const
    {
        const auto found = m_texts.find(name);
        return found == m_texts.end() ? nullptr : &found->second;
    }

    std::optional<int> wholeNumber(const QString &name, int minimum)
    {
        const QString *text = find(name);
        if (!text)
            return std::nullopt;
        bool isNumber = false;
        const double number = text->trimmed().toDouble(&isNumber);
        if (isNumber && number >= minimum && number <= std::numeric_limits<int>::max() && number == double(int(number)))
            return int(number);
        complain(name, u"%1=%2 is not a whole number of at least %3."_s.arg(name, *text).arg(minimum));
        return std::nullopt;
    }

    std::optional<double> share(const QString &name)
    {
        const QString *text = find(name);
        if (!text)
            return std::nullopt;
        bool isNumber = false;
        const double number = text->trimmed().toDouble(&isNumber);
        if (isNumber && number >= 0 && number <= 1)
            return number;
        complain(name, u"%1=%2 is not a number between 0 and 1."_s.arg(name, *text));
        return std::nullopt;
    }

    std::optional<bool> truth(const QString &name)
    {
        const QString *text = find(name);
        if (!text)
            return std::nullopt;
        const std::optional<bool> value = truthOf(*text);
        if (!value)
            complain(name, u"%1=%2 is neither true nor false."_s.arg(name, *text));
        return value;
    }

private:
    const ArgumentTexts &m_texts;
    std::vector<Problem> &m_problems;
};

/// Whether two texts say the same, whatever their case; of true and false there are several spellings.
bool meansTheSame(const QString &text, const QString &other)
{
    const std::optional<bool> truth = truthOf(text);
    return text.trimmed().toLower() == other || (truth && truth == truthOf(other));
}

void refuseUnknown(const ArgumentTexts &texts, Reader &reader)
{
    for (const auto &[name, text] : texts) {
        if (knownArguments.split(u", "_s).contains(name))
            continue;
        const auto toCome = argumentsToCome.find(name);
        if (toCome == argumentsToCome.end())
            reader.complain(name, u"There is no argument called %1; known are %2."_s.arg(name, knownArguments));
        else if (!meansTheSame(text, toCome->second))
            reader.complain(name, u"%1=%2 is not available in this version; leave the argument out."_s.arg(name, text));
    }
}

int readPadding(Reader &reader, const ModelDefinition &definition, Size tile)
{
    const std::optional<int> asked = reader.wholeNumber(u"padding"_s, 0);
    if (definition.modelPadding.value_or(0) > 0) {
        if (asked.value_or(0) > 0)
            reader.complain(u"padding"_s,
                            u"The model's network crops its own output by ModelPadding %1, so padding cannot be "
                            "given; leave the argument out."_s.arg(*definition.modelPadding));
        return 0;
    }
    const int side = std::min(tile.width, tile.height);
    const int padding = asked.value_or(definition.padding.value_or(side / 4));
    const QString most = QString::number((side - 1) / 2);
    if (padding >= side - padding)
        reader.complain(
            u"padding"_s,
            u"padding %1 leaves nothing of a tile of %2 pixels; give less than half a tile, %3 at most."_s.arg(
                QString::number(padding), QString::number(side), most),
            useInstead(u"padding"_s, most));
    return padding;
}

Size readTile(Reader &reader, const ModelDefinition &definition)
{
    constexpr int largestTile = 16384;
    const std::optional<int> side = reader.wholeNumber(u"tile_size"_s, 1);
    if (!side)
        return definition.tile;
    if (*side > largestTile)
        reader.complain(u"tile_size"_s, u"tile_size %1 is too large; give %2 at most."_s.arg(*side).arg(largestTile),
                        useInstead(u"tile_size"_s, QString::number(largestTile)));
    return {std::min(*side, largestTile), std::min(*side, largestTile)};
}

EdgeRule readEdge(Reader &reader)
{
    const QString *text = reader.find(u"edge"_s);
    if (text && text->trimmed().toLower() == "zero"_L1)
        return EdgeRule::Zero;
    if (text && text->trimmed().toLower() != "reflect"_L1)
        reader.complain(u"edge"_s, u"edge=%1 is not known; give reflect or zero."_s.arg(*text),
                        useInstead(u"edge"_s, u"reflect"_s));
    return EdgeRule::Reflect;
}

} // namespace

ModelArguments readModelArguments(const ArgumentTexts &texts, const ModelDefinition &definition,
                                  std::vector<Problem> &problems)
{
    Reader reader(texts, problems);
    refuseUnknown(texts, reader);
    ModelArguments arguments;
    arguments.tile = readTile(reader, definition);
    arguments.padding = readPadding(reader, definition, arguments.tile);
    arguments.batchSize = reader.wholeNumber(u"batch_size"_s, 1).value_or(1);
    arguments.edge = readEdge(reader);
    arguments.decision.predictBackground = reader.truth(u"predict_background"_s);
    arguments.decision.threshold = reader.share(u"threshold"_s);
    if (arguments.decision.threshold && definition.classes.size() > 2)
        problems.push_back(
            {u"modelArguments.threshold"_s,
             Severity::Warning,
             u"threshold counts only for models of one or two classes; this one has %1, and the highest score "
             "decides."_s.arg(definition.classes.size()),
             {leaveOut(u"threshold"_s)}});
    if (definition.testTimeAugmentation && !texts.contains(u"test_time_augmentation"_s))
        problems.push_back({u"modelArguments.test_time_augmentation"_s, Severity::Warning,
                            u"The model asks for test-time augmentation, which this version does not do; each tile "
                            "is predicted once."_s});
    return arguments;
}

Json toJson(const ModelArguments &arguments)
{
    Json json{{"tile_size", {arguments.tile.width, arguments.tile.height}},
              {"padding", arguments.padding},
              {"edge", arguments.edge == EdgeRule::Reflect ? "reflect" : "zero"}};
    if (arguments.decision.predictBackground)
        json["predict_background"] = *arguments.decision.predictBackground;
    if (arguments.decision.threshold)
        json["threshold"] = *arguments.decision.threshold;
    return json;
}

} // namespace pixelscape
