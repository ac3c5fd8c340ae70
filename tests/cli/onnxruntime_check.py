#!/usr/bin/python3
"""Compares a class map with ONNX Runtime's, tile by tile: onnxruntime_check.py SCENE MODEL.emd RESULT.tif

For networks that OpenCV does not read, and that answer scores (NCHW) for all classes, on a map that is smaller than the tile by
ModelPadding. By hand: ONNX Runtime is in no Debian package ("pip install onnxruntime" into a folder, and PYTHONPATH at it).
Pixels whose two best scores differ by less than 1e-3 are ties, either class is right: with Esri's sample, whose scores
reach 12, OpenVINO and ONNX Runtime themselves were measured to differ by up to 6e-4 in 32-bit numbers. Ends with 0 when no other pixel differs.
"""

import json
import os
import sys

import numpy as np
from osgeo import gdal

gdal.UseExceptions()

TIE = 1e-3


def scaled_scene(path, definition):
    """The channels (C, H, W). DataRange is reached from 0..255 where the bands are bytes, else from their actual range."""
    scene = gdal.Open(path)
    bands = [scene.GetRasterBand(band + 1) for band in definition["ExtractBands"]]
    channels = np.stack([band.ReadAsArray().astype(np.float64) for band in bands])
    if "DataRange" not in definition:
        return channels
    is_bytes = all(band.DataType == gdal.GDT_Byte for band in bands)
    low, high = (0, 255) if is_bytes else (channels.min(), channels.max())
    first, last = definition["DataRange"]
    return first + (channels - low) / (high - low) * (last - first)


def scores_of(session, channels, tile, margin):
    """The scores of the whole scene from tiles side by side, its edge reflected."""
    _, height, width = channels.shape
    step = tile - 2 * margin
    pads = [(0, 0)] + [(margin, margin + -size % step) for size in (height, width)]
    padded = np.pad(channels, pads, mode="reflect").astype(np.float32)
    name, rows = session.get_inputs()[0].name, []
    for top in range(0, height, step):
        row = [session.run(None, {name: padded[None, :, top:top + tile, left:left + tile]})[0][0]
               for left in range(0, width, step)]
        rows.append(np.concatenate(row, axis=2))
    return np.concatenate(rows, axis=1)[:, :height, :width]


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    import onnxruntime
    scene, model, result = sys.argv[1:]
    with open(model, "rb") as file:
        definition = json.loads(file.read())
    onnxruntime.set_default_logger_severity(3)
    session = onnxruntime.InferenceSession(os.path.join(os.path.dirname(model), definition["ModelFile"]),
                                           providers=["CPUExecutionProvider"])
    scores = scores_of(session, scaled_scene(scene, definition), definition["ImageHeight"], definition["ModelPadding"])
    values = [entry["Value"] for entry in definition["Classes"]]
    values = np.array([0] * (len(scores) - len(values)) + values)
    ranked = np.sort(scores, axis=0)
    ties = ranked[-1] - ranked[-2] < TIE
    found = gdal.Open(result).ReadAsArray()
    different = found != values[scores.argmax(axis=0)]
    print(f"{found.size} pixels, {np.count_nonzero(ties)} ties, {np.count_nonzero(different & ties)} of them of the other class; "
          f"differing pixels: {np.count_nonzero(different & ~ties)}; of these the largest difference of the two best scores "
          f"{(ranked[-1] - ranked[-2])[different].max(initial=0):.2g}; highest score {scores.max():.3g}")
    return 1 if np.any(different & ~ties) else 0


if __name__ == "__main__":
    sys.exit(main())
