"""Puts TensorFlow graphs together byte by byte, as onnx_message.py does those of ONNX."""

import struct

from onnx_message import field

FLOAT, INT32, UINT8, INT64 = 1, 3, 4, 9  # TensorFlow's numbers for types


def attribute(name, value):
    return field(5, field(1, name) + field(2, value))


def of_type(name, kind):
    return attribute(name, field(6, kind))


def node(name, operation, inputs, *attributes):
    return field(1, field(1, name) + field(2, operation) + b"".join(field(3, source) for source in inputs)
                 + b"".join(attributes))


def shape(sides):
    return b"".join(field(2, field(1, side)) for side in sides)


def constant(name, sides, numbers, kind=FLOAT):
    content = struct.pack(f"<{len(numbers)}{'f' if kind == FLOAT else 'i'}", *numbers)
    tensor = field(1, kind) + field(2, shape(sides)) + field(4, content)
    return node(name, "Const", [], of_type("dtype", kind), attribute("value", field(8, tensor)))


def placeholder(name, sides, kind=FLOAT):
    return node(name, "Placeholder", [], of_type("dtype", kind), attribute("shape", field(7, shape(sides))))


def convolution(name, source, sides, weights, bias):
    """Channels last. The weights are rows x columns x inputs x outputs, as `sides` says, in one list; the size is kept."""
    steps = attribute("strides", field(1, field(3, b"\x01\x01\x01\x01")))
    plain = [of_type("T", FLOAT), attribute("data_format", field(2, "NHWC"))]
    return (constant(name + "/weights", sides, weights) + constant(name + "/biases", [len(bias)], bias)
            + node(name, "Conv2D", [source, name + "/weights"], *plain, steps, attribute("padding", field(2, "SAME")))
            + node(name + "/BiasAdd", "BiasAdd", [name, name + "/biases"], *plain))


def graph(nodes):
    return nodes + field(4, field(1, 24))


def saved_model(nodes, source, output, input_sides, output_sides):
    """A SavedModel that serves one graph: what comes into it and what goes out, each with its name."""
    def tensor_info(name, sides):
        return field(1, name + ":0") + field(2, FLOAT) + field(3, shape(sides))

    def named(number, name, info):
        return field(number, field(1, name) + field(2, info))
    signature = (named(1, "scene", tensor_info(source, input_sides)) + named(2, "scores", tensor_info(output, output_sides))
                 + field(3, "tensorflow/serving/predict"))
    meta_graph = field(1, field(4, "serve")) + field(2, graph(nodes)) + named(5, "serving_default", signature)
    return field(1, 1) + field(2, meta_graph)
