#!/bin/sh
# Fetches the demo scene into a folder: demo_scene.tif (349 x 352) and demo_scene_large.tif (4096 x 4131), both with the
# bands Blue, Green, Red, NIR, SWIR1, SWIR2. The scene comes out of Debian's package r-cran-stars, which is not installed.
# Needs apt-get, dpkg-deb and gdal-bin; no special rights. Does nothing where both files are there.
set -eu

say() { printf 'fetch_scene.sh: %s\n' "$1" >&2; }
fail() { say "$1"; exit 1; }

[ $# -eq 1 ] || fail "give the folder that shall hold the scenes: fetch_scene.sh FOLDER"
folder=$1
small=$folder/demo_scene.tif
large=$folder/demo_scene_large.tif
inPackage=usr/lib/R/site-library/stars/tif/L7_ETMs.tif

if [ -f "$small" ] && [ -f "$large" ]; then
    exit 0
fi

for tool in apt-get dpkg-deb gdal_translate gdaladdo; do
    command -v "$tool" >/dev/null || fail "$tool is missing: install the packages apt, dpkg and gdal-bin."
done
mkdir -p "$folder" || fail "the folder $folder cannot be made: choose one that you may write to."

# Work in a hidden folder beside the results, so that the last step is a rename and a broken run leaves nothing half done.
work=$(mktemp -d "$folder/.fetch_scene.XXXXXX") || fail "nothing can be written to $folder: choose another folder."
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Without apt's own user: it could not write to a folder that belongs to whoever calls this.
download() { (cd "$work" && apt-get -q -o APT::Sandbox::User=root download r-cran-stars) >"$work/apt.log" 2>&1; }

# The bands get their names in a virtual raster: gdal_translate alone cannot set them.
nameBands() {
    awk '
        BEGIN { split("Blue Green Red NIR SWIR1 SWIR2", name, " ") }
        { print }
        /<VRTRasterBand / { band++; print "    <Description>" name[band] "</Description>" }
    ' "$1"
}

translate() {
    gdal_translate -q -of GTiff -co COMPRESS=DEFLATE -co PREDICTOR=2 -co TILED=YES "$@"
}

if [ ! -f "$small" ]; then
    say "downloading the scene (Debian package r-cran-stars, 4 MB)"
    if ! download; then
        cat "$work/apt.log" >&2
        fail "the package r-cran-stars could not be downloaded: check the network, run 'sudo apt-get update' and try again."
    fi
    dpkg-deb --fsys-tarfile "$work"/r-cran-stars_*.deb | tar -x -C "$work" "./$inPackage" ||
        fail "the package r-cran-stars holds no $inPackage: another version of Debian may keep it elsewhere."
    gdal_translate -q -of VRT -colorinterp blue,green,red,undefined,undefined,undefined "$work/$inPackage" "$work/plain.vrt"
    nameBands "$work/plain.vrt" >"$work/named.vrt"
    translate "$work/named.vrt" "$work/small.tif"
    mv "$work/small.tif" "$small"
fi

if [ ! -f "$large" ]; then
    say "resampling the large scene"
    translate -r cubic -outsize 4096 4131 "$small" "$work/large.tif"
    gdaladdo -q -r average --config COMPRESS_OVERVIEW DEFLATE "$work/large.tif" 2 4 8 16
    mv "$work/large.tif" "$large"
fi
say "the scenes are in $folder"
