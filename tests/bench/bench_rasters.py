"""Rasters of the kinds that analysts have, of any size, written a band of rows at a time."""

import numpy
from osgeo import gdal

gdal.UseExceptions()

ROWS_AT_ONCE = 512
TILES = ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "BIGTIFF=IF_SAFER"]

# Name: GDAL's data type, bands, value of full brightness, creation options.
KINDS = {
    "tiles": (gdal.GDT_Byte, 3, 255, [*TILES, "INTERLEAVE=PIXEL"]),
    "strips": (gdal.GDT_Byte, 3, 255, ["INTERLEAVE=PIXEL", "BIGTIFF=IF_SAFER"]),
    "jpeg": (gdal.GDT_Byte, 3, 255, [*TILES, "COMPRESS=JPEG", "PHOTOMETRIC=YCBCR", "INTERLEAVE=PIXEL"]),
    "deflate": (gdal.GDT_Byte, 3, 255, [*TILES, "COMPRESS=DEFLATE", "PREDICTOR=2", "INTERLEAVE=PIXEL"]),
    "16 bit": (gdal.GDT_UInt16, 6, 10000, [*TILES, "INTERLEAVE=PIXEL"]),
    "float": (gdal.GDT_Float32, 3, 1, [*TILES, "INTERLEAVE=PIXEL"]),
}


def ground(top, rows, side, band):
    """Fields, woods and their texture, as brightness from 0 to 1: waves of several lengths and a little noise."""
    x = numpy.arange(side, dtype=numpy.float32)
    y = numpy.arange(top, top + rows, dtype=numpy.float32)[:, None]
    waves = numpy.sin(x / 310 + band) * numpy.sin(y / 270) + 0.5 * numpy.sin(x / 41 + y / 67 + band)
    noise = numpy.random.default_rng(top * 8 + band).random((rows, side), numpy.float32)
    return 0.5 + 0.25 * waves + 0.1 * (noise - 0.5)


def write_raster(path, kind, side):
    data_type, bands, brightest, options = KINDS[kind]
    raster = gdal.GetDriverByName("GTiff").Create(str(path), side, side, bands, data_type, options)
    raster.SetGeoTransform((500000, 0.5, 0, 4600000, 0, -0.5))
    raster.SetProjection("EPSG:32633")
    for top in range(0, side, ROWS_AT_ONCE):
        rows = min(ROWS_AT_ONCE, side - top)
        values = numpy.stack([ground(top, rows, side, band) * brightest for band in range(bands)])
        raster.WriteRaster(0, top, side, rows, values.tobytes(), buf_type=gdal.GDT_Float32)
    raster.FlushCache()


def raster_of(folder, kind, side):
    """Writes it where it is not there already."""
    path = folder / f"{kind.replace(' ', '_')}_{side}.tif"
    if not path.exists():
        unfinished = path.with_suffix(".part.tif")
        write_raster(unfinished, kind, side)
        unfinished.rename(path)
    return path
