#!/usr/bin/python3
"""engine_speed.py PROGRAM FOLDER [ROUNDS]: how long one tile takes on one thread, in milliseconds: in PROGRAM with each of
its engines (from the report of a whole run), and in onnxruntime from Python, for the networks of bench_networks.py. The
three take turns in every round (5 unless told), so that what else the machine does falls on all of them; medians are
printed, and how many times faster than onnxruntime each is. onnxruntime is installed into a virtual environment in FOLDER.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import venv

FOLDER = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".").resolve()
TILES = 4  # along each side of the raster
COLUMNS = ("openvino", "opencv", "onnxruntime")


def in_own_environment():
    """Starts this script again in an environment that has onnxruntime; the system's Python need not."""
    python = FOLDER / "venv" / "bin" / "python"
    if pathlib.Path(sys.prefix) != FOLDER / "venv":
        if not python.exists():
            venv.create(FOLDER / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "numpy", "onnxruntime"],
                       check=True)
        sys.exit(subprocess.run([python, "-B", *sys.argv]).returncode)


def write_raster(path, bands, side):
    """Bytes of noise in ENVI's format, which is a header and the bare numbers."""
    import numpy
    numpy.random.default_rng(1).integers(0, 256, (bands, side, side), numpy.uint8).tofile(path)
    path.with_suffix(".hdr").write_text(f"ENVI\nsamples = {side}\nlines = {side}\nbands = {bands}\nheader offset = 0\n"
                                        "data type = 1\ninterleave = bsq\nbyte order = 0\n")


def write_model(folder, tile, bands, classes, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.onnx").write_bytes(content())
    definition = {"ModelFile": "network.onnx", "ModelType": "ImageClassification", "ImageHeight": tile, "ImageWidth": tile,
                  "Padding": 32, "ExtractBands": list(range(bands)), "DataRange": [0, 1],
                  "Classes": [{"Value": value, "Name": f"Class {value}"} for value in range(1, classes + 1)]}
    (folder / "model.emd").write_text(json.dumps(definition))
    write_raster(folder / "scene.img", bands, TILES * (tile - 64))


def milliseconds_of_program(program, folder, engine):
    report = folder / f"report_{engine}.json"
    command = [program, "classify", folder / "scene.img", folder / "model.emd", folder / f"classes_{engine}.tif",
               "--engine", engine, "--workers", "1", "--overwrite", "--quiet", "--report", report]
    subprocess.run([str(word) for word in command], check=True, stderr=subprocess.DEVNULL)
    finished = json.loads(report.read_text())
    return 1000 * finished["seconds"]["inference"] * finished["engine"]["workers"] / finished["tiling"]["tiles"]


def milliseconds_of_onnxruntime(folder, tile, bands):
    """In a process of its own with the priority of our workers, on numbers like the program's."""
    script = ("import os, sys, time, numpy, onnxruntime\n"
              "os.nice(5)\n"
              "options = onnxruntime.SessionOptions()\n"
              "options.intra_op_num_threads = options.inter_op_num_threads = 1\n"
              "session = onnxruntime.InferenceSession(sys.argv[1], options, providers=['CPUExecutionProvider'])\n"
              "shape = (1, int(sys.argv[3]), int(sys.argv[2]), int(sys.argv[2]))\n"
              "picture = numpy.random.default_rng(1).random(shape, numpy.float32)\n"
              "feed = {session.get_inputs()[0].name: picture}\n"
              "session.run(None, feed)\n"
              "start = time.perf_counter()\n"
              f"for _ in range({TILES * TILES}):\n"
              "    session.run(None, feed)\n"
              f"print((time.perf_counter() - start) / {TILES * TILES})\n")
    words = [sys.executable, "-c", script, folder / "network.onnx", str(tile), str(bands)]
    answer = subprocess.run(words, check=True, capture_output=True, text=True, env={"OMP_NUM_THREADS": "1"})
    return 1000 * float(answer.stdout)


def measure(program, rounds, name, tile, bands, classes, content):
    folder = FOLDER / name.replace(" ", "_")
    write_model(folder, tile, bands, classes, content)
    times = {column: [] for column in COLUMNS}
    for _ in range(rounds):
        for column in COLUMNS:
            times[column].append(milliseconds_of_onnxruntime(folder, tile, bands) if column == "onnxruntime" else
                                 milliseconds_of_program(program, folder, column))
    return {column: statistics.median(values) for column, values in times.items()}


def main():
    in_own_environment()
    from bench_networks import NETWORKS
    program = sys.argv[1]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    print(f"{'ms a tile, medians of ' + str(rounds):34}" + "".join(f"{column:>14}" for column in COLUMNS) +
          "   openvino, opencv: times onnxruntime's speed", flush=True)
    for name, tile, bands, classes, content in NETWORKS:
        median = measure(program, rounds, name, tile, bands, classes, content)
        ratios = ", ".join(f"{median['onnxruntime'] / median[column]:.2f}" for column in COLUMNS[:2])
        print(f"{name + ', ' + str(tile):34}" + "".join(f"{median[column]:14.1f}" for column in COLUMNS) + f"   {ratios}",
              flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
