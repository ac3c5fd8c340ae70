#!/usr/bin/python3
"""Checks the demo model with OpenCV: class counts of one whole-image pass, and that a tiled pass changes no pixel.

Usage: check_model.py SCENE [CLASSES.npy]. Needs Debian's python3-opencv and python3-gdal; where onnxruntime is installed its
classes are compared too. The classes (1..5) are saved as a NumPy array when a name is given.
"""

import json
import pathlib
import sys

import cv2
import numpy as np
from osgeo import gdal

TILE = 256
HALO = 64  # of the whole-image pass


def reflected(bands, margin, multiple):
    """Bands 0..1 with the edge reflected by margin, and more at right and bottom up to a multiple; (H, W, 6)."""
    image = np.moveaxis(bands, 0, -1).astype(np.float32) / 255
    height, width = image.shape[:2]
    below, right = margin + -(height + 2 * margin) % multiple, margin + -(width + 2 * margin) % multiple
    return cv2.copyMakeBorder(image, margin, below, margin, right, cv2.BORDER_REFLECT_101)


def opencv_classifier(path):
    network = cv2.dnn.readNetFromONNX(str(path))

    def classify(image):
        network.setInput(np.ascontiguousarray(np.moveaxis(image, -1, 0)[None]))
        return network.forward()[0].argmax(0) + 1

    return classify


def whole_pass(classify, bands):
    height, width = bands.shape[1:]
    classes = classify(reflected(bands, HALO, 4))
    return classes[HALO : HALO + height, HALO : HALO + width]


def tiled_pass(classify, bands, padding):
    height, width = bands.shape[1:]
    step = TILE - 2 * padding
    image = reflected(bands, padding, 1)
    # Room for the last tile of each row and column; the tiles reflect, so nothing depends on how this is filled.
    image = np.pad(image, ((0, -height % step), (0, -width % step), (0, 0)), mode="reflect")
    classes = np.zeros((height + -height % step, width + -width % step), np.int64)
    for row in range(0, height, step):
        for column in range(0, width, step):
            found = classify(image[row : row + TILE, column : column + TILE])
            classes[row : row + step, column : column + step] = found[padding : padding + step, padding : padding + step]
    return classes[:height, :width]


def compare_with_onnxruntime(path, bands, classes):
    try:
        import onnxruntime
    except ImportError:
        print("onnxruntime is not installed: not compared")
        return
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def classify(image):
        scores = session.run(None, {"bands": np.ascontiguousarray(np.moveaxis(image, -1, 0)[None])})[0]
        return scores[0].argmax(0) + 1

    print(f"onnxruntime {onnxruntime.__version__}: {(whole_pass(classify, bands) != classes).sum()} pixels differ")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(__file__).resolve().parent
    definition = json.loads((folder / "land_cover_demo.emd").read_text())
    weights = folder / definition["ModelFile"]
    bands = gdal.Open(sys.argv[1]).ReadAsArray()
    classify = opencv_classifier(weights)
    classes = whole_pass(classify, bands)
    for entry in definition["Classes"]:
        print(f"{entry['Name']}: {(classes == entry['Value']).sum()}")
    for padding in (16, 20, definition["Padding"], 32, 64):
        print(f"tiles of {TILE}, padding {padding}: {(tiled_pass(classify, bands, padding) != classes).sum()} pixels differ")
    compare_with_onnxruntime(weights, bands, classes)
    if len(sys.argv) == 3:
        np.save(sys.argv[2], classes)


if __name__ == "__main__":
    main()
