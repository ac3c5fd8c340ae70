#include "core/run/probe_place.h"

#include <algorithm>
#include <deque>

namespace pixelscape {

namespace {

PixelRect middleOf(const PixelRect &window, Size tile)
{
    return {window.x + window.width / 2 - tile.width / 2, window.y + window.height / 2 - tile.height / 2, tile.width,
            tile.height};
}

std::array<PixelRect, 4> quartersOf(const PixelRect &window)
{
    const int left = window.width / 2;
    const int upper = window.height / 2;
    return {PixelRect{window.x, window.y, left, upper},
            {window.x + left, window.y, window.width - left, upper},
            {window.x, window.y + upper, left, window.height - upper},
            {window.x + left, window.y + upper, window.width - left, window.height - upper}};
}

/// The share of the place's pixels that have data.
double shareWithData(const PixelRect &place, const WorkerJob &job, RasterSource &source)
{
    const Size size = source.info().size;
    const PixelRect inside = place.intersected({0, 0, size.width, size.height});
    if (inside.area() == 0 || source.hasOnlyNodata(inside, job.bands))
        return 0;
    std::vector<float> pixels(std::size_t(inside.area()) * job.bands.size());
    std::vector<std::uint8_t> valid(std::size_t(inside.area()));
    source.read(inside, job.bands, pixels, valid);
    return double(std::ranges::count(valid, std::uint8_t(1))) / double(place.area());
}

} // namespace

PixelRect findProbePlace(const WorkerJob &job, RasterSource &source)
{
    constexpr double enough = 0.5;
    constexpr int mostPlaces = 85; // down to a sixty-fourth
    PixelRect best = middleOf(job.window, job.tile);
    double mostData = 0;
    std::deque<PixelRect> windows{job.window};
    for (int places = 0; places < mostPlaces && !windows.empty();) {
        const PixelRect window = windows.front();
        windows.pop_front();
        if (source.isEmpty(window, job.bands))
            continue;
        ++places;
        const PixelRect place = middleOf(window, job.tile);
        if (const double share = shareWithData(place, job, source); share > mostData) {
            mostData = share;
            best = place;
        }
        if (mostData >= enough)
            break;
        if (window.width > job.tile.width && window.height > job.tile.height)
            std::ranges::copy(quartersOf(window), std::back_inserter(windows));
    }
    return best;
}

} // namespace pixelscape
