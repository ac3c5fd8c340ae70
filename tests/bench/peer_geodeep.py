"""peer_geodeep.py RASTER NETWORK OUTPUT: the mask of GeoDeep, written as GeoDeep writes it."""

import sys

import geodeep
from geodeep.segmentation import save_mask_to_raster

raster, network, output = sys.argv[1:4]
save_mask_to_raster(raster, geodeep.segment(raster, network), output)
