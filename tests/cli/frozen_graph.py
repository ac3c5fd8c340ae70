"""Makes a small TensorFlow frozen graph by hand: the bytes of the GraphDef message, and what the network answers.

Pictures of 513 x 513 pixels and three bands go in, bytes, channels last, as DeepLab's frozen graphs take them. Two convolutions
with weights in eighths and sixteenths, so that 32-bit numbers hold every sum exactly and no engine can round another way.
"""

import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))
from onnx_message import field

FLOAT, INT32, UINT8, INT64 = 1, 3, 4, 9  # TensorFlow's numbers for types
SIDE, BANDS, HIDDEN, CLASSES = 513, 3, 6, 6


def numbers(shape, seed, share):
    """Whole numbers from -8 to 8, divided by `share`; the same in every numpy."""
    return np.random.RandomState(seed).randint(-8, 9, shape).astype(np.float32) / share


FIRST, FIRST_BIAS = numbers((3, 3, BANDS, HIDDEN), 1, 16), np.array([41, -129, -4, 143, -47, -4], np.float32)
# Chosen so that each class occurs in the demo's scene.
SECOND, SECOND_BIAS = numbers((1, 1, HIDDEN, CLASSES), 108, 8), np.array([-11, 15, 6, 18, -21, 1], np.float32)


def attribute(name, value):
    return field(5, field(1, name) + field(2, value))


def of_type(name, kind):
    return attribute(name, field(6, kind))


def node(name, operation, inputs, *attributes):
    return field(1, field(1, name) + field(2, operation) + b"".join(field(3, source) for source in inputs)
                 + b"".join(attributes))


def shape(sides):
    return b"".join(field(2, field(1, side)) for side in sides)


def constant(name, values):
    values = np.asarray(values)
    kind = FLOAT if values.dtype == np.float32 else INT32
    tensor = field(1, kind) + field(2, shape(values.shape)) + field(4, values.tobytes())
    return node(name, "Const", [], of_type("dtype", kind), attribute("value", field(8, tensor)))


def layer(name, source, weights, bias):
    steps = attribute("strides", field(1, field(3, b"\x01\x01\x01\x01")))
    plain = [of_type("T", FLOAT), attribute("data_format", field(2, "NHWC"))]
    return (constant(name + "/weights", weights) + constant(name + "/biases", bias)
            + node(name, "Conv2D", [source, name + "/weights"], *plain, steps, attribute("padding", field(2, "SAME")))
            + node(name + "/BiasAdd", "BiasAdd", [name, name + "/biases"], *plain))


def graph_bytes(takes_bytes, ends_in_labels):
    """Takes bytes, or floats, which OpenCV can read as well. Ends in scores (1 x 513 x 513 x 6), or in the number of the best as
    DeepLab's SemanticPredictions (1 x 513 x 513)."""
    graph = node("ImageTensor", "Placeholder", [], of_type("dtype", UINT8 if takes_bytes else FLOAT),
                 attribute("shape", field(7, shape([1, SIDE, SIDE, BANDS]))))
    if takes_bytes:
        graph += node("Cast", "Cast", ["ImageTensor"], of_type("SrcT", UINT8), of_type("DstT", FLOAT))
    graph += layer("entry", "Cast" if takes_bytes else "ImageTensor", FIRST, FIRST_BIAS)
    graph += node("entry/Relu", "Relu", ["entry/BiasAdd"], of_type("T", FLOAT))
    graph += layer("logits", "entry/Relu", SECOND, SECOND_BIAS)
    if ends_in_labels:
        graph += constant("ArgMax/dimension", np.int32(3))
        graph += node("SemanticPredictions", "ArgMax", ["logits/BiasAdd", "ArgMax/dimension"], of_type("T", FLOAT),
                      of_type("Tidx", INT32), of_type("output_type", INT64))
    return graph + field(4, field(1, 24))


def classes_of(picture):
    """Number of the best class (H x W) for a picture (H x W x 3), its edge reflected."""
    height, width = picture.shape[:2]
    padded = np.pad(picture.astype(np.float64), [(1, 1), (1, 1), (0, 0)], mode="reflect")
    hidden = sum(padded[row:row + height, column:column + width] @ FIRST[row, column].astype(np.float64)
                 for row in range(3) for column in range(3))
    scores = np.maximum(hidden + FIRST_BIAS, 0) @ SECOND[0, 0].astype(np.float64) + SECOND_BIAS
    return scores.argmax(axis=2)
