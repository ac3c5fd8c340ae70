#!/usr/bin/python3
"""Writes the networks into the folders of the cases that case_networks.py names: make_networks.py [--check]

A network is a list of layers, each a dictionary with the numbers that make_expected.py calculates with. Nothing but Python
is needed. With --check nothing is written; ends with 1 where a file is not what would be written.
"""

import pathlib
import sys

sys.dont_write_bytecode = True
from case_networks import NETWORK_OF_CASE
from networks import TO_CHANNELS_FIRST
from onnx_message import FLOAT, INT64, UINT8, model, node, tensor, value_info
from other_formats import FORMAT_OF_CASE

FOLDER = pathlib.Path(__file__).parent
SIDE_OF_A_TILE = 16  # in the cases of the other formats, some of which have it fixed


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


def reshape_nodes(layer, source, result):
    shape = layer["shape"]
    return [node("Reshape", [source, result + "_shape"], result)], \
        [tensor(result + "_shape", [len(shape)], shape, INT64)]


def softmax_nodes(layer, source, result):
    """Until opset 13 a softmax is over all axes from the one named; so that one has to be the last."""
    if layer["kind"] == "softmax_channels_last":
        return [node("Transpose", [source], result + "_last", perm=[0, 2, 3, 1]),
                node("Softmax", [result + "_last"], result, axis=3)], []
    return [node("Transpose", [source], result + "_last", perm=[0, 2, 3, 1]),
            node("Softmax", [result + "_last"], result + "_shares", axis=3),
            node("Transpose", [result + "_shares"], result, perm=[0, 3, 1, 2])], []


def noise_nodes(_layer, source, result):
    return [node("RandomUniformLike", [source], result + "_noise"),
            node("Add", [source, result + "_noise"], result)], []


def one_node(kind, attributes_of=lambda layer: {}):
    return lambda layer, source, result: ([node(kind, [source], result, **attributes_of(layer))], [])


NODES_OF_LAYER = {
    "argmax": one_node("ArgMax", lambda _: {"axis": 1, "keepdims": 1}),
    "average": one_node("GlobalAveragePool"),
    "cast": one_node("Cast", lambda _: {"to": FLOAT}),
    "classify": classify_nodes,
    "convolution": convolution_nodes,
    "double": double_nodes,
    "halve": one_node("MaxPool", lambda _: {"kernel_shape": [2, 2], "strides": [2, 2]}),
    "noise": noise_nodes,
    "reshape": reshape_nodes,
    "sigmoid": one_node("Sigmoid"),
    "softmax": softmax_nodes,
    "softmax_channels_last": softmax_nodes,
    "squeeze": one_node("Squeeze", lambda layer: {"axes": layer["axes"]}),
    "transpose": one_node("Transpose", lambda layer: {"perm": layer["order"]}),
}


def input_shape(network):
    layers = network["layers"]
    convolutions = [layer for layer in layers if layer["kind"] == "convolution"]
    bands = len(convolutions[0]["weights"][0]) if convolutions else 1
    sides = network["sides"] or ["height", "width"]
    channels_last = TO_CHANNELS_FIRST in layers[:2]
    return [network["batch"]] + (sides + [bands] if channels_last else [bands] + sides)


def output_axes(layers):
    if layers[0]["kind"] == "classify":
        return ["a", "b"]
    three = layers[-1]["kind"] in ("squeeze", "reshape")
    return ["a", "b", "c"] if three else ["a", "b", "c", "d"]


def branch(layers, source, output):
    nodes, constants = [], []
    for number, layer in enumerate(layers):
        result = output if number == len(layers) - 1 else f"{'layer' if output == 'scores' else output}{number}"
        more_nodes, more_constants = NODES_OF_LAYER[layer["kind"]](layer, source, result)
        nodes, constants, source = nodes + more_nodes, constants + more_constants, result
    is_whole_numbers = any(layer["kind"] == "argmax" for layer in layers) and layers[-1]["kind"] != "cast"
    return nodes, constants, value_info(output, output_axes(layers), INT64 if is_whole_numbers else FLOAT)


def onnx_bytes(network):
    takes = UINT8 if network["takes"] == "uint8" else FLOAT
    inputs = [value_info("scene", input_shape(network), takes)]
    nodes, source = [], "scene"
    if network["inputs"] == 2:
        inputs.append(value_info("more", input_shape(network), takes))
        nodes.append(node("Add", ["scene", "more"], "sum"))
        source = "sum"
    more_nodes, constants, output = branch(network["layers"], source, "scores")
    nodes, outputs = nodes + more_nodes, [output]
    if network["second"]:
        more_nodes, more_constants, output = branch(network["second"], source, "other")
        nodes, constants = nodes + more_nodes, constants + more_constants
        outputs = [output] + outputs if network["second_comes_first"] else outputs + [output]
    return model(nodes, constants, inputs, outputs)


def files_of(case, network):
    """Content by path in the case."""
    if case not in FORMAT_OF_CASE:
        return {"network.onnx": onnx_bytes(network)}
    layer, = network["layers"]
    return FORMAT_OF_CASE[case](layer, SIDE_OF_A_TILE)


def main():
    different = 0
    for case, network in NETWORK_OF_CASE.items():
        for path, content in files_of(case, network).items():
            file = FOLDER / case / path
            if "--check" not in sys.argv:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            elif not file.exists() or file.read_bytes() != content:
                print(f"{file} is not what would be written")
                different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
