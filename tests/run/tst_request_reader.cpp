#include "core/base/error.h"
#include "core/run/command_text.h"
#include "core/run/request_field.h"
#include "core/run/request_reader.h"
#include "core/run/request_writer.h"
#include "tests/support/caught_sentence.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pixelscape;
using namespace Qt::StringLiterals;

/// Requests as they come in, against tests/run/requests.json: what each says, field by field, and exactly what is wrong
/// with it.
class TestRequestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void writingAndReadingAreInverse_data();
    void writingAndReadingAreInverse();
    void fileIsReadFromItsOwnFolder();
    void textThatIsNoRequest_data();
    void textThatIsNoRequest();
};

namespace {

Json readTable()
{
    QFile file(QStringLiteral(PIXELSCAPE_SOURCE_DIR "/tests/run/requests.json"));
    return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()) : Json();
}

QByteArray textOf(const Json &row)
{
    return QByteArray::fromStdString(row.contains("text") ? row["text"].get<std::string>() : row["request"].dump());
}

/// Each field that is not as by default, with each argument of the model.
QMap<QString, QString> fieldsOf(const RunRequest &request)
{
    QMap<QString, QString> texts;
    const RunRequest defaults;
    for (const QString &field : requestFields())
        if (const QString text = requestFieldText(request, field); text != requestFieldText(defaults, field))
            texts[field] = text;
    for (const auto &[name, text] : request.modelArguments)
        texts[u"modelArguments."_s + name] = text;
    return texts;
}

QStringList linesOf(const std::vector<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines << u"%1 %2: %3"_s.arg(problem.severity == Severity::Error ? u"error"_s : u"warning"_s, problem.field,
                                    problem.sentence);
    return lines;
}

QStringList textsIn(const Json &row, const char *name)
{
    QStringList texts;
    for (const Json &text : row.value(name, Json::array()))
        texts << text.get<QString>();
    return texts;
}

} // namespace

void TestRequestReader::table_data()
{
    QTest::addColumn<int>("number");
    const Json rows = readTable();
    for (std::size_t i = 0; i < rows.size(); ++i)
        QTest::newRow(rows[i]["name"].get<std::string>().c_str()) << int(i);
}

void TestRequestReader::table()
{
    QFETCH(int, number);
    const Json row = readTable()[std::size_t(number)];
    const RequestReading reading = readRequest(textOf(row), u"request.json"_s, u"/jobs"_s);
    QMap<QString, QString> expected;
    for (const auto &[field, text] : row["fields"].items())
        expected[QString::fromStdString(field)] = text.get<QString>();
    QCOMPARE(fieldsOf(reading.request), expected);
    QCOMPARE(linesOf(reading.problems), textsIn(row, "problems"));
    QStringList messages;
    for (const Message &message : reading.messages)
        messages << message.description;
    QCOMPARE(messages, textsIn(row, "messages"));
}

void TestRequestReader::writingAndReadingAreInverse_data()
{
    table_data();
}

void TestRequestReader::writingAndReadingAreInverse()
{
    QFETCH(int, number);
    const RunRequest request =
        readRequest(textOf(readTable()[std::size_t(number)]), u"request.json"_s, u"/jobs"_s).request;
    const QByteArray written = QByteArray::fromStdString(toJson(request).dump(2));
    const RequestReading again = readRequest(written, u"written.json"_s);
    // A definition is written as an object, so only its content stays the same.
    RunRequest expected = request;
    if (request.model.startsWith(u'{'))
        expected.model = QString::fromStdString(Json::parse(request.model.toStdString()).dump());
    if (!request.inputRaster.isEmpty() && !request.model.isEmpty() && !request.outputClassifiedRaster.isEmpty())
        QCOMPARE(linesOf(again.problems), QStringList());
    QCOMPARE(fieldsOf(again.request), fieldsOf(expected));
    QVERIFY(again.request == expected);
    QCOMPARE(QByteArray::fromStdString(toJson(again.request).dump(2)), written);
}

void TestRequestReader::fileIsReadFromItsOwnFolder()
{
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"süd 1"_s));
    const QString path = folder.filePath(u"süd 1/job.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"inputRaster": {"uri": "scène.tif"}, "model": {"ModelFile": "net.onnx"},
                   "outputClassifiedRaster": {"uri": "../classes.tif"}})");
    file.close();
    const RunRequest request = readRequestFile(path).request;
    QCOMPARE(request.inputRaster, folder.filePath(u"süd 1/scène.tif"_s));
    QCOMPARE(request.modelRoot, folder.filePath(u"süd 1"_s));
    QCOMPARE(request.outputClassifiedRaster, folder.filePath(u"classes.tif"_s));
    const QString missing = folder.filePath(u"none.json"_s);
    QVERIFY(caughtSentence([&missing] { readRequestFile(missing); }).contains(missing));
}

void TestRequestReader::textThatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << QByteArray() << u"job.json"_s;
    QTest::newRow("a list") << "[1, 2]"_ba << u"one JSON object"_s;
    QTest::newRow("a number") << "7"_ba << u"one JSON object"_s;
    QTest::newRow("broken") << "{\"inputRaster\": }"_ba << u"line 1"_s;
    QTest::newRow("no text") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << u"job.json"_s;
}

void TestRequestReader::textThatIsNoRequest()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const QString sentence = caughtSentence([&text] { readRequest(text, u"job.json"_s); });
    QVERIFY2(sentence.contains(words), qUtf8Printable(sentence));
}

QTEST_GUILESS_MAIN(TestRequestReader)
#include "tst_request_reader.moc"
