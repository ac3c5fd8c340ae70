#!/usr/bin/python3
"""Compares a classified raster with one pass over the whole scene: whole_image_reference.py SCENE MODEL.emd RESULT.tif [EDGE]

The pass is worked out here, with OpenCV's Python module and numpy alone: no tiles, the scene's edge reflected, or zeros around
it where EDGE is zero. Prints "differing pixels: N"; ends with 0 when N is 0, with 1 when it is not, and with 2 when the
comparison cannot be made.
For scenes of up to about 1400 pixels a side: OpenCV 4.6 may crash in one pass over more.
"""

import json
import os
import sys

import cv2
import numpy as np
from osgeo import gdal

gdal.UseExceptions()

# Wide enough for a network that sees less than 64 pixels far; the padded scene is a multiple of it too, as networks ask for.
MARGIN = 64


def read_model(path):
    """The definition, and the network that it names."""
    with open(path, "rb") as file:
        definition = json.loads(file.read())  # from bytes: finds UTF-8 with a byte order mark and UTF-16 by itself
    names = [definition["ModelFile"], definition.get("ModelConfigurationFile", "")]
    return definition, cv2.dnn.readNet(*[name and os.path.join(os.path.dirname(path), name) for name in names])


def has_data(scene, band, values, bands):
    """Where the band has data. An alpha band that the model reads is a channel like the others, not a mask."""
    alpha = band.GetMaskFlags() & gdal.GMF_ALPHA and scene.RasterCount - 1 in bands
    return np.isfinite(values) & (True if alpha else band.GetMaskBand().ReadAsArray() > 0)


def read_scene(path, definition):
    """The model's channels as (C, H, W) in 64-bit floats with 0 where they have no data, where all have data, and the bands."""
    scene = gdal.Open(path)
    names = [scene.GetRasterBand(i + 1).GetDescription() for i in range(scene.RasterCount)]
    wanted = definition.get("ExtractBands") or list(range(scene.RasterCount))
    bands = [names.index(band) if isinstance(band, str) else band for band in wanted]
    channels, valid = [], np.ones((scene.RasterYSize, scene.RasterXSize), bool)
    for index in bands:
        band = scene.GetRasterBand(index + 1)
        values = band.ReadAsArray().astype(np.float64)
        valid &= (known := has_data(scene, band, values, bands))
        channels.append(np.where(known, values, 0.0))
    return np.stack(channels), valid, bands


def normalise(channels, bands, definition):
    """Scales each channel by the entry of its band in NormalizationStats; leaves it alone where there are none."""
    statistics = definition.get("NormalizationStats")
    if not statistics:
        return channels
    scaled = np.empty_like(channels)
    means, deviations = statistics.get("scaled_mean_values"), statistics.get("scaled_std_values")
    for channel, band in enumerate(bands):
        low, high = statistics["band_min_values"][band], statistics["band_max_values"][band]
        mean, deviation = means[band] if means else None, deviations[band] if deviations else None
        scaled[channel] = ((channels[channel] - low) / (high - low) - (mean or 0)) / (1 if deviation is None else deviation)
    return scaled


def with_margin(channels, edge):
    """Around the raw values, so that zeros are zeros of the raster; to a multiple of the margin."""
    pads = [(0, 0)] + [(MARGIN, MARGIN + -size % MARGIN) for size in channels.shape[1:]]
    return np.pad(channels, pads, mode="reflect" if edge == "reflect" else "constant")


def whole_pass(network, padded):
    """The network's scores (C, H, W) for a scene with its margin."""
    network.setInput(np.ascontiguousarray(padded.astype(np.float32)[np.newaxis]))
    scores = network.forward()
    if scores.ndim != 4 or scores.shape[2:] != padded.shape[1:]:
        raise ValueError(f"the network answers {scores.shape} for an input of {padded.shape[1:]}")
    return scores[0]


def decide(scores, definition):
    """The class value of each pixel by the number of channels: 1, as many as there are classes, or one more for background."""
    values = [entry["Value"] for entry in definition["Classes"]]
    if len(scores) == 1:
        score = scores[0].astype(np.float64)
        if score.min() < 0 or score.max() > 1:
            score = 0.5 * (1 + np.tanh(0.5 * score))
        low = values[0] if len(values) > 1 else 0
        return np.where(score > definition.get("Threshold", 0.5), values[-1], low)
    if len(scores) not in (len(values), len(values) + 1):
        raise ValueError(f"the network has {len(scores)} channels and the model {len(values)} classes")
    return np.array([0] * (len(scores) - len(values)) + values)[scores.argmax(axis=0)]


def expected_classes(scene, model, edge):
    """The class values (H, W) of one pass, and where the scene has data."""
    definition, network = read_model(model)
    channels, valid, bands = read_scene(scene, definition)
    height, width = valid.shape
    scores = whole_pass(network, normalise(with_margin(channels, edge), bands, definition))
    return decide(scores[:, MARGIN : MARGIN + height, MARGIN : MARGIN + width], definition), valid


def count_differences(expected, valid, result):
    """How many pixels of the result hold another value than the whole pass, or have data where the scene has none."""
    classes = gdal.Open(result)  # the band is only good while its file has a name
    band = classes.GetRasterBand(1)
    found, classified = band.ReadAsArray(), band.GetMaskBand().ReadAsArray() > 0
    if found.shape != expected.shape:
        raise ValueError(f"{result} has {found.shape} rows and columns, the scene has {expected.shape}")
    return int(np.count_nonzero((classified != valid) | (valid & (found != expected))))


def main():
    if len(sys.argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 2
    scene, model, result, edge = (sys.argv[1:] + ["reflect"])[:4]
    try:
        differing = count_differences(*expected_classes(scene, model, edge), result)
    except (ValueError, KeyError, RuntimeError, OSError, cv2.error) as reason:
        print(f"no comparison of {result}: {reason}", file=sys.stderr)
        return 2
    print(f"differing pixels: {differing}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
