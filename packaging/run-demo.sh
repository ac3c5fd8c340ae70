#!/usr/bin/env bash
# run-demo.sh: sets up, builds, and opens the window on the demo scene and model, ready to press Run. Without a display it
# classifies the scene into build/demo instead; the path of a picture of the result is then the last line of standard
# output.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
demo="$root/build/demo"
scene="$demo/demo_scene.tif"
model="$root/resources/demo/land_cover_demo.dlpk"
result="$demo/demo_classes.tif"
picture="$demo/demo_classes.png"

"$root/packaging/install_packages.sh" build demo
# Without the tests, which take half of the time.
program=$("$root/packaging/build.sh" release pixelscape | tail -n 1)
"$root/resources/demo/fetch_scene.sh" "$demo" >&2

if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    echo "Opening the window on $scene" >&2
    status=0
    "$program" "$model" "$scene" || status=$?
    # 2: the display did not answer; the demo is then done without it.
    ((status == 2)) || exit "$status"
fi

"$program" classify "$scene" "$model" "$result" --overwrite >&2
"$program" picture "$result" --over "$scene" "$picture" >&2

{
    echo "The classified scene: $result"
    echo "A picture of it over the scene, with its legend:"
} >&2
echo "$picture"
