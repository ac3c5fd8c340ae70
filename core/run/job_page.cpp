#include "core/run/job_page.h"

#include "core/model/model_text.h"
#include "core/run/figure_text.h"
#include "core/run/job_text.h"
#include "core/run/request_writer.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString style = uR"(
:root { color-scheme: light dark; --line: #d0d4d9; --quiet: #5b636c; }
@media (prefers-color-scheme: dark) { :root { --line: #454b53; --quiet: #a6aeb8; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .25rem .9rem .25rem 0; vertical-align: top; }
tr { border-bottom: 1px solid var(--line); } th { color: var(--quiet); font-weight: 500; }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums; }
td.path { overflow-wrap: anywhere; }
.swatch { display: inline-block; width: 1.6em; height: 1em; border: 1px solid var(--quiet); vertical-align: -.1em; }
img { max-width: 100%; image-rendering: pixelated; border: 1px solid var(--line); }
pre { overflow-x: auto; border: 1px solid var(--line); padding: .7rem; }
li.warning, li.error { font-weight: 600; }
)"_s;

QString page(const QString &title, const QString &body)
{
    return u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%1</title>\n"
           "<style>%2</style>\n</head>\n<body>\n<h1>%1</h1>\n"_s.arg(title.toHtmlEscaped(), style) +
           body + u"</body>\n</html>\n"_s;
}

QString factRow(const QString &name, const QString &value)
{
    return value.isEmpty()
               ? QString()
               : u"<tr><th scope=\"row\">%1</th><td class=\"path\">%2</td></tr>\n"_s.arg(name, value.toHtmlEscaped());
}

QString factsTable(const StoredJob &job)
{
    return u"<table>\n"_s + factRow(u"State"_s, stateLine(job)) + factRow(u"Started"_s, timeText(job)) +
           factRow(u"By"_s, holderText(job)) +
           factRow(u"Time"_s, job.wallSeconds > 0 ? durationText(job.wallSeconds) : QString()) +
           factRow(u"Input"_s, job.request.inputRaster) + factRow(u"Model"_s, modelShown(job.request.model)) +
           factRow(u"Output"_s, job.request.outputClassifiedRaster) + u"</table>\n"_s;
}

QString messageList(const std::vector<Message> &messages)
{
    if (messages.empty())
        return {};
    QString text = u"<h2>Messages</h2>\n<ul>\n"_s;
    for (const Message &message : messages) {
        const QString kind = message.type == MessageType::Warning       ? u"warning"_s
                             : message.type == MessageType::Informative ? u"note"_s
                                                                        : u"error"_s;
        text += u"<li class=\"%1\">"_s.arg(kind) + messageLineText(message).toHtmlEscaped() + u"</li>\n"_s;
    }
    return text + u"</ul>\n"_s;
}

QString classRow(const ClassShare &share, std::int64_t valid)
{
    return u"<tr><td><span class=\"swatch\" style=\"background:%1\"></span></td><td class=\"figure\">%2</td>"_s.arg(
               share.entry.color.hex(), QString::number(share.entry.value)) +
           u"<td>"_s + share.entry.name.toHtmlEscaped() +
           u"</td><td class=\"figure\">%1</td><td class=\"figure\">%2</td><td class=\"figure\">%3</td></tr>\n"_s.arg(
               shareText(share.pixels, valid).toHtmlEscaped(), countText(share.pixels), areaText(share.squareMetres));
}

QString classTable(const JobAnswer &answer)
{
    if (answer.classes.empty())
        return {};
    std::int64_t valid = 0;
    for (const ClassShare &share : answer.classes)
        valid += share.pixels;
    QString text =
        u"<h2>Classes</h2>\n<table>\n<tr><th>Colour</th><th class=\"figure\">Value</th><th>Name</th>"
        "<th class=\"figure\">Share</th><th class=\"figure\">Pixels</th><th class=\"figure\">Area</th></tr>\n"_s;
    for (const ClassShare &share : answer.classes)
        text += classRow(share, valid);
    text += u"</table>\n"_s;
    if (answer.nodataPixels > 0)
        text += u"<p>%1 pixels without data.</p>\n"_s.arg(countText(answer.nodataPixels));
    return text;
}

QString listRow(const StoredJob &job)
{
    QString text = u"<tr>"_s;
    for (const QString &cell : {job.id, stateLine(job), timeText(job), QFileInfo(job.request.inputRaster).fileName(),
                                modelTitle(job.request.model), job.request.outputClassifiedRaster})
        text += u"<td class=\"path\">"_s + cell.toHtmlEscaped() + u"</td>"_s;
    return text + u"</tr>\n"_s;
}

} // namespace

QString jobPage(const JobAnswer &answer, const QByteArray &picturePng)
{
    const StoredJob &job = answer.job;
    const QString name = QFileInfo(job.request.outputClassifiedRaster).fileName();
    QString body = factsTable(job);
    if (!picturePng.isEmpty())
        body += u"<h2>Result</h2>\n<p><img alt=\"Map of the classes\" src=\"data:image/png;base64,"_s +
                QString::fromLatin1(picturePng.toBase64()) + u"\"></p>\n"_s;
    body += classTable(answer) + messageList(answer.messages);
    if (job.state != JobState::Damaged)
        body += u"<h2>Request</h2>\n<pre>"_s + QString::fromStdString(toJson(job.request).dump(2)).toHtmlEscaped() +
                u"</pre>\n"_s;
    return page(name.isEmpty() ? u"Job %1"_s.arg(job.id) : u"%1: job %2"_s.arg(name, job.id), body);
}

QString jobsPage(const std::vector<StoredJob> &jobs)
{
    QString body = u"<table>\n<tr><th>Job</th><th>State</th><th>Started</th><th>Input</th><th>Model</th>"
                   "<th>Output</th></tr>\n"_s;
    for (const StoredJob &job : jobs)
        body += listRow(job);
    return page(u"Jobs of Pixelscape"_s, body + u"</table>\n"_s);
}

} // namespace pixelscape
