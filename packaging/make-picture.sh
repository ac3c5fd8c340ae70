#!/usr/bin/env bash
# make-picture.sh: makes the picture of the README again, from the demo.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
picture=$(env -u DISPLAY -u WAYLAND_DISPLAY "$root/packaging/run-demo.sh" | tail -n 1)
cp -- "$picture" "$root/resources/demo/picture.png"
echo "$root/resources/demo/picture.png"
