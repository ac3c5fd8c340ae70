#!/usr/bin/python3
"""The operation's own example end to end: operation_example.py PIXELSCAPE ENGINE SCENE floats|bytes|labels

A TensorFlow frozen graph for 513 x 513 pixels of three bands and six classes, given as JSON text whose ModelFile has
backslashes. The class map has to be what numpy works out, pixel for pixel. Ends with 77 where the scene or the engine is not
there.
"""

import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from osgeo import gdal

sys.dont_write_bytecode = True
from frozen_graph import SIDE, classes_of, graph_bytes

gdal.UseExceptions()

SKIPPED = 77
CLASSES = [("Evergreen Forest", [0, 51, 0]), ("Grassland/Herbaceous", [241, 185, 137]), ("Bare Land", [236, 236, 0]),
           ("Open Water", [0, 0, 117]), ("Scrub/Shrub", [102, 102, 0]), ("Impervious Surface", [236, 236, 236])]
MODEL = {
    "Framework": "TensorFlow",
    "ModelConfiguration": "DeepLab",
    "ModelFile": ".\\landcover\\frozen_inference_graph.pb",
    "ModelType": "ImageClassification",
    "ExtractBands": [0, 1, 2],
    "ImageHeight": SIDE,
    "ImageWidth": SIDE,
    "Classes": [{"Value": value, "Name": name, "Color": colour} for value, (name, colour) in enumerate(CLASSES)],
}


def compare(scene, output):
    picture = gdal.Open(scene).ReadAsArray()[:3].transpose(1, 2, 0)
    expected, result = classes_of(picture), gdal.Open(output)
    if min(np.bincount(expected.ravel(), minlength=len(CLASSES))[:len(CLASSES)]) == 0:
        raise ValueError("a class does not occur in the scene: the comparison would say little")
    differing = int(np.count_nonzero(result.ReadAsArray() != expected))
    table = result.GetRasterBand(1).GetDefaultRAT()
    names = [table.GetValueAsString(row, 2) for row in range(table.GetRowCount())]
    print(f"{differing} of {expected.size} pixels differ; classes {names}")
    return 0 if differing == 0 and names == [name for name, _ in CLASSES] else 1


def main():
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    program, engine, scene, variant = sys.argv[1:]
    if not os.path.exists(scene):
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "landcover"))
        with open(os.path.join(folder, "landcover", "frozen_inference_graph.pb"), "wb") as file:
            file.write(graph_bytes(variant != "floats", variant == "labels"))
        output = os.path.join(folder, "classes.tif")
        run = subprocess.run([program, "classify", scene, json.dumps(MODEL), output, "--model-root", folder, "--engine", engine,
                              "--quiet"], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(run.stderr, file=sys.stderr)
            return SKIPPED if "no engine called" in run.stderr else 1
        return compare(scene, output)


if __name__ == "__main__":
    sys.exit(main())
