#!/usr/bin/env bash
# text_rules.sh FOLDER: fails where a text names a folder of somebody's machine or the host of a package registry, which
# holds on that machine only. The brackets keep the patterns from finding themselves.
set -euo pipefail

patterns='/wor[k]/|/roo[t]/|/hom[e]/[a-z]|debia[n]\.org|pyp[i]\.org|pythonhoste[d]|npmj[s]\.|crate[s]\.io|prox[y]\.golang|mave[n]\.org|snapsho[t]\.debian'
status=0
grep -rInE "$patterns" --exclude-dir=build --exclude-dir=.git -- "$1" || status=$?
case $status in
    0) echo "Name the thing without the machine: a variable, a relative path, a package's name." ; exit 1 ;;
    1) exit 0 ;;
    *) exit "$status" ;;
esac
