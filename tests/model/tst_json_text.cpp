#include "core/model/json_text.h"
#include "tests/support/caught_sentence.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using pixelscape::decodeText;
using pixelscape::Json;
using pixelscape::parseJson;

class TestJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEncodings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray plain = "{\"Name\": \"Wälder\"}";
        const QString text = QString::fromUtf8(plain);
        QTest::newRow("UTF-8") << plain;
        QTest::newRow("UTF-8 with mark") << QByteArray("\xEF\xBB\xBF" + plain);
        QStringEncoder little(QStringEncoder::Utf16LE);
        const QByteArray utf16le = little(text);
        QStringEncoder big(QStringEncoder::Utf16BE);
        const QByteArray utf16be = big(text);
        QTest::newRow("UTF-16 LE") << utf16le;
        QTest::newRow("UTF-16 LE with mark") << QByteArray("\xFF\xFE" + utf16le);
        QTest::newRow("UTF-16 BE") << utf16be;
        QTest::newRow("UTF-16 BE with mark") << QByteArray("\xFE\xFF" + utf16be);
    }
    void readsEncodings()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(decodeText(bytes, u"x.emd"_s), QByteArray("{\"Name\": \"Wälder\"}"));
        QCOMPARE(parseJson(bytes, u"x.emd"_s).at("Name").get<QString>(), u"Wälder"_s);
    }

    void readsNotANumberAsNull()
    {
        const Json json =
            parseJson("{\"a\": NaN, \"b\": [-Infinity,Infinity, 1], \"c\": \"NaN \\\" Infinity\"}", u"x"_s);
        QCOMPARE(QString::fromStdString(json.dump()),
                 u"{\"a\":null,\"b\":[null,null,1],\"c\":\"NaN \\\" Infinity\"}"_s);
    }

    void refusesWithPlaceAndReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("shownLine");
        const auto row = [](const char *name, const QByteArray &text, int line, int column, const QString &reason,
                            const QString &shownLine) {
            QTest::newRow(name) << text << line << column << reason << shownLine;
        };
        row("comma missing", "{\n  \"a\": \"b\"\n  \"Classes\": [\n  ]\n}", 3, 3,
            u"a comma is missing before \"Classes\""_s, u"\"Classes\": ["_s);
        row("comma missing, CRLF", "{\r\n  \"a\": 1\r\n  \"b\": 2\r\n}", 3, 3, u"a comma is missing before \"b\""_s,
            u"\"b\": 2"_s);
        row("comma missing in list", "[1, 2 3]", 1, 7, u"a comma is missing before 3"_s, u"[1, 2 3]"_s);
        row("trailing comma in object", "{\"a\": 1,\n}", 1, 8, u"the comma before the closing } must be removed"_s,
            u"{\"a\": 1,"_s);
        row("trailing comma in list", "{\"a\": [1, 2, ]}", 1, 12, u"the comma before the closing ] must be removed"_s,
            {});
        row("two commas", "[1,, 2]", 1, 4, u"there is one comma too many"_s, {});
        row("colon missing", "{\"a\" 1}", 1, 6, u"a colon is missing after \"a\""_s, {});
        row("cut off in object", "{\n \"a\": 1,\n", 3, 1, u"the text ends before the closing }"_s, {});
        row("cut off in list", "{\"a\": [1", 1, 9, u"the text ends before the closing ]"_s, {});
        row("cut off after colon", "{\"a\":", 1, 6, u"the text ends before the closing }"_s, {});
        row("quotation mark open", "{\n\"a\": \"b,\n\"c\": 1}", 2, 6, u"a closing quotation mark is missing"_s,
            u"\"a\": \"b,"_s);
        row("single backslash", "{\"ModelFile\": \".\\model.onnx\"}", 1, 17, u"a single backslash stands in a text"_s,
            {});
        row("backslash u", "{\"ModelFile\": \"a\\users\"}", 1, 17, u"a path needs two backslashes"_s, {});
        row("tab in text", "[\"a\tb\"]", 1, 4, u"control character"_s, {});
        row("single quotes", "{'a': 1}", 1, 2, u"names and texts need straight double quotes"_s, {});
        row("typographic quotes", "{“a”: 1}", 1, 2, u"names and texts need straight double quotes"_s, {});
        row("name without quotes", "{a: 1}", 1, 2, u"a name in double quotes must stand here, not a"_s, {});
        row("comment", "{\n// tiles\n\"a\": 1}", 2, 1, u"comments are not allowed in JSON"_s, u"// tiles"_s);
        row("Python's True", "{\"a\": True}", 1, 7, u"True must be written true"_s, {});
        row("Python's None", "{\"a\": None}", 1, 7, u"None must be written null"_s, {});
        row("leading zero", "[007]", 1, 2, u"a number must not begin with a zero"_s, {});
        row("no digit after point", "[1.]", 1, 2, u"a digit is missing after the decimal point"_s, {});
        row("no digit in exponent", "[1e]", 1, 2, u"a digit is missing in the exponent"_s, {});
        row("more text", "{} }", 1, 4, u"there is more text after the end"_s, {});
        row("wrong bracket", "{\"a\": [1}", 1, 9, u"a comma or a closing ] must stand here, not }"_s, {});
        row("text of another kind", "hello", 1, 1, u"a value must stand here, not hello"_s, {});
        row("column in characters", "{\"Wälder\": 1 \"b\": 2}", 1, 14, u"a comma is missing before \"b\""_s, {});
        row("half a surrogate pair", "[\"\\ud800\"]", 1, 9, u"JSON does not know"_s, {});
        row("nested too deep", QByteArray(65, '[') + QByteArray(65, ']'), 1, 65, u"nested more than 64 deep"_s, {});
    }
    void refusesWithPlaceAndReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QString, reason);
        QFETCH(QString, shownLine);
        const QString sentence = caughtSentence([&text] { parseJson(text, u"pro.emd"_s); });
        const QString place =
            u"pro.emd is not valid JSON (line %1, column %2): "_s.arg(QString::number(line), QString::number(column));
        QVERIFY2(sentence.startsWith(place), qPrintable(sentence));
        QVERIFY2(sentence.contains(reason), qPrintable(sentence));
        QVERIFY2(sentence.contains(u"Correct th"_s) && sentence.endsWith(shownLine), qPrintable(sentence));
    }

    void acceptsTheDeepestNesting()
    {
        QVERIFY(parseJson(QByteArray(64, '[') + QByteArray(64, ']'), u"x"_s).is_array());
    }

    void survivesTextsMadeToExhaustIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("a megabyte of brackets") << QByteArray(1024 * 1024, '[') << u"nested more than 64 deep"_s;
        QTest::newRow("more than a megabyte") << QByteArray(1024 * 1024 + 1, ' ') << u"larger than 1 MiB"_s;
        QByteArray members = "{";
        for (int i = 0; i < 60000; ++i)
            members += "\"m" + QByteArray::number(i) + "\":1,";
        QTest::newRow("60,000 members") << QByteArray(members + "\"z\":1}")
                                        << u"an object has more than 4096 members"_s;
        QTest::newRow("a huge number") << QByteArray("[1e999]") << u"a number too large"_s;
        QTest::newRow("one line of a megabyte")
            << QByteArray("[" + QByteArray(1000000, '1') + " x]") << u"must stand here"_s;
    }
    void survivesTextsMadeToExhaustIt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        const QString sentence = caughtSentence([&text] { parseJson(text, u"big.emd"_s); });
        QVERIFY2(sentence.contains(reason), qPrintable(sentence.left(500)));
        QVERIFY(sentence.size() < 400);
    }

    void refusesWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << QByteArray() << u"x.emd is empty"_s;
        QTest::newRow("only spaces") << QByteArray(" \r\n\t") << u"x.emd is empty"_s;
        QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << u"x.emd is empty"_s;
        QTest::newRow("Latin-1") << QByteArray("{\n\"Name\":\n\"W\xE4lder\"}")
                                 << u"line 3 holds bytes of another encoding"_s;
        QTest::newRow("half a UTF-16 character") << QByteArray("{\0}\0\n", 5) << u"x.emd is not a text file"_s;
        QTest::newRow("zero bytes") << QByteArray("{  \0\0\0 }", 8) << u"x.emd is not a text file"_s;
    }
    void refusesWhatIsNoText()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const QString sentence = caughtSentence([&bytes] { parseJson(bytes, u"x.emd"_s); });
        QVERIFY2(sentence.contains(reason), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
