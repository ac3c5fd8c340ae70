#!/usr/bin/python3
"""Writes network.onnx into the folders of the cases that NETWORK_OF_CASE names: make_networks.py [--check]

A network is a list of layers, each a dictionary with the numbers that make_expected.py calculates with. The ONNX file
(opset 11) is put together byte by byte, so nothing but Python is needed and every run writes the same bytes. With --check
nothing is written; ends with 1 where a file is not what would be written.
"""

import pathlib
import struct
import sys

FOLDER = pathlib.Path(__file__).parent


def convolution(weights, bias, padding):
    """weights[output][input][row][column]; `padding` zeros are added on each side."""
    return {"kind": "convolution", "weights": weights, "bias": bias, "padding": padding}


def per_pixel(weights, bias):
    """A convolution of 1x1: weights[output][input]."""
    return convolution([[[[weight]] for weight in row] for row in weights], bias, 0)


SIGMOID = {"kind": "sigmoid"}
HALVE = {"kind": "halve"}  # the highest of each 2x2 pixels
DOUBLE = {"kind": "double"}  # each pixel as 2x2 equal ones
TO_CHANNELS_FIRST = {"kind": "transpose", "order": [0, 3, 1, 2]}
TO_CHANNELS_LAST = {"kind": "transpose", "order": [0, 2, 3, 1]}
CLASSIFY = {"kind": "classify", "inputs": 256, "outputs": 3}

# Leans to the upper left, so that a mirrored, shifted or transposed tile shows.
SLOPE = [[-4, -2, 1], [-1, 3, 2], [0, 1, 0.5]]

# Channel 0 says 5 everywhere, the channels after it repeat the bands: class i wins where band i is above 5.
ABOVE_FIVE_OF_TWO = [per_pixel([[0, 0], [1, 0], [0, 1]], [5, 0, 0])]
ABOVE_FIVE = [per_pixel([[0], [1]], [5, 0])]
FIFTHS = [per_pixel([[0, 0], [1, 0], [0, 1]], [0.4, 0, 0])]
LOGIT = [per_pixel([[0.5]], [-2.5])]
PROBABILITY = LOGIT + [SIGMOID]
SLOPES = [convolution([[[[0] * 3] * 3], [SLOPE]], [2.25, 0], 1)]
SLOPES_OF_TWO = [convolution([[[[0] * 3] * 3] * 2, [SLOPE, [row[::-1] for row in SLOPE]]], [2.25, 0], 1)]
SLOPES_WITHOUT_MARGIN = [{**SLOPES[0], "padding": 0}]
ON_A_COARSE_GRID = [HALVE, convolution([[[[0] * 3] * 3], [SLOPE]], [2.25, 0], 1), DOUBLE]
CHANNELS_LAST = [TO_CHANNELS_FIRST] + SLOPES_OF_TWO + [TO_CHANNELS_LAST]
PICTURE_CLASSIFIER = [CLASSIFY]

NETWORK_OF_CASE = {
    "all_nodata": ABOVE_FIVE_OF_TWO,
    "background_channel": ABOVE_FIVE_OF_TWO,
    "background_left_out": ABOVE_FIVE_OF_TWO,
    "band_nodata": SLOPES_OF_TWO,
    "bbox": SLOPES,
    "channels_last": CHANNELS_LAST,
    "class_values_above_255": ABOVE_FIVE_OF_TWO,
    "classes_out_of_order": ABOVE_FIVE,
    "coarse_grid": ON_A_COARSE_GRID,
    "coarse_grid_small_tile": ON_A_COARSE_GRID,
    "data_range": FIFTHS,
    "data_range_of_16_bit": FIFTHS,
    "edge_reflected": SLOPES,
    "edge_zero": SLOPES,
    "ignored_channel": ABOVE_FIVE_OF_TWO,
    "logit_with_threshold": LOGIT,
    "mask_band": SLOPES_OF_TWO,
    "model_padding": SLOPES_WITHOUT_MARGIN,
    "nan": SLOPES,
    "negative_class_values": ABOVE_FIVE,
    "normalization": FIFTHS,
    "one_class_per_channel": ABOVE_FIVE_OF_TWO,
    "one_pixel": SLOPES,
    "one_probability": PROBABILITY,
    "refused_argument": ABOVE_FIVE,
    "refused_band_count": ABOVE_FIVE_OF_TWO,
    "refused_class_count": ABOVE_FIVE_OF_TWO,
    "refused_classifier": PICTURE_CLASSIFIER,
    "refused_detector": ABOVE_FIVE,
    "refused_output_size": SLOPES_WITHOUT_MARGIN,
    "refused_padding": ABOVE_FIVE,
    "smaller_than_halo": SLOPES,
    "smaller_than_tile": SLOPES,
    "threshold_of_two": ABOVE_FIVE,
    "tile_size": SLOPES,
}


def varint(number):
    number &= (1 << 64) - 1
    encoded = b""
    while number > 127:
        encoded += bytes([number & 127 | 128])
        number >>= 7
    return encoded + bytes([number])


def field(number, value):
    """One field of a protobuf message: an integer, a float, or text, bytes and messages by their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | 5) + struct.pack("<f", value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def tensor(name, shape, values):
    data = struct.pack(f"<{len(values)}f", *values)
    return b"".join(field(1, side) for side in shape) + field(2, 1) + field(8, name) + field(9, data)


def attribute(name, value):
    """Numbers of ONNX's own: the member that holds the value, then the kind of value."""
    if isinstance(value, str):
        return field(1, name) + field(4, value) + field(20, 3)
    if isinstance(value, int):
        return field(1, name) + field(3, value) + field(20, 2)
    return field(1, name) + b"".join(field(8, number) for number in value) + field(20, 7)


def node(kind, inputs, output, **attributes):
    message = b"".join(field(1, name) for name in inputs) + field(2, output) + field(3, output) + field(4, kind)
    return message + b"".join(field(5, attribute(name, value)) for name, value in attributes.items())


def flat(nested):
    return [number for part in nested for number in flat(part)] if isinstance(nested, list) else [float(nested)]


def convolution_nodes(layer, source, result):
    weights = layer["weights"]
    rows, columns = len(weights[0][0]), len(weights[0][0][0])
    constants = [
        tensor(result + "_weights", [len(weights), len(weights[0]), rows, columns], flat(weights)),
        tensor(result + "_bias", [len(weights)], flat(layer["bias"])),
    ]
    nodes = [node("Conv", [source, result + "_weights", result + "_bias"], result,
                  kernel_shape=[rows, columns], pads=[layer["padding"]] * 4, strides=[1, 1])]
    return nodes, constants


def double_nodes(_layer, source, result):
    constants = [tensor(result + "_roi", [0], []), tensor(result + "_scales", [4], [1.0, 1.0, 2.0, 2.0])]
    nodes = [node("Resize", [source, result + "_roi", result + "_scales"], result, mode="nearest",
                  coordinate_transformation_mode="asymmetric", nearest_mode="floor")]
    return nodes, constants


def classify_nodes(layer, source, result):
    shape = [layer["outputs"], layer["inputs"]]
    constants = [tensor(result + "_weights", shape, [0.01] * (shape[0] * shape[1])),
                 tensor(result + "_bias", [layer["outputs"]], [0.0, 1.0, 2.0])]
    nodes = [node("Flatten", [source], result + "_flat", axis=1),
             node("Gemm", [result + "_flat", result + "_weights", result + "_bias"], result, transB=1)]
    return nodes, constants


NODES_OF_LAYER = {
    "convolution": convolution_nodes,
    "double": double_nodes,
    "classify": classify_nodes,
    "sigmoid": lambda _, source, result: ([node("Sigmoid", [source], result)], []),
    "halve": lambda _, source, result: (
        [node("MaxPool", [source], result, kernel_shape=[2, 2], strides=[2, 2])], []),
    "transpose": lambda layer, source, result: (
        [node("Transpose", [source], result, perm=layer["order"])], []),
}


def value_info(name, shape):
    """A side that is a text can have any length."""
    sides = b"".join(field(1, field(1 if isinstance(side, int) else 2, side)) for side in shape)
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, sides)))


def input_shape(layers):
    if layers[0]["kind"] == "classify":
        return [1, 1, 16, 16]
    convolutions = [layer for layer in layers if layer["kind"] == "convolution"]
    bands = len(convolutions[0]["weights"][0])
    return [1, "height", "width", bands] if layers[0] == TO_CHANNELS_FIRST else [1, bands, "height", "width"]


def onnx_bytes(layers):
    nodes, constants, source = [], [], "scene"
    for number, layer in enumerate(layers):
        result = "scores" if number == len(layers) - 1 else f"layer{number}"
        more_nodes, more_constants = NODES_OF_LAYER[layer["kind"]](layer, source, result)
        nodes, constants, source = nodes + more_nodes, constants + more_constants, result
    graph = b"".join(field(1, message) for message in nodes) + field(2, "network")
    graph += b"".join(field(5, message) for message in constants)
    graph += field(11, value_info("scene", input_shape(layers)))
    graph += field(12, value_info("scores", ["a", "b"] if layers == PICTURE_CLASSIFIER else ["a", "b", "c", "d"]))
    return field(1, 6) + field(2, "pixelscape tests") + field(7, graph) + field(8, field(1, "") + field(2, 11))


def main():
    different = 0
    for case, layers in NETWORK_OF_CASE.items():
        file, content = FOLDER / case / "network.onnx", onnx_bytes(layers)
        if "--check" not in sys.argv:
            file.write_bytes(content)
        elif not file.exists() or file.read_bytes() != content:
            print(f"{file} is not what would be written")
            different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
