#include "core/model/json_defect.h"
#include "core/model/shown_text.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

constexpr int deepestNesting = 64;
constexpr int mostMembers = 4096;
constexpr qsizetype longestQuote = 40;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Walks through the text once, by the grammar; the first thing that does not fit is thrown as a JsonDefect.
class JsonScanner
{
public:
    explicit JsonScanner(const QByteArray &text) : m_text(text) {}

    void wholeText()
    {
        value();
        skipSpace();
        if (!atEnd())
            failHere(u"there is more text after the end of the definition"_s);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool startsWith(QByteArrayView token) const { return QByteArrayView(m_text).sliced(m_at).startsWith(token); }
    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }
    void skipSpace()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r'))
            ++m_at;
    }

    [[noreturn]] static void fail(qsizetype offset, const QString &reason) { throw JsonDefect{offset, reason}; }
    [[noreturn]] void failHere(const QString &reason) const { fail(m_at, reason); }

    /// The word or quoted text at the current place, short enough for a sentence.
    QString tokenHere() const
    {
        qsizetype end = m_at + 1;
        if (peek() == '"') {
            while (end < m_text.size() && m_text[end] != '"' && m_text[end] != '\n' && end - m_at < longestQuote)
                ++end;
            ++end;
        } else {
            while (end < m_text.size() && !QByteArrayView(" \t\r\n,:{}[]\"").contains(m_text[end]) &&
                   end - m_at < longestQuote)
                ++end;
        }
        return shownText(QString::fromUtf8(m_text.sliced(m_at, std::min(end, m_text.size()) - m_at)));
    }

    void enter(char closing)
    {
        if (m_depth == deepestNesting)
            failHere(u"brackets are nested more than %1 deep"_s.arg(deepestNesting));
        ++m_depth;
        ++m_at;
        m_closing[std::size_t(m_depth - 1)] = closing;
    }
    void leave() { --m_depth; }
    char closing() const { return m_closing[std::size_t(m_depth - 1)]; }

    void object()
    {
        enter('}');
        qsizetype comma = -1;
        for (int members = 0;; ++members) {
            skipSpace();
            if (members == 0 && take('}'))
                break;
            if (members == mostMembers)
                failHere(u"an object has more than %1 members"_s.arg(mostMembers));
            memberName(comma);
            value();
            if (!separator(comma))
                break;
        }
        leave();
    }

    void memberName(qsizetype comma)
    {
        refuseAfterComma(comma);
        if (peek() != '"')
            failUnexpected(u"a name in double quotes must stand here"_s);
        const QString name = tokenHere();
        text();
        skipSpace();
        if (!take(':'))
            failHere(u"a colon is missing after %1"_s.arg(name));
    }

    void array()
    {
        enter(']');
        qsizetype comma = -1;
        for (bool first = true;; first = false) {
            skipSpace();
            if (first && take(']'))
                break;
            refuseAfterComma(comma);
            value();
            if (!separator(comma))
                break;
        }
        leave();
    }

    /// After a comma there must be something else than a closing bracket; the comma is what has to go.
    void refuseAfterComma(qsizetype comma) const
    {
        if (comma >= 0 && (peek() == '}' || peek() == ']'))
            fail(comma, u"the comma before the closing %1 must be removed"_s.arg(QLatin1Char(peek())));
        if (comma >= 0 && peek() == ',')
            failHere(u"there is one comma too many"_s);
    }

    /// True when another element follows; false when the bracket was closed.
    bool separator(qsizetype &comma)
    {
        skipSpace();
        if (take(closing()))
            return false;
        comma = m_at;
        if (take(','))
            return true;
        if (peek() == '"' || peek() == '{' || peek() == '[' || peek() == '-' || isDigit(peek()))
            failHere(u"a comma is missing before %1"_s.arg(tokenHere()));
        failUnexpected(u"a comma or a closing %1 must stand here"_s.arg(QLatin1Char(closing())));
    }

    /// What stands here cannot; well-known slips get their own words.
    [[noreturn]] void failUnexpected(const QString &expected) const
    {
        if (atEnd())
            fail(m_text.size(), m_depth == 0 ? u"there is nothing in it"_s
                                             : u"the text ends before the closing %1"_s.arg(QLatin1Char(closing())));
        if (startsWith("//") || startsWith("/*") || peek() == '#')
            failHere(u"comments are not allowed in JSON"_s);
        if (peek() == '\'' || startsWith("\xE2\x80\x9C") || startsWith("\xE2\x80\x9D") || startsWith("\xE2\x80\x98"))
            failHere(u"names and texts need straight double quotes"_s);
        for (const QByteArrayView word : {"True", "False", "None"})
            if (startsWith(word))
                failHere(u"%1 must be written %2"_s.arg(
                    QString::fromLatin1(word), word == "None" ? u"null"_s : QString::fromLatin1(word).toLower()));
        failHere(u"%1, not %2"_s.arg(expected, tokenHere()));
    }

    void value()
    {
        skipSpace();
        if (peek() == '{')
            object();
        else if (peek() == '[')
            array();
        else if (peek() == '"')
            text();
        else if (!literal())
            number();
    }

    bool literal()
    {
        for (const QByteArrayView word : {"true", "false", "null", "NaN", "Infinity", "-Infinity"})
            if (startsWith(word)) {
                m_at += word.size();
                return true;
            }
        return false;
    }

    void number()
    {
        const qsizetype start = m_at;
        take('-');
        if (!isDigit(peek())) {
            m_at = start;
            failUnexpected(u"a value must stand here"_s);
        }
        const bool leadingZero = peek() == '0';
        const qsizetype digits = skipDigits();
        if (leadingZero && digits > 1)
            fail(start, u"a number must not begin with a zero"_s);
        if (take('.') && skipDigits() == 0)
            fail(start, u"a digit is missing after the decimal point"_s);
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (!take('+'))
                take('-');
            if (skipDigits() == 0)
                fail(start, u"a digit is missing in the exponent of a number"_s);
        }
    }

    qsizetype skipDigits()
    {
        const qsizetype start = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at - start;
    }

    void text()
    {
        const qsizetype start = m_at++;
        while (!take('"')) {
            if (atEnd() || peek() == '\n' || peek() == '\r')
                fail(start, u"a closing quotation mark is missing"_s);
            if (static_cast<unsigned char>(peek()) < 0x20)
                failHere(u"a text holds a control character (a tab must be written \\t)"_s);
            if (peek() == '\\')
                escape();
            else
                ++m_at;
        }
    }

    void escape()
    {
        const qsizetype start = m_at++;
        const char kind = peek();
        if (!atEnd() && QByteArrayView("\"\\/bfnrt").contains(kind)) {
            ++m_at;
            return;
        }
        if (!take('u'))
            fail(start, u"a single backslash stands in a text; write two (\\\\)"_s);
        for (int i = 0; i < 4; ++i, ++m_at)
            if (!isHexDigit(peek()))
                fail(start, u"\\u in a text needs four hexadecimal digits; a path needs two backslashes (\\\\)"_s);
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::array<char, deepestNesting> m_closing{};
};

} // namespace

std::optional<JsonDefect> findJsonDefect(const QByteArray &utf8)
{
    try {
        JsonScanner(utf8).wholeText();
    } catch (const JsonDefect &defect) {
        return defect;
    }
    return std::nullopt;
}

} // namespace pixelscape
