#pragma once

#include "core/base/go_on.h"
#include "core/base/stopwatch.h"
#include "core/run/class_count.h"
#include "core/run/live_map.h"
#include "core/run/run_output.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace pixelscape {

/// How far to reduce a map so that it has LiveMap::mostPixels at most.
int liveReduction(Size size);

/// Turns what a run has finished into pictures for somebody who looks on. Lives in the runner's thread; sections that
/// an earlier run left are taken up from the log a few at a time, between the runner's other events.
class LivePreview : public QObject
{
    Q_OBJECT

public:
    /// `reduction` 0 chooses. `plan` and `output` must stay while sections are added.
    LivePreview(const TilePlan &plan, const ResultDescription &description, RunOutput &output, int reduction = 0);

    const LiveMap &map() const { return m_map; }
    /// Begins with the sections that are there already.
    void start();
    /// A section was finished.
    void add(int id, const QByteArray &compressed);
    /// Takes up all that an earlier run left. Throws Error, or Cancelled when `mayGoOn` says so.
    void catchUp(const GoOn &mayGoOn);
    /// The last update. Where the run has finished its counts are those of its report.
    void finish(const std::vector<ClassShare> *finalClasses);

Q_SIGNALS:
    /// At most ten times a second.
    void painted(const pixelscape::LiveUpdate &update);

private:
    void takeUpSome();
    void tellSoon();
    void tell();
    std::uint16_t codeOf(std::int64_t value) const;
    void addNodata(const PixelRect &write);
    PixelRect placeOf(const PixelRect &write) const;
    LivePiece pieceOf(const PixelRect &write, std::span<const std::byte> values) const;

    const TilePlan &m_plan;
    RunOutput &m_output;
    ResultFormat m_format;
    LiveMap m_map;
    std::vector<std::pair<std::int64_t, std::uint16_t>> m_codes; ///< class value -> code, by value
    ClassCount m_count;
    LiveUpdate m_update;
    std::deque<int> m_earlier; ///< finished by an earlier run and not yet taken up
    QTimer m_earlierTimer;
    QTimer m_tellTimer;
    Stopwatch m_sinceTold;
};

} // namespace pixelscape
