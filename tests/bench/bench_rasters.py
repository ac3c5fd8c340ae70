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


def write_disk(path, kind, side):
    """The same with data in a disk of a tenth of the raster only; elsewhere the NoData value 0."""
    write_raster(path, kind, side)
    raster = gdal.Open(str(path), gdal.GA_Update)
    y = numpy.arange(side)[:, None] - side / 2
    x = numpy.arange(side) - side / 2
    for band in range(1, raster.RasterCount + 1):
        raster.GetRasterBand(band).SetNoDataValue(0)
        for top in range(0, side, ROWS_AT_ONCE):
            values = raster.GetRasterBand(band).ReadAsArray(0, top, side, min(ROWS_AT_ONCE, side - top))
            inside = x ** 2 + y[top:top + len(values)] ** 2 < 0.1 / numpy.pi * side ** 2
            raster.GetRasterBand(band).WriteArray(numpy.where(inside, numpy.maximum(values, 1), 0), 0, top)
    raster.FlushCache()


def write_sparse(path, kind, side):
    """One square of data with a fiftieth of the side, and no other block written."""
    data_type, bands, brightest, options = KINDS[kind]
    options = [*options, "SPARSE_OK=TRUE"]
    raster = gdal.GetDriverByName("GTiff").Create(str(path), side, side, bands, data_type, options)
    raster.SetGeoTransform((500000, 0.5, 0, 4600000, 0, -0.5))
    raster.SetProjection("EPSG:32633")
    data = side // 50
    values = numpy.stack([ground(0, data, data, band) * brightest for band in range(bands)])
    raster.WriteRaster(side * 7 // 10, side * 3 // 10, data, data, values.tobytes(), buf_type=gdal.GDT_Float32)
    raster.FlushCache()


def raster_of(folder, kind, side, write=write_raster):
    """Writes it where it is not there already."""
    path = folder / f"{write.__name__.removeprefix('write_')}_{kind.replace(' ', '_')}_{side}.tif"
    if not path.exists():
        unfinished = path.with_suffix(".part.tif")
        write(unfinished, kind, side)
        unfinished.rename(path)
    return path
