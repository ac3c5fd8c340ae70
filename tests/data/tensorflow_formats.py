"""Writes one convolution in each form of TensorFlow that is read, as other_formats.py does in the other formats."""

import tensorflow_message as tensorflow
from layer_numbers import ordered
from tensor_bundle import tensor_bundle


def nodes_of(layer, side):
    weights, sides = ordered(layer, "rcio")
    return (tensorflow.placeholder("scene", [1, side, side, sides[2]])
            + tensorflow.convolution("scores", "scene", sides, weights, layer["bias"]))


def frozen_graph(layer, side):
    return {"network.pb": tensorflow.graph(nodes_of(layer, side))}


def text_node(name, operation, inputs, attributes):
    lines = [f'name: "{name}"', f'op: "{operation}"'] + [f'input: "{source}"' for source in inputs]
    lines += [f'attr {{ key: "{key}" value {{ {value} }} }}' for key, value in attributes.items()]
    return "node {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def graph_with_text(layer, side):
    """The graph takes bytes; the text, which OpenCV reads beside it, leaves out what makes them floats."""
    weights, sides = ordered(layer, "rcio")
    nodes = (tensorflow.placeholder("scene", [1, side, side, sides[2]], tensorflow.UINT8)
             + tensorflow.node("floats", "Cast", ["scene"], tensorflow.of_type("SrcT", tensorflow.UINT8),
                               tensorflow.of_type("DstT", tensorflow.FLOAT))
             + tensorflow.convolution("scores", "floats", sides, weights, layer["bias"]))

    plain = {"T": "type: DT_FLOAT", "data_format": 's: "NHWC"'}
    convolution = {**plain, "padding": 's: "SAME"', "strides": "list { i: 1 i: 1 i: 1 i: 1 }"}
    dimensions = " ".join(f"dim {{ size: {extent} }}" for extent in [1, side, side, sides[2]])
    scene = {"dtype": "type: DT_FLOAT", "shape": f"shape {{ {dimensions} }}"}
    text = (text_node("scene", "Placeholder", [], scene)
            + text_node("scores", "Conv2D", ["scene", "scores/weights"], convolution)
            + text_node("scores/BiasAdd", "BiasAdd", ["scores", "scores/biases"], plain))
    return {"network.pb": tensorflow.graph(nodes), "graph.pbtxt": text.encode()}


def saved_model(layer, side):
    outputs, bands = len(layer["weights"]), len(layer["weights"][0])
    return {"network/saved_model.pb": tensorflow.saved_model(
        nodes_of(layer, side), "scene", "scores/BiasAdd", [1, side, side, bands], [1, side, side, outputs])}


def saved_model_with_variables(layer, side):
    weights, sides = ordered(layer, "rcio")
    variables = {"scores/weights": (sides, weights), "scores/biases": ([sides[3]], layer["bias"])}
    restore, saver = tensorflow.restoring(list(variables))
    nodes = tensorflow.placeholder("scene", [1, side, side, sides[2]])
    nodes += b"".join(tensorflow.variable(name, sides_of) for name, (sides_of, _) in variables.items())
    nodes += tensorflow.convolution_with("scores", "scene", "scores/weights/Read", "scores/biases/Read") + restore
    index, numbers = tensor_bundle(variables)
    return {"network/saved_model.pb": tensorflow.saved_model(nodes, "scene", "scores/BiasAdd", [1, side, side, sides[2]],
                                                             [1, side, side, sides[3]], saver),
            "network/variables/variables.index": index,
            "network/variables/variables.data-00000-of-00001": numbers}
