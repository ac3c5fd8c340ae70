"""Puts TensorFlow graphs together byte by byte, as onnx_message.py does those of ONNX."""

import struct

from onnx_message import field

FLOAT, INT32, UINT8, TEXT, INT64 = 1, 3, 4, 7, 9  # TensorFlow's numbers for types


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


def texts(name, sides, words):
    tensor = field(1, TEXT) + field(2, shape(sides)) + b"".join(field(8, word) for word in words)
    return node(name, "Const", [], of_type("dtype", TEXT), attribute("value", field(8, tensor)))


def placeholder(name, sides, kind=FLOAT):
    return node(name, "Placeholder", [], of_type("dtype", kind), attribute("shape", field(7, shape(sides))))


def convolution_with(name, source, weights, biases):
    """Channels last, the size is kept. The weights, rows x columns x inputs x outputs, and biases are nodes."""
    steps = attribute("strides", field(1, field(3, b"\x01\x01\x01\x01")))
    plain = [of_type("T", FLOAT), attribute("data_format", field(2, "NHWC"))]
    return (node(name, "Conv2D", [source, weights], *plain, steps, attribute("padding", field(2, "SAME")))
            + node(name + "/BiasAdd", "BiasAdd", [name, biases], *plain))


def convolution(name, source, sides, weights, bias):
    """With constants; the weights, of `sides`, are one list."""
    return (constant(name + "/weights", sides, weights) + constant(name + "/biases", [len(bias)], bias)
            + convolution_with(name, source, name + "/weights", name + "/biases"))


def variable(name, sides):
    """Its value is the node name/Read."""
    return (node(name, "VarHandleOp", [], of_type("dtype", FLOAT), attribute("shape", field(7, shape(sides))),
                 attribute("shared_name", field(2, name)))
            + node(name + "/Read", "ReadVariableOp", [name], of_type("dtype", FLOAT)))


def restoring(names):
    """The steps that give variables their numbers from the files of tensor_bundle.py, and the message that names these steps."""
    kinds = attribute("dtypes", field(1, b"".join(field(6, FLOAT) for _ in names)))
    nodes = (texts("save/Const", [], ["model"]) + texts("save/names", [len(names)], names)
             + texts("save/parts", [len(names)], [""] * len(names))
             + node("save/RestoreV2", "RestoreV2", ["save/Const", "save/names", "save/parts"], kinds))
    assignments = [f"save/Assign_{number}" for number in range(len(names))]
    for number, name in enumerate(names):
        nodes += node(assignments[number], "AssignVariableOp", [name, f"save/RestoreV2:{number}"], of_type("dtype", FLOAT))
    nodes += node("save/restore_all", "NoOp", ["^" + name for name in assignments])
    return nodes, field(1, "save/Const:0") + field(2, "save/Const:0") + field(3, "save/restore_all") + field(7, 2)


def graph(nodes):
    return nodes + field(4, field(1, 24))


def saved_model(nodes, source, output, input_sides, output_sides, saver=b""):
    """A SavedModel that serves one graph: what comes into it and what goes out, each with its name. `saver` is the message of
    restoring(), where there are variables."""
    def tensor_info(name, sides):
        return field(1, name + ":0") + field(2, FLOAT) + field(3, shape(sides))

    def named(number, name, info):
        return field(number, field(1, name) + field(2, info))
    signature = (named(1, "scene", tensor_info(source, input_sides)) + named(2, "scores", tensor_info(output, output_sides))
                 + field(3, "tensorflow/serving/predict"))
    saver = field(3, saver) if saver else b""
    meta_graph = field(1, field(4, "serve")) + field(2, graph(nodes)) + saver + named(5, "serving_default", signature)
    return field(1, 1) + field(2, meta_graph)
