#!/usr/bin/python3
"""run_speed.py PROGRAM FOLDER [--rounds N] [--side N] [NAME...]: whole runs beside what nobody can do without (the network's
own time, gdal_translate) and beside a peer, on the same file, network, tile and overlap, with a warm cache. Both take turns
in every round (5 unless told), so that what else the machine does falls on both; medians are printed, the spread of their
ratio, the share of inference in our time, the most memory of the process tree, how many pixels in a million differ from
one pass over the whole raster (ours, and a peer's), and how far the ratio is from that of the table before, which FOLDER
keeps.
Rasters are made in FOLDER (8192 x 8192 unless told), the peers installed into a virtual environment there. Names choose
comparisons, by their beginnings.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import venv

import numpy
from osgeo import gdal

sys.dont_write_bytecode = True
import bench_networks
import bench_rasters
import peak_memory
from process_tree import timed

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ["numpy", "openvino", "onnxruntime", "geodeep", "scipy"]
WORKERS = 2
EDGE = 128  # pixels from the raster's edge that tools fill in ways of their own

gdal.UseExceptions()


class Bench:
    def __init__(self, program, folder, side):
        self.program, self.folder, self.side = program, folder, side
        self.reports = {}
        self.share = None  # of inference in the run before

    def python(self):
        python = self.folder / "venv" / "bin" / "python"
        if not python.exists():
            venv.create(self.folder / "venv", with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS], check=True)
        return python

    def model(self, bands, tile, padding, overlap_percent=0):
        """A U-Net of 12 channels; its metadata tell GeoDeep to overlap tiles as the padding does."""
        folder = self.folder / f"u_net_{bands}_{tile}_{padding}"
        folder.mkdir(exist_ok=True)
        network, output = bench_networks.u_net(tile, bands, 6, 12, 4, bench_networks.two_convolutions)
        names = json.dumps({str(value): f"class{value}" for value in range(6)})
        metadata = [("model_type", '"Segmentor"'), ("class_names", names), ("resolution", "1"), ("seg_thresh", "-1e9"),
                    ("tiles_overlap", str(overlap_percent)), ("seg_small_segment", "0")]
        (folder / "network.onnx").write_bytes(network.bytes(tile, output, metadata))
        definition = {"ModelFile": "network.onnx", "ModelType": "ImageClassification", "ImageHeight": tile, "ImageWidth": tile,
                      "Padding": padding, "ExtractBands": list(range(bands)), "DataRange": [0, 1],
                      "Classes": [{"Value": value, "Name": f"Class {value}"} for value in range(1, 7)]}
        (folder / "model.emd").write_text(json.dumps(definition))
        return folder

    def classify(self, raster, model, *options, workers=WORKERS):
        report = self.folder / "report.json"
        command = [self.program, "classify", raster, model / "model.emd", self.folder / "classes.tif", "--workers", workers,
                   "--overwrite", "--quiet", "--report", report, *options]
        seconds, peak = timed(command)
        told = json.loads(report.read_text())
        self.reports[raster, model, options, workers] = told
        self.share = told["seconds"]["inference"] / told["seconds"]["wall"]
        return seconds, peak

    def bare(self, raster, model, bands, *options, workers=WORKERS):
        """The tiles of the run before, in as many processes."""
        tiling = self.reports[raster, model, options, workers]["tiling"]
        width, height = tiling["tile"]
        words = [self.python(), HERE / "bare_inference.py", model / "network.onnx", bands, height, width, tiling["tiles"], workers]
        answer = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True)
        return float(answer.stdout), 0

    def geodeep(self, raster, model):
        return timed([self.python(), HERE / "peer_geodeep.py", raster, model / "network.onnx", self.folder / "mask.tif"])

    def gdal(self, raster):
        """One band of it, compressed and with overviews as ours."""
        copy = self.folder / "translated.tif"
        options = ["-co", "TILED=YES", "-co", "COMPRESS=DEFLATE"]
        first = timed(["gdal_translate", "-q", "-b", "1", *options, raster, copy])
        factors = [str(2 ** power) for power in range(1, 8)]
        second = timed(["gdaladdo", "-q", "--config", "GDAL_TIFF_OVR_BLOCKSIZE", "256", copy, *factors])
        return first[0] + second[0], max(first[1], second[1])

    def whole_pass(self, raster, model):
        kept = self.folder / f"{raster.stem}_{model.name}.npy"
        if not kept.exists():
            subprocess.run([str(word) for word in [self.python(), HERE / "whole_pass.py", model / "network.onnx", raster, kept]],
                           check=True)
        return numpy.load(kept)

    def differing(self, raster, model, name, first_class):
        """Pixels in a million of a class map of ours or of a peer's."""
        classes = gdal.Open(str(self.folder / name)).ReadAsArray()
        inner = slice(EDGE, -EDGE)
        differ = (classes - first_class)[inner, inner] != self.whole_pass(raster, model)[inner, inner]
        return 1e6 * differ.mean()

    def one_convolution(self):
        """A network that costs next to nothing: what is left is reading and writing."""
        folder = self.folder / "one_convolution"
        folder.mkdir(exist_ok=True)
        peak_memory.write_model(folder)
        return folder

    def holding_data(self, raster, whole, model):
        """What the tiles with data take in a raster that has data everywhere."""
        tiling = self.reports[raster, model, (), WORKERS]["tiling"]
        seconds, peak = self.classify(whole, model)
        return seconds * (1 - tiling["tilesSkipped"] / tiling["tiles"]), peak

    def in_window(self, raster, model):
        """From the click on Run to the finished file, in a window whose worker has tried the network before."""
        folder = self.folder / "window"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        words = [self.program.with_name("window_run"), model / "model.emd", raster, folder, 1]
        answer = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True,
                                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        seconds, self.inferred = (float(word) for word in answer.stdout.split())
        self.share = self.inferred / seconds
        return seconds, 0

    def inference(self, raster, model):
        return self.reports[raster, model, (), WORKERS]["seconds"]["inference"], 0


def comparisons(bench):
    """Name, what is measured, what it is compared with, how both differ from the truth where that is known; the first two
    answer seconds and bytes. Nothing is made before its turn."""
    found = []
    for kind, (_, bands, _, _) in bench_rasters.KINDS.items():
        def ours(kind=kind, bands=bands):
            return bench.classify(bench_rasters.raster_of(bench.folder, kind, bench.side), bench.model(bands, 512, 32))

        def network(kind=kind, bands=bands):
            return bench.bare(bench_rasters.raster_of(bench.folder, kind, bench.side), bench.model(bands, 512, 32), bands)

        found.append((f"{kind} / its inference", ours, network, None))

    def half():
        return bench_rasters.raster_of(bench.folder, "tiles", bench.side // 2)

    def whole():
        return bench_rasters.raster_of(bench.folder, "tiles", bench.side)

    eighth, quarter, none = ((3, 512, padding, 200 * padding / 512) for padding in (32, 128, 0))

    def differing(settings):
        """Of a class map of ours, whose first class is 1, and of GeoDeep's, whose first is 0."""
        return lambda: [bench.differing(half(), bench.model(*settings), name, first)
                        for name, first in (("classes.tif", 1), ("mask.tif", 0))]

    found.append(("same tiles / GeoDeep", lambda: bench.classify(half(), bench.model(*eighth)),
                  lambda: bench.geodeep(half(), bench.model(*eighth)), differing(eighth)))
    found.append(("own tiles / GeoDeep, quarter padding", lambda: bench.classify(half(), bench.model(*quarter)),
                  lambda: bench.geodeep(half(), bench.model(*quarter)), differing(quarter)))
    found.append(("OpenCV / GeoDeep", lambda: bench.classify(half(), bench.model(*eighth), "--engine", "opencv"),
                  lambda: bench.geodeep(half(), bench.model(*eighth)), None))
    found.append(("quarter padding / none", lambda: bench.classify(whole(), bench.model(*quarter)),
                  lambda: bench.classify(whole(), bench.model(*none), "--arg", "tile_size=512"), None))
    found.append(("quarter padding / its tiles", lambda: bench.classify(whole(), bench.model(*quarter)),
                  lambda: bench.classify(whole(), bench.model(*quarter), "--arg", "tile_size=512"), None))
    found.append(("two workers / one", lambda: bench.classify(whole(), bench.model(*eighth)),
                  lambda: bench.classify(whole(), bench.model(*eighth), workers=1), None))

    def large():
        return bench_rasters.raster_of(bench.folder, "tiles", 20000)

    def disk():
        return bench_rasters.raster_of(bench.folder, "tiles", bench.side, bench_rasters.write_disk)

    def sparse():
        return bench_rasters.raster_of(bench.folder, "tiles", 100000, bench_rasters.write_sparse)

    def small():
        return bench_rasters.raster_of(bench.folder, "tiles", 512)

    found.append(("one 1x1 convolution / GDAL", lambda: bench.classify(large(), bench.one_convolution(), "--arg", "padding=0"),
                  lambda: bench.gdal(large()), None))
    found.append(("nine tenths NoData / tiles with data", lambda: bench.classify(disk(), bench.model(*eighth)),
                  lambda: bench.holding_data(disk(), whole(), bench.model(*eighth)), None))
    found.append(("sparse 100,000 / its inference", lambda: bench.classify(sparse(), bench.model(*eighth)),
                  lambda: bench.inference(sparse(), bench.model(*eighth)), None))
    found.append(("512 x 512 in the window / its inference", lambda: bench.in_window(small(), bench.model(*eighth)),
                  lambda: (bench.inferred, 0), None))
    found.append(("512 x 512 / its inference", lambda: bench.classify(small(), bench.model(*eighth)),
                  lambda: bench.inference(small(), bench.model(*eighth)), None))
    return found


def main():
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("program", type=pathlib.Path)
    words.add_argument("folder", type=pathlib.Path)
    words.add_argument("names", nargs="*")
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--side", type=int, default=8192)
    asked = words.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "last_table.json"
    before = json.loads(kept.read_text()) if kept.exists() else {}
    after = dict(before)
    print(f"{'':38}{'seconds':>9}{'beside':>9}{'ratio':>8}{'spread':>16}{'share':>8}{'peak MB':>9}{'differ ppm':>16}"
          f"{'before':>9}", flush=True)
    bench = Bench(asked.program, folder, asked.side)
    for name, ours, other, differing in comparisons(bench):
        if asked.names and not any(name.startswith(start) for start in asked.names):
            continue
        ours(), other()  # everything made, the files in the cache
        rounds = [(ours(), bench.share, other()) for _ in range(asked.rounds)]
        ratios = sorted(mine[0] / theirs[0] for mine, _, theirs in rounds)
        ratio = statistics.median(ratios)
        seconds, beside = (statistics.median(measured[i][0] for measured in rounds) for i in (0, 2))
        share = statistics.median(share for _, share, _ in rounds)
        peak = max(mine[1] for mine, _, _ in rounds)
        differ = " / ".join(f"{million:.0f}" for million in differing()) if differing else ""
        change = f"{ratio / before[name]:9.3f}" if name in before else ""
        print(f"{name:38}{seconds:9.2f}{beside:9.2f}{ratio:8.3f}{ratios[0]:8.3f}{ratios[-1]:8.3f}{share:8.3f}{peak / 1e6:9.0f}"
              f"{differ:>16}{change}", flush=True)
        after[name] = ratio
        kept.write_text(json.dumps(after, indent=1))


if __name__ == "__main__":
    main()
