#!/usr/bin/python3
"""Looks for seams: seams.py PIXELSCAPE ENGINE SCENE MODEL.emd EDGE TILE[,TILE...] [HALO[,HALO...]]

Classifies the scene with each tile size and halo (24, 31 and a quarter of the tile where none is given; only those under half a
tile, and not under 24, as far as the networks of ../shared see) and compares with one pass over the whole scene, see whole_image_reference.py. With the engine opencv no pixel may differ,
with another one 1 in 100,000. Ends with 77 where the scene or the engine is not there; in CI the scene has to be.
"""

import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

SKIPPED = 77
REACH = 24


def halos_for(tile, wanted):
    return sorted({halo for halo in wanted or [24, 31, tile // 4] if REACH <= halo and 2 * halo < tile})


def classified(program, engine, scene, model, output, arguments):
    """None where the program has no such engine."""
    words = [word for argument in arguments for word in ("--arg", argument)]
    run = subprocess.run([program, "classify", scene, model, output, "--engine", engine, "--overwrite", "--quiet"] + words,
                         capture_output=True, text=True, check=False)
    if run.returncode == 2 and "no engine called" in run.stderr:
        return None
    if run.returncode != 0:
        raise RuntimeError(run.stderr)
    return output


def main():
    if len(sys.argv) not in (7, 8):
        print(__doc__, file=sys.stderr)
        return 2
    program, engine, scene, model, edge, tiles = sys.argv[1:7]
    wanted = [int(halo) for halo in sys.argv[7].split(",")] if len(sys.argv) == 8 else None
    if not os.path.exists(scene):
        print(f"{scene} is not there", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else SKIPPED
    from whole_image_reference import count_differences, expected_classes
    expected, valid = expected_classes(scene, model, edge)
    allowed = 0 if engine == "opencv" else valid.sum() // 100000
    worst = 0
    with tempfile.TemporaryDirectory() as folder:
        for tile in map(int, tiles.split(",")):
            for halo in halos_for(tile, wanted):
                arguments = [f"tile_size={tile}", f"padding={halo}", f"edge={edge}"]
                output = classified(program, engine, scene, model, os.path.join(folder, "classes.tif"), arguments)
                if output is None:
                    return SKIPPED
                differing = count_differences(expected, valid, output)
                print(f"tile {tile}, halo {halo}, {edge}: differing pixels: {differing}", flush=True)
                worst = max(worst, differing)
    return 1 if worst > allowed else 0


if __name__ == "__main__":
    sys.exit(main())
