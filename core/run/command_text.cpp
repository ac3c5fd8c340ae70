#include "core/run/command_text.h"

#include "core/run/extent_text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

QString quoted(QString word)
{
    static const QRegularExpression harmless(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (harmless.match(word).hasMatch())
        return word;
    return u'\'' + word.replace(u'\'', u"'\\''"_s) + u'\'';
}

/// A file whose name begins with a minus must not look like an option.
QString placeWord(const QString &path)
{
    return quoted(path.startsWith(u'-') ? u"./"_s + path : path);
}

/// Words of one command line.
class CommandWords
{
public:
    void add(const QString &word) { m_words << word; }

    void addOption(const QString &name, const QString &value)
    {
        // The word behind an option would be taken for another one.
        if (value.startsWith(u'-') || value.isEmpty())
            add(quoted(name + u'=' + value));
        else
            m_words << name << quoted(value);
    }

    void addUnless(bool isDefault, const QString &name, const QString &value)
    {
        if (!isDefault)
            addOption(name, value);
    }

    QString text() const { return m_words.join(u' '); }

private:
    QStringList m_words;
};

} // namespace

QString commandText(const RunRequest &request)
{
    const RunRequest defaults;
    CommandWords words;
    words.add(u"pixelscape classify"_s);
    for (const QString &place : {request.inputRaster, request.model, request.outputClassifiedRaster})
        words.add(placeWord(place));
    for (const auto &[name, text] : request.modelArguments)
        words.addOption(u"--arg"_s, name + u'=' + text);
    words.addUnless(request.modelRoot.isEmpty(), u"--model-root"_s, request.modelRoot);
    words.addUnless(request.bandMapping.isEmpty(), u"--bands"_s, request.bandMapping);
    if (request.extent)
        words.addOption(u"--bbox"_s, groundBoxText(*request.extent));
    words.addUnless(request.processorType.toLower() == defaults.processorType, u"--device"_s,
                    request.processorType.toLower());
    words.addUnless(request.engine == defaults.engine, u"--engine"_s, request.engine);
    words.addUnless(request.parallelProcessingFactor == defaults.parallelProcessingFactor, u"--workers"_s,
                    request.parallelProcessingFactor);
    words.addUnless(request.recycleProcessingWorker == defaults.recycleProcessingWorker, u"--recycle"_s,
                    QString::number(request.recycleProcessingWorker));
    words.addUnless(request.retryOnFailures == defaults.retryOnFailures, u"--retries"_s,
                    QString::number(request.retryOnFailures));
    words.addUnless(request.sectionDeadline == defaults.sectionDeadline, u"--section-deadline"_s,
                    QString::number(request.sectionDeadline));
    words.addUnless(request.tilesPerSection == defaults.tilesPerSection, u"--section-tiles"_s,
                    QString::number(request.tilesPerSection));
    for (const QString &option : request.creationOptions)
        words.addOption(u"--co"_s, option);
    if (request.overwrite)
        words.add(u"--overwrite"_s);
    if (request.startOver)
        words.add(u"--start-over"_s);
    return words.text();
}

} // namespace pixelscape
