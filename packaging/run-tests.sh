#!/usr/bin/env bash
# run-tests.sh [PRESET] [CTEST OPTION...]: sets up, builds and runs the tests (default preset: release). Options go to ctest:
# `run-tests.sh release -R tst_tile` runs some, `run-tests.sh asan -V` tells more.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
preset=release
if (($# > 0)) && [[ $1 != -* ]]; then
    preset=$1
    shift
fi

"$root/packaging/install_packages.sh" build demo tests
# Before the build, which leaves out the tests of a scene that is not there.
"$root/resources/demo/fetch_scene.sh" "$root/build/demo" >&2
"$root/packaging/fetch_test_servers.sh"
"$root/packaging/build.sh" "$preset" >/dev/null
cd "$root"
exec ctest --preset "$preset" "$@"
