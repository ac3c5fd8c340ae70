#!/usr/bin/env bash
# build.sh [PRESET [TARGET...]]: installs what the build needs, configures and builds (default: release, all that the preset
# builds). The path of the built program is the last line of standard output and the only one; everything else goes to
# standard error.
set -euo pipefail
exec 3>&1 1>&2

preset=${1:-release}
targets=("${@:2}")
root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"

# A compile job takes up to 1.5 GB, so a small machine runs fewer of them than it has cores.
parallelJobs() {
    local cores kilobytes byMemory
    cores=$(nproc)
    kilobytes=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo 2>/dev/null || true)
    byMemory=$((${kilobytes:-1500000} / 1500000))
    ((byMemory >= 1)) || byMemory=1
    echo $((cores < byMemory ? cores : byMemory))
}

"$root/packaging/install_packages.sh" build
"$root/packaging/fetch_openvino.sh"
cd "$root"
cmake --preset "$preset"
cmake --build --preset "$preset" --parallel "$(parallelJobs)" ${targets[@]+--target "${targets[@]}"}
echo "$root/build/$preset/bin/pixelscape" >&3
