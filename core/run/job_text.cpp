#include "core/run/job_text.h"

#include "core/model/model_text.h"
#include "core/run/figure_text.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

const QString timeFormat = u"yyyy-MM-dd HH:mm"_s;

/// So many characters tell each id from all others, and look like an id.
int lengthOfIds(const std::vector<StoredJob> &jobs)
{
    constexpr int least = 9;
    constexpr int whole = 33;
    for (int length = least; length < whole; ++length) {
        QStringList starts;
        for (const StoredJob &job : jobs)
            starts << job.id.left(length);
        if (starts.removeDuplicates() == 0)
            return length;
    }
    return whole;
}

QString durationCell(const StoredJob &job)
{
    return job.wallSeconds > 0 ? durationText(job.wallSeconds) : QString();
}

QStringList cells(const StoredJob &job, int idLength)
{
    const QString id = job.id.left(idLength);
    if (job.state == JobState::Damaged)
        return {id, jobStateText(job.state), timeText(job), {}, {}, {}, u"(its record cannot be read)"_s};
    return {id,
            stateLine(job),
            timeText(job),
            durationCell(job),
            QFileInfo(job.request.inputRaster).fileName(),
            modelTitle(job.request.model),
            job.request.outputClassifiedRaster};
}

QString aligned(const std::vector<QStringList> &rows)
{
    std::vector<qsizetype> widths(std::size_t(rows.front().size()), 0);
    for (const QStringList &row : rows)
        for (qsizetype column = 0; column < row.size(); ++column)
            widths[std::size_t(column)] = std::max(widths[std::size_t(column)], row[column].size());
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column)
            line += row[column].leftJustified(widths[std::size_t(column)] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

QString line(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : u"%1%2\n"_s.arg((name + u':').leftJustified(12), value);
}

QString classesText(const JobAnswer &answer)
{
    std::int64_t valid = 0;
    for (const ClassShare &share : answer.classes)
        valid += share.pixels;
    QString text;
    for (const ClassShare &share : answer.classes)
        text += u"%1  %2  %3  %4\n"_s.arg(
            QString::number(share.entry.value).rightJustified(6), share.entry.name.leftJustified(24),
            shareText(share.pixels, valid).rightJustified(8), areaText(share.squareMetres));
    return text;
}

} // namespace

QString stateLine(const StoredJob &job)
{
    const bool hasShare = job.state != JobState::Succeeded && job.progress.pixelsDone > 0;
    return hasShare ? u"%1, %2 %"_s.arg(jobStateText(job.state)).arg(int(100 * job.progress.share()))
                    : jobStateText(job.state);
}

QString timeText(const StoredJob &job)
{
    return (job.started.isValid() ? job.started : job.submitted).toString(timeFormat);
}

QString jobsText(const std::vector<StoredJob> &jobs)
{
    const int idLength = lengthOfIds(jobs);
    std::vector<QStringList> rows{{u"JOB"_s, u"STATE"_s, u"STARTED"_s, u"TIME"_s, u"INPUT"_s, u"MODEL"_s, u"OUTPUT"_s}};
    for (const StoredJob &job : jobs)
        rows.push_back(cells(job, idLength));
    return aligned(rows);
}

QString jobText(const JobAnswer &answer)
{
    const StoredJob &job = answer.job;
    QString text = line(u"Job"_s, job.id) + line(u"State"_s, stateLine(job));
    if (job.state == JobState::Damaged)
        return text + line(u"Record"_s, u"cannot be read; pixelscape jobs forget %1 removes it"_s.arg(job.id));
    text += line(u"Submitted"_s, job.submitted.toString(timeFormat));
    text += line(u"Started"_s, u"%1 by %2"_s.arg(timeText(job), holderText(job)));
    text += line(u"Time"_s, durationCell(job));
    text += line(u"Input"_s, job.request.inputRaster);
    text += line(u"Model"_s, modelShown(job.request.model));
    text += line(u"Output"_s, job.request.outputClassifiedRaster);
    if (canContinue(job.state))
        text += line(u"Continue"_s, u"pixelscape jobs continue %1"_s.arg(job.id));
    for (const Message &message : answer.messages)
        text += u"  "_s + messageLineText(message) + u'\n';
    return text + classesText(answer);
}

QString messageLineText(const Message &message)
{
    const QString kind = message.type == MessageType::Warning       ? u"warning: "_s
                         : message.type == MessageType::Informative ? QString()
                                                                    : u"error: "_s;
    return kind + message.description;
}

} // namespace pixelscape
