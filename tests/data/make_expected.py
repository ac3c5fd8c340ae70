#!/usr/bin/python3
"""Works out expected.asc of every case that has no expected.txt: make_expected.py [--check]

Whole scenes, no tiles, 64-bit numbers, in numpy: nothing of Pixelscape and no network library is used. The networks are
the layers of make_networks.py. With --check nothing is written; ends with 1 where a file is not what is worked out.
Needs Debian's python3-numpy and python3-gdal (which reads the scenes).
"""

import json
import sys

import numpy as np
from osgeo import gdal

sys.dont_write_bytecode = True
from make_networks import FOLDER, NETWORK_OF_CASE

gdal.UseExceptions()

MARGIN = 8  # farther than any of the networks sees; a multiple of their grids


def arguments_of(folder):
    """Options as {"--bbox": "1,2,3,4"}, and those of --arg as {"padding": "3"}."""
    options, arguments = {}, {}
    file = folder / "arguments.txt"
    for line in file.read_text().splitlines() if file.exists() else []:
        name, _, value = line.partition(" ")
        if name == "--arg":
            key, _, text = value.partition("=")
            arguments[key] = text
        else:
            options[name] = value
    return options, arguments


def read_scene(path, definition):
    """Channels (C, H, W) with 0 where there is no data, where all channels have data, the bands, whether they are of bytes."""
    scene = gdal.Open(str(path))
    numbers = definition.get("ExtractBands", list(range(scene.RasterCount)))
    bands = [scene.GetRasterBand(number + 1) for number in numbers]
    channels = np.stack([band.ReadAsArray().astype(np.float64) for band in bands])
    present = np.stack([band.GetMaskBand().ReadAsArray() > 0 for band in bands]) & np.isfinite(channels)
    is_bytes = all(band.DataType == gdal.GDT_Byte for band in bands)
    return np.where(present, channels, 0), present, numbers, is_bytes, scene.GetGeoTransform()


def scaled(channels, present, numbers, is_bytes, definition):
    """Returns the scaled channels, and what 0 (no data, or outside) becomes in each."""
    low, high = np.zeros(len(numbers)), np.ones(len(numbers))
    mean, deviation = np.zeros(len(numbers)), np.ones(len(numbers))
    if "NormalizationStats" in definition:
        names = ["band_min_values", "band_max_values", "scaled_mean_values", "scaled_std_values"]
        low, high, mean, deviation = (np.array(definition["NormalizationStats"][name])[numbers] for name in names)
    elif "DataRange" in definition:
        first, last = definition["DataRange"]
        low[:] = 0 if is_bytes else channels[present].min()
        high[:] = 255 if is_bytes else channels[present].max()
        mean[:], deviation[:] = -first / (last - first), 1 / (last - first)
    across = (slice(None), None, None)
    return ((channels - low[across]) / (high - low)[across] - mean[across]) / deviation[across], \
        (-low / (high - low) - mean) / deviation


def mirrored(index, count):
    """Walks to and fro between 0 and count - 1; the ends are not visited twice."""
    there_and_back = list(range(count)) + list(range(count - 2, 0, -1))
    return there_and_back[index % len(there_and_back)]


def with_margin(channels, edge, outside):
    """Adds MARGIN pixels on the left and above; on the right and below a few more, to a multiple of MARGIN."""
    _, height, width = channels.shape
    rows = range(-MARGIN, height + MARGIN + -height % MARGIN)
    columns = range(-MARGIN, width + MARGIN + -width % MARGIN)
    if edge == "zero":
        result = np.broadcast_to(outside[:, None, None], (len(outside), len(rows), len(columns))).copy()
        result[:, MARGIN:MARGIN + height, MARGIN:MARGIN + width] = channels
        return result
    shown = channels[:, [mirrored(row, height) for row in rows], :]
    return shown[:, :, [mirrored(column, width) for column in columns]]


def convolved(channels, layer):
    """Where the network does not pad, the margin's outermost pixels are lost: they come back as zeros, and are cut later."""
    weights = np.array(layer["weights"], dtype=np.float64)
    reach = weights.shape[2] // 2
    _, height, width = channels.shape
    padded = np.pad(channels, [(0, 0), (reach, reach), (reach, reach)])
    result = np.zeros((len(weights), height, width))
    for row in range(weights.shape[2]):
        for column in range(weights.shape[3]):
            shifted = padded[:, row:row + height, column:column + width]
            result += np.tensordot(weights[:, :, row, column], shifted, axes=1)
    return result + np.array(layer["bias"], dtype=np.float64)[:, None, None]


def scores_of(layers, channels):
    for layer in layers:
        kind = layer["kind"]
        if kind == "convolution":
            channels = convolved(channels, layer)
        elif kind == "sigmoid":
            channels = 1 / (1 + np.exp(-channels))
        elif kind == "halve":
            count, height, width = channels.shape
            channels = channels.reshape(count, height // 2, 2, width // 2, 2).max(axis=(2, 4))
        elif kind == "double":
            channels = channels.repeat(2, axis=1).repeat(2, axis=2)
        elif kind != "transpose":  # the layout of the tensor does not change what is in it
            raise ValueError(f"make_expected.py does not know the layer {kind}")
    return channels


def refuse_close_calls(scores, limit):
    """Equal is fine, nearly equal would be decided by the last bit of a 32-bit number."""
    differences = np.abs(scores - limit)
    if np.any((differences > 0) & (differences < 1e-3)):
        raise ValueError("scores are nearly equal somewhere: choose other values in the scene")


def decided(scores, layers, definition, arguments):
    values = [entry["Value"] for entry in definition["Classes"]]
    threshold = float(arguments.get("threshold", definition.get("Threshold", 0.5)))
    is_probability = layers[-1]["kind"] == "sigmoid"
    if len(scores) == 1 or (len(scores) == 2 == len(values) and threshold != 0.5):
        score = scores[-1] if len(scores) == 1 else scores[1] - scores[0]
        share = score if is_probability else 1 / (1 + np.exp(-score))
        refuse_close_calls(share, threshold)
        below = values[0] if len(values) > 1 else 0
        return np.where(share > threshold, values[-1], below), {below, values[-1]}
    if len(scores) == len(values) + 1:
        values = [0] + values
    never = set(definition.get("ignore_mapped_class", []))
    if arguments.get("predict_background", "true") == "false":
        never.add(0)
    allowed = [channel for channel in range(len(scores)) if channel not in never]
    ranked = np.sort(scores[allowed], axis=0)
    if len(allowed) > 1:
        refuse_close_calls(ranked[-1], ranked[-2])
    return np.array(values)[allowed][scores[allowed].argmax(axis=0)], set(values)


def nodata_for(values):
    if 255 in values or min(values) < 0 and max(values) > 32767:
        raise ValueError("make_expected.py only knows results whose NoData is 255")
    return 255


def cut_to_box(classes, transform, box):
    """The cells that the box touches with more than a rim; north is up."""
    xmin, ymin, xmax, ymax = (float(number) for number in box.split(","))
    left, top = round((xmin - transform[0]) / transform[1]), round((ymax - transform[3]) / transform[5])
    right, bottom = round((xmax - transform[0]) / transform[1]), round((ymin - transform[3]) / transform[5])
    origin = (transform[0] + left * transform[1], transform[1], 0, transform[3] + top * transform[5], 0, transform[5])
    return classes[top:bottom, left:right], origin


def as_text(classes, transform, nodata):
    height, width = classes.shape
    head = [f"ncols {width}", f"nrows {height}", f"xllcorner {transform[0]:g}",
            f"yllcorner {transform[3] + height * transform[5]:g}", f"cellsize {transform[1]:g}",
            f"NODATA_value {nodata}"]
    return "\n".join(head + [" ".join(str(value) for value in row) for row in classes]) + "\n"


def expected_text(folder):
    definition = json.loads((folder / "model.emd").read_text())
    options, arguments = arguments_of(folder)
    layers = NETWORK_OF_CASE[folder.name]
    channels, present, numbers, is_bytes, transform = read_scene(next(folder.glob("scene.*")), definition)
    channels, outside = scaled(channels, present, numbers, is_bytes, definition)
    _, height, width = channels.shape
    scores = scores_of(layers, with_margin(channels, arguments.get("edge", "reflect"), outside))
    scores = scores[:, MARGIN:MARGIN + height, MARGIN:MARGIN + width]
    classes, values = decided(scores, layers, definition, arguments)
    nodata = nodata_for(values)
    classes = np.where(present.all(axis=0), classes, nodata)
    if "--bbox" in options:
        classes, transform = cut_to_box(classes, transform, options["--bbox"])
    return as_text(classes, transform, nodata)


def main():
    different = 0
    for definition in sorted(FOLDER.glob("*/model.emd")):
        folder, file = definition.parent, definition.parent / "expected.asc"
        if (folder / "expected.txt").exists() or folder.name not in NETWORK_OF_CASE:
            continue
        text = expected_text(folder)
        if "--check" not in sys.argv:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            print(f"{file} is not what is worked out")
            different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
