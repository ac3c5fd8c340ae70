#!/usr/bin/env bash
# install_packages.sh SECTION...: installs what is missing of those sections of packages.txt. Asks apt only when
# something is missing. Everything that it says goes to standard error.
set -euo pipefail
exec >&2

list="$(dirname -- "${BASH_SOURCE[0]}")/packages.txt"

packagesOf() {
    local wanted=" $* "
    awk -v wanted="$wanted" '
        /^#/ || /^[ \t]*$/ { next }
        /^\[.*\]$/ { section = substr($0, 2, length($0) - 2); next }
        index(wanted, " " section " ") { print $1 }' "$list"
}

mapfile -t packages < <(packagesOf "$@")

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system has no apt-get. Install what these Debian packages hold with its own tool: ${packages[*]}"
    exit 0
fi

mapfile -t missing < <(comm -13 \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null | sed -n 's/^installed //p' | sort -u) \
    <(printf '%s\n' "${packages[@]}" | sort -u))
if ((${#missing[@]} == 0)); then
    exit 0
fi

options=(-y --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)
install=(apt-get install "${options[@]}" "${missing[@]}")
if ((EUID == 0)); then
    asRoot=(env)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    asRoot=(sudo -n env)
elif command -v sudo >/dev/null && [[ -t 0 ]]; then
    asRoot=(sudo env)
else
    echo "Packages are missing and this user may not install them. As root, run:"
    echo "    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    exit 1
fi
echo "Installing: ${missing[*]}"
"${asRoot[@]}" apt-get update -q=2
"${asRoot[@]}" DEBIAN_FRONTEND=noninteractive "${install[@]}" -q=2
