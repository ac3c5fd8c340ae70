"""Makes a small TensorFlow frozen graph by hand: the bytes of the GraphDef message, and what the network answers.

Pictures of 513 x 513 pixels and three bands go in, bytes, channels last, as DeepLab's frozen graphs take them. Two convolutions
with weights in eighths and sixteenths, so that 32-bit numbers hold every sum exactly and no engine can round another way.
"""

import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))
from tensorflow_message import FLOAT, INT32, INT64, UINT8, constant, convolution, graph, node, of_type, placeholder

SIDE, BANDS, HIDDEN, CLASSES = 513, 3, 6, 6


def numbers(shape, seed, share):
    """Whole numbers from -8 to 8, divided by `share`; the same in every numpy."""
    return np.random.RandomState(seed).randint(-8, 9, shape).astype(np.float32) / share


FIRST, FIRST_BIAS = numbers((3, 3, BANDS, HIDDEN), 1, 16), np.array([41, -129, -4, 143, -47, -4], np.float32)
# Chosen so that each class occurs in the demo's scene.
SECOND, SECOND_BIAS = numbers((1, 1, HIDDEN, CLASSES), 108, 8), np.array([-11, 15, 6, 18, -21, 1], np.float32)


def layer(name, source, weights, bias):
    return convolution(name, source, weights.shape, weights.ravel().tolist(), bias.tolist())


def graph_bytes(takes_bytes, ends_in_labels):
    """Takes bytes, or floats, which OpenCV can read as well. Ends in scores (1 x 513 x 513 x 6), or in the number of the best as
    DeepLab's SemanticPredictions (1 x 513 x 513)."""
    nodes = placeholder("ImageTensor", [1, SIDE, SIDE, BANDS], UINT8 if takes_bytes else FLOAT)
    if takes_bytes:
        nodes += node("Cast", "Cast", ["ImageTensor"], of_type("SrcT", UINT8), of_type("DstT", FLOAT))
    nodes += layer("entry", "Cast" if takes_bytes else "ImageTensor", FIRST, FIRST_BIAS)
    nodes += node("entry/Relu", "Relu", ["entry/BiasAdd"], of_type("T", FLOAT))
    nodes += layer("logits", "entry/Relu", SECOND, SECOND_BIAS)
    if ends_in_labels:
        nodes += constant("ArgMax/dimension", [], [3], INT32)
        nodes += node("SemanticPredictions", "ArgMax", ["logits/BiasAdd", "ArgMax/dimension"], of_type("T", FLOAT),
                      of_type("Tidx", INT32), of_type("output_type", INT64))
    return graph(nodes)


def classes_of(picture):
    """Number of the best class (H x W) for a picture (H x W x 3), its edge reflected."""
    height, width = picture.shape[:2]
    padded = np.pad(picture.astype(np.float64), [(1, 1), (1, 1), (0, 0)], mode="reflect")
    hidden = sum(padded[row:row + height, column:column + width] @ FIRST[row, column].astype(np.float64)
                 for row in range(3) for column in range(3))
    scores = np.maximum(hidden + FIRST_BIAS, 0) @ SECOND[0, 0].astype(np.float64) + SECOND_BIAS
    return scores.argmax(axis=2)
