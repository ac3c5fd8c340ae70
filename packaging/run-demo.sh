#!/usr/bin/env bash
# run-demo.sh: sets up, builds, and classifies the demo scene into build/demo. The path of the picture of the result is the
# last line of standard output.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
demo="$root/build/demo"
scene="$demo/demo_scene.tif"
model="$root/resources/demo/land_cover_demo.dlpk"
result="$demo/demo_classes.tif"
picture="$demo/demo_classes.png"

"$root/packaging/install_packages.sh" build demo
program=$("$root/packaging/build.sh" | tail -n 1)
"$root/resources/demo/fetch_scene.sh" "$demo" >&2

"$program" classify "$scene" "$model" "$result" --overwrite >&2
"$program" picture "$result" --over "$scene" "$picture" >&2

{
    echo "The classified scene: $result"
    echo "A picture of it over the scene, with its legend:"
} >&2
echo "$picture"

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
    xdg-open "$picture" >/dev/null 2>&1 || true
fi
