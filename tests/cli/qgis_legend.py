#!/usr/bin/python3
"""Prints what QGIS shows in the legend of a raster: qgis_legend.py FILE.tif

One line for each class, "value<TAB>name<TAB>#rrggbb", in QGIS's order. Ends with 1 when QGIS cannot open the file, finds no
style for it, or shows it otherwise than by classes. Needs Debian's python3-qgis; no display.
"""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from qgis.core import QgsApplication, QgsPalettedRasterRenderer, QgsRasterLayer  # noqa: E402


def legend_rows(path):
    """The rows as (value, name, colour); raises ValueError with the reason when there is no legend of classes."""
    layer = QgsRasterLayer(path, "result", "gdal")
    if not layer.isValid():
        raise ValueError("QGIS cannot open it")
    message, found = layer.loadDefaultStyle()
    if not found:
        raise ValueError(f"QGIS loads no style: {message}")
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer):
        raise ValueError(f"QGIS shows it as {renderer.type()}")
    shown = [(name, color.name()) for name, color in renderer.legendSymbologyItems()]
    classes = [(c.value, c.label, c.color.name()) for c in renderer.classes()]
    if shown != [(name, color) for _, name, color in classes]:
        raise ValueError("the legend's rows are not the classes")
    return classes


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    application = QgsApplication([], False)
    application.initQgis()
    try:
        for value, name, color in legend_rows(sys.argv[1]):
            print(f"{value:.0f}\t{name}\t{color}")
    except ValueError as reason:
        print(f"{sys.argv[1]}: {reason}", file=sys.stderr)
        return 1
    finally:
        application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
