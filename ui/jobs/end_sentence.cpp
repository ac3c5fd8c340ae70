#include "ui/jobs/end_sentence.h"

#include "core/run/figure_text.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace pixelscape {

namespace {

struct EndSentence
{
    Q_DECLARE_TR_FUNCTIONS(EndSentence)
};

QString finishedSentence(const Job &job)
{
    const RunReport &report = *job.report();
    const QString scene = QFileInfo(job.spec().request.inputRaster).completeBaseName();
    std::int64_t pixels = 0;
    int classes = 0;
    for (const ClassShare &share : report.classes) {
        pixels += share.pixels;
        classes += share.pixels > 0 ? 1 : 0;
    }
    const QString classText =
        classes == 1 ? EndSentence::tr("1 class") : EndSentence::tr("%1 classes").arg(countText(classes));
    const QString sentence = EndSentence::tr("Classified %1 in %2: %3, %4 pixels.")
                                 .arg(scene, durationText(report.wallSeconds), classText, countText(pixels));
    return report.probabilityOutput.isEmpty()
               ? sentence
               : EndSentence::tr("%1 The layer of probabilities is switched off.").arg(sentence);
}

QString cancelledSentence(const Job &job)
{
    if (!job.startTime().isValid())
        return EndSentence::tr("Cancelled before it began.");
    if (job.progress().pixelsDone == 0)
        return EndSentence::tr("Stopped before anything was finished.");
    return EndSentence::tr("Stopped at %1 %. What is done is kept: Run with the same settings goes on from there.")
        .arg(int(100 * job.progress().share()));
}

} // namespace

QString endSentence(const Job &job)
{
    switch (job.state()) {
    case Job::State::Finished:
        return finishedSentence(job);
    case Job::State::Cancelled:
        return cancelledSentence(job);
    case Job::State::Failed:
        return job.progress().pixelsDone > 0
                   ? EndSentence::tr("%1 What is done is kept: Run with the same settings goes on from there.")
                         .arg(job.failure())
                   : job.failure();
    default:
        return {};
    }
}

} // namespace pixelscape
