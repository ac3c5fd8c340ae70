#!/usr/bin/env bash
# fetch_openvino.sh [FOLDER]: fetches the engine OpenVINO with pip, in the version and with the content that openvino.txt
# names, and unpacks what the build needs of it into FOLDER (default: build/openvino, where every preset looks for it). Does
# nothing where it is there already. Where it cannot be had, says so and succeeds: all else works without it.
# Everything that it says goes to standard error.
set -euo pipefail
exec >&2

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
folder=${1:-$root/build/openvino}
list="$root/packaging/openvino.txt"
version=$(sed -n 's/^openvino==\([0-9.]*\).*/\1/p' "$list")
stamp="$folder/version.txt"

if [[ -f $stamp && $(cat "$stamp") == "$version" ]]; then
    exit 0
fi

goOnWithout() {
    echo "OpenVINO $version is not used ($1); Pixelscape is built with its other engine, OpenCV."
    exit 0
}

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=manylinux_2_28_x86_64 ;;
    Linux-aarch64) platform=manylinux_2_35_aarch64 ;;
    *) goOnWithout "there is none for this kind of computer" ;;
esac
python3 -m pip --version >/dev/null 2>&1 || goOnWithout "pip is missing: install python3-pip"

# Worked on beside the folder, so that the last step is a rename and a broken run leaves nothing half done.
mkdir -p "$(dirname -- "$folder")"
work=$(mktemp -d "$(dirname -- "$folder")/.openvino.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The libraries are the same in the wheel of every Python, so one is named, whichever Python runs pip.
wheel=(--python-version 3.11 --implementation cp --abi cp311 --platform "$platform")
echo "Fetching OpenVINO $version (60 MB)"
if ! python3 -m pip download --quiet --disable-pip-version-check --no-cache-dir --retries 2 --no-deps \
    --only-binary=:all: --require-hashes "${wheel[@]}" --dest "$work" --requirement "$list" >"$work/pip.log" 2>&1; then
    goOnWithout "pip could not fetch it: $(grep -m 1 '^ERROR' "$work/pip.log" || tail -n 1 "$work/pip.log")"
fi

# What the engine needs: headers, libraries, CMake's package and the licences; not Python's modules, and not the
# libraries of other devices and of network formats that come with the code that trains them.
python3 - "$work"/openvino-*.whl "$work/unpacked" <<'END'
import sys
import zipfile

wanted = ("openvino/include/", "openvino/libs/", "openvino/cmake/")
unused = ("npu_plugin", "jax_frontend", "cache.json")
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for name in wheel.namelist():
        is_licence = ".dist-info/" in name and "licens" in name.lower()
        if is_licence or (name.startswith(wanted) and not any(word in name for word in unused)):
            wheel.extract(name, sys.argv[2])
END
echo "$version" >"$work/unpacked/version.txt"
rm -rf "$folder"
mv "$work/unpacked" "$folder"
echo "OpenVINO $version is in $folder"
