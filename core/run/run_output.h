#pragma once

#include "core/run/part_folder.h"
#include "core/run/section_front.h"
#include "core/run/section_log.h"

namespace pixelscape {

/// Everything that a run writes: part folder, section log, result with or without a probability raster, and the front
/// that fills them. One thread only.
class RunOutput
{
public:
    /// Takes up what an earlier run of the same identity left, unless `startOver`. A second run to the output is told
    /// `jobId`, where it is not empty. Throws Error; then nothing stays behind that was not there before.
    RunOutput(const QString &output, const TilePlan &plan, const ResultDescription &description,
              const QByteArray &identity, bool startOver, const QString &jobId = {});
    ~RunOutput();

    SectionLog::Start start() const { return m_log->start(); }
    int sectionsInLog() const { return m_log->count(); }
    std::vector<int> missingSections() const;
    void take(int id, const SectionBytes &section, const GoOn &mayGoOn);
    /// The compressed values of a section that is not missing. Throws Error.
    QByteArray section(int id) { return m_log->read(id).values; }
    /// The files are at their places.
    bool isCommitted() const { return m_committed; }
    bool hasSection(int id) const { return m_log->has(id); }
    const ClassCount &count() const { return m_front->count(); }
    double secondsWriting() const { return m_seconds; }
    /// Finishes the files and moves them to their places, the class map last. All sections must have been taken. Throws
    /// Error, or Cancelled when `mayGoOn` says so.
    void commit(const GoOn &mayGoOn);

private:
    void moveToPlace();

    QString m_output;
    TilePlan m_plan;
    PartFolder m_folder;
    std::unique_ptr<SectionLog> m_log;
    std::unique_ptr<ResultSink> m_sink;
    std::unique_ptr<ProbabilitySink> m_probabilities; ///< only where they are asked for
    std::unique_ptr<SectionFront> m_front;
    double m_seconds = 0;
    bool m_committed = false;
};

} // namespace pixelscape
