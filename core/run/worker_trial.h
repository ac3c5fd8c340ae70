#pragma once

namespace pixelscape {

/// Finds out during a run whether fewer workers get on as fast, since processors may share their units, or be shared
/// with others, in ways that no count of them tells. All work first; where inferring a tile takes them so much longer
/// than it took one worker alone that some gain nothing, some pause for a while, and the better number stays.
class WorkerTrial
{
public:
    /// `tileSeconds`: of one inference by a worker that has the computer for itself. `leastSeconds`: that each number
    /// of workers is watched for; shorter looks tell what else the computer does.
    WorkerTrial(int workers, double tileSeconds, double leastSeconds)
        : m_all(workers), m_workers(workers), m_tileSeconds(tileSeconds), m_leastSeconds(leastSeconds)
    {
    }

    /// How many are to get work now.
    int workers() const { return m_workers; }
    /// That number stays.
    bool isOver() const { return m_phase == Phase::Over; }

    /// A worker has answered a section, in which it inferred so many tiles, so many seconds after its last answer; the
    /// network alone took `inferenceSeconds` of them.
    void answered(int tiles, double seconds, double inferenceSeconds);

private:
    enum class Phase { AllWork, Change, SomePause, Over };

    void start(Phase phase);
    void tryFewer();
    void compare();
    bool hasSeenEnough() const;
    /// Of all that work, in the phase.
    double tilesPerSecond() const { return m_workers * m_tiles / m_seconds; }

    int m_all;
    int m_workers;
    double m_tileSeconds;
    double m_leastSeconds;
    Phase m_phase = Phase::AllWork;
    int m_answers = 0; ///< in the phase, as what follows
    double m_tiles = 0;
    double m_seconds = 0;
    double m_inferenceSeconds = 0;
    double m_tilesPerSecondOfAll = 0;
};

} // namespace pixelscape
