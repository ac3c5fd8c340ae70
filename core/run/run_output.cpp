#include "core/run/run_output.h"

#include "core/base/stopwatch.h"
#include "core/raster/result_files.h"

namespace pixelscape {

RunOutput::RunOutput(const QString &output, const TilePlan &plan, const ResultDescription &description,
                     const QByteArray &identity, bool startOver, const QString &jobId)
    : m_output(output), m_plan(plan), m_folder(output, jobId)
{
    try {
        if (startOver)
            m_folder.empty();
        m_folder.keepOnlyLog();
        m_log = std::make_unique<SectionLog>(m_folder.logPath(), identity);
        m_sink = std::make_unique<ResultSink>(m_folder.path(), output, description);
        if (description.hasProbabilities)
            m_probabilities = std::make_unique<ProbabilitySink>(m_folder.path(), probabilityPath(output), description);
        m_front = std::make_unique<SectionFront>(m_plan, description, *m_log, *m_sink, m_probabilities.get());
    } catch (...) {
        // A log that is there but could not be opened is still somebody's work.
        const bool holdsWork = m_log ? m_log->count() > 0 : QFile::exists(m_folder.logPath());
        if (!holdsWork)
            m_folder.discardAtEnd();
        throw;
    }
}

RunOutput::~RunOutput()
{
    m_front.reset();
    m_probabilities.reset();
    m_sink.reset();
    if (m_committed || m_log->count() == 0)
        m_folder.discardAtEnd();
    else
        m_folder.keepOnlyLog();
}

std::vector<int> RunOutput::missingSections() const
{
    std::vector<int> missing;
    for (int id = 0; id < m_plan.sectionCount(); ++id)
        if (!m_log->has(id))
            missing.push_back(id);
    return missing;
}

void RunOutput::take(int id, const SectionBytes &section, const GoOn &mayGoOn)
{
    const Stopwatch watch;
    m_log->append(id, section);
    m_front->advance(mayGoOn);
    m_seconds += watch.seconds();
}

void RunOutput::commit(const GoOn &mayGoOn)
{
    const Stopwatch watch;
    m_front->advance(mayGoOn); // nothing was missing when every section came from the log
    m_sink->finish(m_front->count().tally().counts, mayGoOn);
    if (m_probabilities)
        m_probabilities->finish(mayGoOn);
    moveToPlace();
    m_committed = true;
    m_seconds += watch.seconds();
}

/// Whoever finds the class map finds the probabilities that belong to it, and no others.
void RunOutput::moveToPlace()
{
    m_folder.markMoving();
    if (m_probabilities)
        m_probabilities->moveToPlace();
    else
        removeStaleProbability(m_output);
    m_sink->moveToPlace();
}

} // namespace pixelscape
