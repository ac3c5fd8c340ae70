#!/usr/bin/python3
"""Works out expected.asc of every case that has no expected.txt: make_expected.py [--check]

Whole scenes, no tiles but where overlapping tiles are blended, 64-bit numbers, in numpy: nothing of Pixelscape and no network
library is used. Where the probability is asked for, expected_probability.asc too. With --check nothing is written; ends
with 1 where a file is not what is worked out. Needs Debian's python3-numpy and python3-gdal (which reads the scenes).
"""

import json
import pathlib
import sys

import numpy as np

sys.dont_write_bytecode = True
from case_networks import NETWORK_OF_CASE
from network_arithmetic import (TURNS_OF_MAPS, TURNS_OF_PHOTOGRAPHS, answer, is_of_labels, is_of_probabilities,
                                refuse_close_calls, refuse_near_ties, softmax)
from scene_values import read_scene, scaled, window

FOLDER = pathlib.Path(__file__).parent
MARGIN = 32  # farther than any of the networks sees; a multiple of their grids


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


def is_true(text):
    return str(text).lower() in ("true", "1", "t", "y", "yes")


def turning(definition, arguments):
    """The turns of test-time augmentation, and how they are made one."""
    if not is_true(arguments.get("test_time_augmentation", definition.get("test_time_augmentation", False))):
        return {}
    photographs = definition.get("ImageSpaceUsed", "MAP_SPACE") == "PIXEL_SPACE"
    return {"turns": TURNS_OF_PHOTOGRAPHS if photographs else TURNS_OF_MAPS,
            "merge": {"mean": np.mean, "max": np.max, "min": np.min}[arguments.get("merge_policy", "mean")]}


def in_one_pass(layers, channels, edge, outside, turns):
    """With a margin on the left and above; on the right and below a few pixels more, to a multiple of the margin."""
    _, height, width = channels.shape
    rows = range(-MARGIN, height + MARGIN + -height % MARGIN)
    columns = range(-MARGIN, width + MARGIN + -width % MARGIN)
    scores = answer(layers, window(channels, rows, columns, edge, outside), **turns)
    return scores[:, MARGIN:MARGIN + height, MARGIN:MARGIN + width]


def stride_of(layers):
    return 2 ** sum(layer["kind"] == "halve" for layer in layers)


def blended(layers, channels, edge, outside, turns, side, padding):
    """The mean of all tiles that see a pixel, weighted by sin^2 across the tile. Tiles of `side` pixels step by what is left
    of them without their halo, from pixel 0 on."""
    _, height, width = channels.shape
    stride = stride_of(layers)
    halo = -(-padding // stride) * stride
    step = side - 2 * halo
    curve = np.sin(np.pi * (np.arange(side) + 0.5) / side) ** 2
    weight = curve[:, None] * curve
    total, weights = 0, np.zeros((height, width))
    for top in range(-halo, height - halo, step):
        for left in range(-halo, width - halo, step):
            tile = answer(layers, window(channels, range(top, top + side), range(left, left + side), edge, outside), **turns)
            rows, columns = (slice(max(first, 0), min(first + side, end)) for first, end in [(top, height), (left, width)])
            inner = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
            total = total + np.zeros((len(tile), height, width))
            total[:, rows, columns] += tile[:, inner[0], inner[1]] * weight[inner]
            weights[rows, columns] += weight[inner]
    return total / weights


def refuse_unclear_scores(scores, layers):
    """Scores are probabilities where all are within 0..1: a case must not leave open which they are."""
    within = scores.min() >= 0 and scores.max() <= 1
    if within != is_of_probabilities(layers):
        raise ValueError("the scores look like probabilities and are not: choose other values in the scene")


def against_threshold(scores, layers, values, threshold):
    score = scores[-1] if len(scores) == 1 or is_of_probabilities(layers) else scores[1] - scores[0]
    share = score if is_of_probabilities(layers) else 1 / (1 + np.exp(-score))
    refuse_close_calls(share, threshold)
    is_above = share > threshold
    below = values[0] if len(values) > 1 else 0
    return np.where(is_above, values[-1], below), np.where(is_above, share, 1 - share)


def decided(scores, layers, definition, arguments):
    """The class of each pixel, and its probability."""
    values = [entry["Value"] for entry in definition["Classes"]]
    if is_of_labels(layers):
        if not set(np.unique(scores)) <= {0, *values}:
            raise ValueError("the network answers values that are no classes")
        return scores[0].astype(int), None
    refuse_unclear_scores(scores, layers)
    threshold = float(arguments.get("threshold", definition.get("Threshold", 0.5)))
    if len(scores) == 1 or (len(scores) == 2 == len(values) and threshold != 0.5):
        return against_threshold(scores, layers, values, threshold)
    never = set(definition.get("ignore_mapped_class", []))
    if len(scores) == len(values) + 1:
        from_learn = definition.get("Framework", "").startswith("arcgis.learn")
        by_default = not (from_learn and len(values) > 1 and 0 not in values)
        if not is_true(arguments.get("predict_background", by_default)):
            never.add(0)
        values = [0] + values
    allowed = [channel for channel in range(len(scores)) if channel not in never]
    refuse_near_ties(scores[allowed])
    best = np.array(allowed)[scores[allowed].argmax(axis=0)]
    shares = scores if is_of_probabilities(layers) else softmax(scores)
    return np.array(values)[best], np.take_along_axis(shares, best[None], axis=0)[0]


def refuse_if_255_is_a_class(definition):
    values = [entry["Value"] for entry in definition["Classes"]]
    if 255 in values or min(values) < 0 and max(values) > 32767:
        raise ValueError("make_expected.py only knows results whose NoData is 255")


def cut_to_box(cells, transform, box):
    """The cells that the box touches with more than a rim; north is up."""
    xmin, ymin, xmax, ymax = (float(number) for number in box.split(","))
    left, top = round((xmin - transform[0]) / transform[1]), round((ymax - transform[3]) / transform[5])
    right, bottom = round((xmax - transform[0]) / transform[1]), round((ymin - transform[3]) / transform[5])
    origin = (transform[0] + left * transform[1], transform[1], 0, transform[3] + top * transform[5], 0, transform[5])
    return cells[top:bottom, left:right], origin


def as_text(cells, transform, nodata):
    height, width = cells.shape
    head = [f"ncols {width}", f"nrows {height}", f"xllcorner {transform[0]:g}",
            f"yllcorner {transform[3] + height * transform[5]:g}", f"cellsize {transform[1]:g}",
            f"NODATA_value {nodata}"]
    return "\n".join(head + [" ".join(f"{value:.6f}" if cells.dtype == float else str(value) for value in row)
                             for row in cells]) + "\n"


def expected_texts(folder):
    """Content by name of file."""
    definition = json.loads((folder / "model.emd").read_text())
    options, arguments = arguments_of(folder)
    layers = NETWORK_OF_CASE[folder.name]["layers"]
    scene = next(file for file in folder.glob("scene.*") if file.suffix in (".asc", ".vrt"))
    channels, present, numbers, is_bytes, transform = read_scene(scene, definition)
    channels, outside = scaled(channels, present, numbers, is_bytes, definition)
    settings = (layers, channels, arguments.get("edge", "reflect"), outside, turning(definition, arguments))
    if arguments.get("blend") == "hann":
        side = int(arguments.get("tile_size", definition["ImageHeight"]))
        scores = blended(*settings, side, int(arguments.get("padding", definition.get("Padding", side // 4))))
    else:
        scores = in_one_pass(*settings)
    classes, shares = decided(scores, layers, definition, arguments)
    refuse_if_255_is_a_class(definition)
    maps = {"expected.asc": (np.where(present.all(axis=0), classes, 255), 255)}
    if is_true(arguments.get("return_probability_raster", False)):
        maps["expected_probability.asc"] = (np.where(present.all(axis=0), shares, -1.0), -1)
    texts = {}
    for name, (cells, nodata) in maps.items():
        cells, place = cut_to_box(cells, transform, options["--bbox"]) if "--bbox" in options else (cells, transform)
        texts[name] = as_text(cells, place, nodata)
    return texts


def main():
    different = 0
    for definition in sorted(FOLDER.glob("*/model.emd")):
        folder = definition.parent
        if (folder / "expected.txt").exists() or folder.name not in NETWORK_OF_CASE:
            continue
        for name, text in expected_texts(folder).items():
            file = folder / name
            if "--check" not in sys.argv:
                file.write_text(text)
            elif not file.exists() or file.read_text() != text:
                print(f"{file} is not what is worked out")
                different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
