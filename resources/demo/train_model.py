#!/usr/bin/python3
"""Trains the demo model and writes land_cover_demo.onnx, .emd and .dlpk beside this script.

Usage: train_model.py SCENE [FOLDER], SCENE being the demo_scene.tif of fetch_scene.sh. A few minutes on two cores.
Needs Python 3.11 and, from PyPI, torch==2.6.0, rasterio and opencv-python-headless. Seed and thread count are fixed: the
same packages on the same kind of processor give the same weights.
"""

import io
import json
import pathlib
import sys
import zipfile

import cv2
import numpy as np
import rasterio
import torch

from index_labels import CLASS_COUNT, class_votes, label_by_thresholds
from land_cover_network import LandCoverNetwork, WithProbabilities

NAME = "land_cover_demo"
HELD_OUT_ROWS = slice(208, 296)  # never trained on: has water, beach, mangrove, town and park
CROP = 96
BATCH = 8
STEPS = 1600
ZOOMS = (1, 1, 1, 2, 4, 12)  # a scene resampled to finer cells should be classified alike
CLASSES = [
    ("Water", (0, 114, 178)),
    ("Woodland", (0, 84, 60)),
    ("Grass and shrub", (150, 190, 60)),
    ("Built-up", (170, 120, 140)),
    ("Bare soil, sand and rock", (250, 225, 180)),
]
DESCRIPTION = (
    "Demonstration only, no land cover product: a small network trained on one Landsat 7 scene (Olinda, Brazil) to repeat "
    "labels that were worked out from spectral indices of that same scene."
)


class Scene:
    """Bands as 0..1, the smoothed votes of the index labels, and where training may look at them."""

    def __init__(self, path):
        with rasterio.open(path) as raster:
            bands = raster.read()
        self.bands = np.moveaxis(bands, 0, -1).astype(np.float32) / 255
        self.votes = np.moveaxis(class_votes(label_by_thresholds(bands)), 0, -1)
        self.trained = np.ones(bands.shape[1:], np.uint8)
        self.trained[HELD_OUT_ROWS] = 0
        self.labels = self.votes.argmax(-1)


def random_crop(scene, random):
    """One zoomed, turned and mirrored crop: bands (6, CROP, CROP) and labels (CROP, CROP), -1 where held out."""
    zoom = random.choice(ZOOMS)
    side = CROP // zoom
    row, column = (random.integers(0, length - side + 1) for length in scene.labels.shape)
    window = (slice(row, row + side), slice(column, column + side))
    size = (CROP, CROP)
    bands = np.clip(cv2.resize(scene.bands[window], size, interpolation=cv2.INTER_CUBIC), 0, 1)
    labels = cv2.resize(scene.votes[window], size, interpolation=cv2.INTER_LINEAR).argmax(-1)
    labels[cv2.resize(scene.trained[window], size, interpolation=cv2.INTER_NEAREST) == 0] = -1
    turns, mirrored = random.integers(4), random.integers(2)
    bands, labels = np.rot90(bands, turns), np.rot90(labels, turns)
    if mirrored:
        bands, labels = bands[:, ::-1], labels[:, ::-1]
    return np.moveaxis(bands, -1, 0).copy(), labels.copy()


def class_weights(scene):
    """Rare classes count more, though not in full proportion."""
    counts = np.bincount(scene.labels[scene.trained == 1], minlength=CLASS_COUNT)
    weights = 1 / np.sqrt(counts)
    return torch.tensor(weights / weights.mean(), dtype=torch.float32)


def train(scene):
    random = np.random.default_rng(7)
    network = LandCoverNetwork(classes=CLASS_COUNT)
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=STEPS)
    loss_of = torch.nn.CrossEntropyLoss(weight=class_weights(scene), ignore_index=-1)
    for step in range(STEPS):
        crops = [random_crop(scene, random) for _ in range(BATCH)]
        bands, labels = (torch.from_numpy(np.stack(part)) for part in zip(*crops))
        loss = loss_of(network(bands), labels)
        if torch.isnan(loss):  # every crop of the batch lay in the held-out rows
            continue
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step}: loss {loss.item():.4f}", flush=True)
    return network.eval()


def classify(network, scene):
    """Classes (H, W) of one pass over the whole scene, its edge reflected."""
    height, width = scene.labels.shape
    padded = cv2.copyMakeBorder(scene.bands, 64, 64 + -height % 4, 64, 64 + -width % 4, cv2.BORDER_REFLECT_101)
    with torch.no_grad():
        scores = network(torch.from_numpy(np.moveaxis(padded, -1, 0)[None].copy()))
    return scores.argmax(1)[0].numpy()[64 : 64 + height, 64 : 64 + width]


def report_agreement(scene, classes):
    labels, found = scene.labels[HELD_OUT_ROWS], classes[HELD_OUT_ROWS]
    print(f"agreement with the index labels, held-out rows: {(labels == found).mean():.4f}")
    print(f"agreement, all other rows: {(scene.labels == classes)[scene.trained == 1].mean():.4f}")
    for value, (name, _) in enumerate(CLASSES):
        both, either = ((labels == value) & (found == value)).sum(), ((labels == value) | (found == value)).sum()
        print(f"  {name}: {(labels == value).sum()} held-out labels, IoU {both / either:.4f}")


def onnx_of(network):
    buffer = io.BytesIO()
    moving = {0: "batch", 2: "height", 3: "width"}
    torch.onnx.export(
        WithProbabilities(network).eval(),
        torch.zeros(1, 6, 256, 256),
        buffer,
        opset_version=11,
        input_names=["bands"],
        output_names=["probabilities"],
        dynamic_axes={"bands": moving, "probabilities": moving},
    )
    return buffer.getvalue()


def definition():
    bands = 6
    return {
        "ModelName": "Land cover demo",
        "ModelVersion": "1.0",
        "Description": DESCRIPTION,
        "Framework": "ONNX",
        "ModelType": "ImageClassification",
        "ModelFile": f"{NAME}.onnx",
        "ModelFormat": "NCHW",
        "ImageHeight": 256,
        "ImageWidth": 256,
        "Padding": 24,
        "SupportsVariableTileSize": True,
        "ExtractBands": list(range(bands)),
        "NormalizationStats": {
            "band_min_values": [0] * bands,
            "band_max_values": [255] * bands,
            "scaled_mean_values": [0] * bands,
            "scaled_std_values": [1] * bands,
        },
        "Classes": [{"Value": value, "Name": name, "Color": color} for value, (name, color) in enumerate(CLASSES, start=1)],
    }


def write_package(path, entries):
    """A zip that depends on its entries alone, not on the time of day."""
    with zipfile.ZipFile(path, "w") as package:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)


def write_model(folder, network):
    text = json.dumps(definition(), indent=4) + "\n"
    entries = {f"{NAME}.emd": text.encode(), f"{NAME}.onnx": onnx_of(network)}
    for name, content in entries.items():
        (folder / name).write_bytes(content)
    write_package(folder / f"{NAME}.dlpk", entries)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else __file__).resolve()
    torch.manual_seed(7)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    scene = Scene(sys.argv[1])
    network = train(scene)
    report_agreement(scene, classify(network, scene))
    write_model(folder if folder.is_dir() else folder.parent, network)


if __name__ == "__main__":
    main()
