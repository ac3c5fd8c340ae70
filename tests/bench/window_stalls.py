#!/usr/bin/python3
"""window_stalls.py WINDOW_STALLS FOLDER [SIDE]: makes a tiled raster of SIDE x SIDE pixels (20000 unless told) without
overviews, has the window pan over it and classify the large demo scene, and prints how long it ever stalled, how soon
Cancel was answered and what memory the panning took. Fails on memory alone: times depend on the day.
"""

import os
import pathlib
import re
import subprocess
import sys

from peak_memory import write_raster

MEMORY_BOUND = 260  # MB: 96 of map tiles, 64 of GDAL's blocks, 45 of the program itself, and what a read needs


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    side = int(sys.argv[3]) if len(sys.argv) > 3 else 20000
    folder.mkdir(parents=True, exist_ok=True)
    raster = folder / f"scene_{side}.tif"
    if not raster.exists():
        write_raster(raster, side)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run([program, str(raster)], check=True, env=environment, stdout=subprocess.PIPE, text=True).stdout
    print(said, end="")
    most = float(re.search(r"highest memory.*?([\d.]+) MB", said)[1])
    print(f"bound of the memory: {MEMORY_BOUND} MB")
    return 0 if most <= MEMORY_BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
