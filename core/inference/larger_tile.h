#pragma once

#include "core/inference/network_contract.h"
#include "core/inference/probe_region.h"

namespace pixelscape {

enum class LargerTile {
    Same,      ///< the network sees no farther than the halo: larger tiles may stand for several
    Different, ///< it sees farther
    Unknown    ///< it takes no other size, there is no memory for one, or it answers the same everywhere
};

/// Whether the pixels that are kept of a tile, those at least `halo` from its edge, get the same scores where the
/// network is given more ground around it. `region` holds the tile in its middle, with a multiple of the stride of
/// ground on each side.
LargerTile tryLargerTile(Engine &engine, const NetworkContract &contract, const ProbeRegion &region, int halo);

} // namespace pixelscape
