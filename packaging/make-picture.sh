#!/usr/bin/env bash
# make-picture.sh: makes the picture of the README again: the window with the classified demo scene.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/packaging/install_packages.sh" build demo
"$root/packaging/build.sh" >/dev/null
"$root/resources/demo/fetch_scene.sh" "$root/build/demo" >&2
QT_QPA_PLATFORM=offscreen "$root/build/release/bin/window_pictures" --size 1280x720 --theme light "$work/" finished >&2
cp -- "$work/finished.png" "$root/resources/demo/picture.png"
echo "$root/resources/demo/picture.png"
