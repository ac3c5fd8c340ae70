"""Land cover labels worked out from spectral indices: what the demo model learns from.

The indices are computed on the digital numbers (0..255) of the Landsat 7 scene, not on reflectance: the thresholds were
chosen by eye on this scene and hold for no other.
"""

import cv2
import numpy as np

WATER, WOODLAND, GRASS, BUILT_UP, BARE = range(5)
CLASS_COUNT = 5


def spectral_indices(bands):
    """Normalised differences of (6, H, W) digital numbers and the mean of the visible bands, each (H, W)."""
    blue, green, red, nir, swir1, _ = bands.astype(np.float32)
    tiny = 1e-6  # all six bands may be 0
    ndvi = (nir - red) / (nir + red + tiny)
    mndwi = (green - swir1) / (green + swir1 + tiny)
    return ndvi, mndwi, (blue + green + red) / 3


def label_by_thresholds(bands):
    """Class of each pixel, (H, W); later rules win."""
    ndvi, mndwi, brightness = spectral_indices(bands)
    blue, _, red, _, swir1, _ = bands.astype(np.float32)
    labels = np.full(ndvi.shape, BUILT_UP)
    labels[(brightness > 92) & (red - blue > 4)] = BARE
    labels[ndvi > 0.08] = GRASS
    labels[(ndvi > 0.20) & (swir1 < 85)] = WOODLAND
    labels[(ndvi < 0.05) & ((mndwi > 0.15) | (swir1 < 36))] = WATER
    labels[islets(labels) & (labels == BUILT_UP)] = BARE
    return labels


def islets(labels):
    """Land of at most 60 pixels (5 ha) with water all around, (H, W) of bool: here the reef that falls dry at low tide."""
    _, islands, facts, _ = cv2.connectedComponentsWithStats((labels != WATER).astype(np.uint8), connectivity=4)
    small = facts[:, cv2.CC_STAT_AREA] <= 60
    small[0] = False  # the water itself
    return small[islands]


def class_votes(labels):
    """Each class's share of the neighbourhood, (classes, H, W): the largest is the label without its single-pixel noise."""
    return np.stack([cv2.GaussianBlur((labels == value).astype(np.float32), (0, 0), 0.7) for value in range(CLASS_COUNT)])
