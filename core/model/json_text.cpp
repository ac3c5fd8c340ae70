#include "core/model/json_text.h"

#include "core/base/error.h"
#include "core/model/json_defect.h"
#include "core/model/shown_text.h"

#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr qsizetype longestLine = 120;

/// JSON begins with two ASCII characters, so a zero byte among the first two betrays UTF-16.
QStringConverter::Encoding encodingOf(const QByteArray &bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes))
        return *marked;
    if (bytes.size() >= 2 && bytes[0] == '\0' && bytes[1] != '\0')
        return QStringConverter::Utf16BE;
    if (bytes.size() >= 2 && bytes[0] != '\0' && bytes[1] == '\0')
        return QStringConverter::Utf16LE;
    return QStringConverter::Utf8;
}

/// Where the user has to look for bytes that are not UTF-8.
int lineOfFirstBadByte(const QByteArray &bytes)
{
    qsizetype good = 0;
    qsizetype bad = bytes.size();
    while (good < bad) {
        const qsizetype middle = (good + bad) / 2;
        const qsizetype end = middle + 1;
        // A character that the cut goes through counts as good: the decoder waits for the rest of it.
        QStringDecoder decoder(QStringConverter::Utf8);
        const QString decoded = decoder(QByteArrayView(bytes).first(end));
        if (decoder.hasError())
            bad = middle;
        else
            good = end;
    }
    return 1 + int(std::count(bytes.begin(), bytes.begin() + good, '\n'));
}

qsizetype notANumberLength(QByteArrayView text)
{
    for (const QByteArrayView token : {"NaN", "Infinity", "-Infinity"})
        if (text.startsWith(token))
            return token.size();
    return 0;
}

/// Outside quotes, checked text has the letters N and I only in Python's NaN and Infinity.
QByteArray withNullForNotANumber(const QByteArray &checked)
{
    QByteArray result;
    result.reserve(checked.size());
    bool inText = false;
    for (qsizetype i = 0; i < checked.size(); ++i) {
        const QByteArrayView rest = QByteArrayView(checked).sliced(i);
        if (inText && checked[i] == '\\') {
            result += rest.first(2);
            ++i;
            continue;
        }
        if (checked[i] == '"')
            inText = !inText;
        const qsizetype length = inText ? 0 : notANumberLength(rest);
        if (length == 0) {
            result += checked[i];
        } else {
            result += "null";
            i += length - 1;
        }
    }
    return result;
}

struct TextPlace
{
    qsizetype line = 1;
    qsizetype column = 1;
    QString content;
};

TextPlace placeOf(const QByteArray &utf8, qsizetype offset)
{
    const qsizetype at = std::clamp<qsizetype>(offset, 0, utf8.size());
    const qsizetype begin = at == 0 ? 0 : utf8.lastIndexOf('\n', at - 1) + 1;
    const qsizetype newline = utf8.indexOf('\n', at);
    const qsizetype end = newline < 0 ? utf8.size() : newline;
    const QString line = QString::fromUtf8(utf8.sliced(begin, end - begin));
    const qsizetype column = QString::fromUtf8(utf8.sliced(begin, at - begin)).size();
    const qsizetype first = std::max<qsizetype>(0, column - longestLine / 2);
    return {1 + std::count(utf8.begin(), utf8.begin() + begin, '\n'), column + 1,
            shownText(line.mid(first, longestLine))};
}

[[noreturn]] void refuse(const QString &fileName, const QByteArray &utf8, const JsonDefect &defect)
{
    const TextPlace place = placeOf(utf8, defect.offset);
    QString sentence = u"%1 is not valid JSON (line %2, column %3): %4."_s.arg(
        fileName, QString::number(place.line), QString::number(place.column), defect.reason);
    sentence += place.content.isEmpty() ? u" Correct the file in a text editor."_s
                                        : u" Correct this line in a text editor: %1"_s.arg(place.content);
    throw Error(sentence);
}

} // namespace

QByteArray decodeText(const QByteArray &bytes, const QString &fileName)
{
    const auto encoding = encodingOf(bytes);
    QStringDecoder decoder(encoding);
    const QString text = decoder(bytes);
    const bool utf16 = encoding == QStringConverter::Utf16LE || encoding == QStringConverter::Utf16BE;
    if (decoder.hasError() && encoding == QStringConverter::Utf8)
        throw Error(u"%1 is not UTF-8 text: line %2 holds bytes of another encoding. Save it as UTF-8."_s.arg(
            fileName, QString::number(lineOfFirstBadByte(bytes))));
    if (decoder.hasError() || (utf16 && bytes.size() % 2 != 0) || text.contains(QChar::Null))
        throw Error(
            u"%1 is not a text file, as a model definition must be. Get it again from where it came from."_s.arg(
                fileName));
    if (text.trimmed().isEmpty())
        throw Error(u"%1 is empty. Get it again from where it came from."_s.arg(fileName));
    return text.toUtf8();
}

Json parseJson(const QByteArray &bytes, const QString &fileName)
{
    if (bytes.size() > largestJsonText)
        throw Error(
            u"%1 is larger than 1 MiB, too large for a model definition. Check that it is the right file."_s.arg(
                fileName));
    const QByteArray utf8 = decodeText(bytes, fileName);
    if (const auto defect = findJsonDefect(utf8))
        refuse(fileName, utf8, *defect);
    const QByteArray json = withNullForNotANumber(utf8);
    try {
        return Json::parse(json.constData(), json.constData() + json.size());
    } catch (const Json::parse_error &error) {
        refuse(fileName, json,
               {qsizetype(error.byte) - 1, u"a character is written in a way that JSON does not know"_s});
    } catch (const Json::out_of_range &) {
        throw Error(u"%1 holds a number too large to be read. Correct it in a text editor."_s.arg(fileName));
    }
}

} // namespace pixelscape
