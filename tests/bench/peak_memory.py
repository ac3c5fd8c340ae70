#!/usr/bin/python3
"""peak_memory.py PROGRAM FOLDER [SIDE...]: classifies square rasters of different sides (4000 and 20000 unless told) with a
network of one 1x1 convolution, prints the peak memory of the process tree for each, and fails where the largest takes more
than a tenth above the smallest. Memory must not grow with the raster.
"""

import json
import pathlib
import subprocess
import sys

import numpy
from osgeo import gdal

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))
from make_networks import onnx_bytes  # noqa: E402
from networks import network, per_pixel  # noqa: E402

ROWS_AT_ONCE = 512
TOLERANCE = 1.1


def write_model(folder):
    """Four classes; class i answers where the i-th mix of the three bands is highest."""
    weights = [[0.9, 0.1, 0], [0, 0.9, 0.1], [0.1, 0, 0.9], [0.34, 0.33, 0.33]]
    (folder / "network.onnx").write_bytes(onnx_bytes(network([per_pixel(weights, [0, 0, 0, 4])])))
    classes = [{"Value": value, "Name": f"Class {value}", "Color": [value * 50, 99, 180]} for value in range(1, 5)]
    definition = {"ModelFile": "network.onnx", "ModelType": "ImageClassification", "ImageHeight": 256, "ImageWidth": 256,
                  "Padding": 24, "ExtractBands": [0, 1, 2], "Classes": classes}
    (folder / "model.emd").write_text(json.dumps(definition))
    return folder / "model.emd"


def write_raster(path, side):
    """Three bands of smooth noise, tiled, compressed; written by rows, so that any side takes little memory."""
    options = ["TILED=YES", "COMPRESS=LZW", "INTERLEAVE=PIXEL", "BIGTIFF=IF_SAFER"]
    raster = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 3, gdal.GDT_Byte, options)
    columns = numpy.arange(side)
    for top in range(0, side, ROWS_AT_ONCE):
        rows = numpy.arange(top, min(top + ROWS_AT_ONCE, side))[:, None]
        for band in range(3):
            waves = numpy.sin(columns / (37 + band)) + numpy.sin(rows / (53 - band)) + 2
            raster.GetRasterBand(band + 1).WriteArray((waves * 60).astype(numpy.uint8), 0, top)
        raster.FlushCache()


def peak_bytes(program, folder, side):
    scene = folder / f"scene_{side}.tif"
    if not scene.exists():
        write_raster(scene, side)
    report = folder / f"report_{side}.json"
    command = [program, "classify", scene, write_model(folder), folder / f"classes_{side}.tif", "--workers", "2",
               "--overwrite", "--quiet", "--report", report]
    subprocess.run([str(word) for word in command], check=True)
    finished = json.loads(report.read_text())
    print(f"{side} x {side}: peak {finished['peakMemoryBytes'] / 1e6:.1f} MB, {finished['seconds']['wall']:.1f} s", flush=True)
    return finished["peakMemoryBytes"]


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    sides = sorted(int(side) for side in sys.argv[3:]) or [4000, 20000]
    folder.mkdir(parents=True, exist_ok=True)
    peaks = [peak_bytes(program, folder, side) for side in sides]
    print(f"largest to smallest: {peaks[-1] / peaks[0]:.3f}")
    return 0 if peaks[-1] <= TOLERANCE * peaks[0] else 1


if __name__ == "__main__":
    sys.exit(main())
