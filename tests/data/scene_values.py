"""What goes into a network: a scene's bands where they have data, scaled, with an edge. numpy, 64-bit numbers."""

import numpy as np
from osgeo import gdal

gdal.UseExceptions()

IMAGENET_MEAN, IMAGENET_DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
ARCGIS_LEARN = "arcgis.learn.models._inferencing"


def band_numbers(scene, definition):
    names = [scene.GetRasterBand(i + 1).GetDescription() for i in range(scene.RasterCount)]
    wanted = definition.get("ExtractBands", list(range(scene.RasterCount)))
    return [names.index(band) if isinstance(band, str) else band for band in wanted]


def alpha_bands(scene):
    return [i for i in range(scene.RasterCount) if scene.GetRasterBand(i + 1).GetColorInterpretation() == gdal.GCI_AlphaBand]


def has_data(scene, number, values, numbers):
    """Whatever says that there is no data is believed: NaN, the band's NoData, a mask; an alpha band if it is no channel."""
    band = scene.GetRasterBand(number + 1)
    known = np.isfinite(values)
    if band.GetNoDataValue() is not None:
        known &= values != band.GetNoDataValue()
    flags = band.GetMaskFlags()
    if flags & gdal.GMF_PER_DATASET and not flags & gdal.GMF_ALPHA:
        known &= band.GetMaskBand().ReadAsArray() > 0
    for alpha in alpha_bands(scene):
        if alpha not in numbers:
            known &= scene.GetRasterBand(alpha + 1).ReadAsArray() > 0
    return known


def read_scene(path, definition):
    """Channels (C, H, W) with 0 where there is no data, where each has data, the bands, whether they are of bytes, the place."""
    scene = gdal.Open(str(path))
    numbers = band_numbers(scene, definition)
    bands = [scene.GetRasterBand(number + 1) for number in numbers]
    channels = np.stack([band.ReadAsArray().astype(np.float64) for band in bands])
    present = np.stack([has_data(scene, number, values, numbers) for number, values in zip(numbers, channels)])
    is_bytes = all(band.DataType == gdal.GDT_Byte for band in bands)
    return np.where(present, channels, 0), present, numbers, is_bytes, scene.GetGeoTransform()


def statistics(definition, name, numbers, absent):
    entries = definition["NormalizationStats"].get(name)
    return [absent if entries is None or entries[i] is None else entries[i] for i in numbers]


def scaled(channels, present, numbers, is_bytes, definition):
    """Returns the scaled channels, and what 0 (no data, or outside) becomes in each."""
    low, high = np.zeros(len(numbers)), np.ones(len(numbers))
    mean, deviation = np.zeros(len(numbers)), np.ones(len(numbers))
    if "NormalizationStats" in definition:
        low, high, mean, deviation = (
            np.array(statistics(definition, name, numbers, absent), dtype=np.float64)
            for name, absent in [("band_min_values", 0), ("band_max_values", 1),
                                 ("scaled_mean_values", 0), ("scaled_std_values", 1)])
    elif "DataRange" in definition:
        first, last = definition["DataRange"]
        low[:] = 0 if is_bytes else channels[present].min()
        high[:] = 255 if is_bytes else channels[present].max()
        mean[:], deviation[:] = -first / (last - first), 1 / (last - first)
    elif definition.get("Framework") == ARCGIS_LEARN and len(numbers) == 3:
        high[:], mean, deviation = 255, np.array(IMAGENET_MEAN), np.array(IMAGENET_DEVIATION)
    across = (slice(None), None, None)
    return ((channels - low[across]) / (high - low)[across] - mean[across]) / deviation[across], \
        (-low / (high - low) - mean) / deviation


def mirrored(index, count):
    """Walks to and fro between 0 and count - 1; the ends are not visited twice."""
    there_and_back = list(range(count)) + list(range(count - 2, 0, -1))
    return there_and_back[index % len(there_and_back)]


def window(channels, rows, columns, edge, outside):
    """The channels at these rows and columns, which may lie outside of the scene."""
    _, height, width = channels.shape
    shown = channels[:, [mirrored(row, height) for row in rows], :][:, :, [mirrored(column, width) for column in columns]]
    if edge == "zero":
        for axis, (indices, count) in enumerate([(rows, height), (columns, width)]):
            is_outside = np.array([index < 0 or index >= count for index in indices])
            shown = np.where(is_outside[:, None] if axis == 0 else is_outside[None, :], outside[:, None, None], shown)
    return shown
