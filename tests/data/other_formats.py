"""Writes one convolution, size kept, in each format of weights that is not a whole ONNX file: what make_networks.py puts beside
model.emd. Nothing but Python is needed; every run gives the same bytes.

Each function takes the layer and the side of a tile, and gives the content of each file by its path in the case.
"""

import struct

import tensorflow_formats as tensorflow
import torch7_message as torch
from flatbuffer import Bytes, Int, Ints, Short, Table, Tables, Text, finished
from layer_numbers import floats, ordered
from onnx_message import FLOAT, field, model, node, value_info


def onnx_with_other_files(layer, _side):
    weights, sides = ordered(layer, "oirc")
    numbers = floats(weights) + floats(layer["bias"])

    def elsewhere(name, shape, offset, length):
        entries = {"location": "numbers.data", "offset": str(offset), "length": str(length)}
        return (b"".join(field(1, side) for side in shape) + field(2, FLOAT) + field(8, name)
                + b"".join(field(13, field(1, key) + field(2, value)) for key, value in entries.items()) + field(14, 1))
    constants = [elsewhere("weights", sides, 0, 4 * len(weights)),
                 elsewhere("bias", [sides[0]], 4 * len(weights), 4 * sides[0])]
    nodes = [node("Conv", ["scene", "weights", "bias"], "scores", kernel_shape=sides[2:],
                  pads=[layer["padding"]] * 4, strides=[1, 1])]
    return {"network.onnx": model(nodes, constants, [value_info("scene", [1, sides[1], "height", "width"])],
                                  [value_info("scores", [1, sides[0], "height", "width"])]),
            "numbers.data": numbers}


def openvino_ir(layer, _side):
    weights, sides = ordered(layer, "oirc")
    outputs, bands = sides[:2]
    pads = ", ".join([str(layer["padding"])] * 2)

    def port(number, dimensions, names=""):
        name = f' names="{names}"' if names else ""
        return (f'<port id="{number}" precision="FP32"{name}>'
                + "".join(f"<dim>{side}</dim>" for side in dimensions) + "</port>")

    def step(number, name, kind, data, inputs, output):
        taken = "<input>" + "".join(inputs) + "</input>" if inputs else ""
        given = f"<output>{output}</output>" if output else ""
        return f'<layer id="{number}" name="{name}" type="{kind}" version="opset1">{data}{taken}{given}</layer>\n'

    def numbers(shape, offset, count):
        return (f'<data element_type="f32" shape="{", ".join(map(str, shape))}" offset="{offset}" '
                f'size="{4 * count}"/>')
    scene, scores = [1, bands, -1, -1], [1, outputs, -1, -1]
    scene_data = f'<data shape="1,{bands},?,?" element_type="f32"/>'
    convolution = (f'<data strides="1, 1" dilations="1, 1" pads_begin="{pads}" pads_end="{pads}" '
                   'auto_pad="explicit"/>')
    layers = [
        step(0, "scene", "Parameter", scene_data, [], port(0, scene, "scene")),
        step(1, "weights", "Const", numbers(sides, 0, len(weights)), [], port(0, sides)),
        step(2, "products", "Convolution", convolution, [port(0, scene), port(1, sides)], port(2, scores)),
        step(3, "bias", "Const", numbers([1, outputs, 1, 1], 4 * len(weights), outputs), [],
             port(0, [1, outputs, 1, 1])),
        step(4, "scores", "Add", '<data auto_broadcast="numpy"/>', [port(0, scores), port(1, [1, outputs, 1, 1])],
             port(2, scores, "scores")),
        step(5, "result", "Result", "", [port(0, scores)], ""),
    ]
    edges = [(0, 0, 2, 0), (1, 0, 2, 1), (2, 2, 4, 0), (3, 0, 4, 1), (4, 2, 5, 0)]
    lines = [f'<edge from-layer="{a}" from-port="{b}" to-layer="{c}" to-port="{d}"/>\n' for a, b, c, d in edges]
    text = ('<?xml version="1.0"?>\n<net name="network" version="11">\n<layers>\n' + "".join(layers)
            + "</layers>\n<edges>\n" + "".join(lines) + "</edges>\n</net>\n")
    return {"network.xml": text.encode(), "network.bin": floats(weights) + floats(layer["bias"])}


def tensorflow_lite(layer, side):
    """Tensor 0 is the scene, 1 the weights, 2 the bias, 3 the scores; buffer 0 is the empty one."""
    weights, sides = ordered(layer, "orci")
    outputs, bands = sides[0], sides[3]

    def tensor(shape, buffer, name):
        return Table({0: Ints(shape), 2: Int(buffer), 3: Text(name)})
    operator = Table({0: Int(0), 1: Ints([0, 1, 2]), 2: Ints([3]), 3: Short(1), 4: Table({1: Int(1), 2: Int(1)})})
    subgraph = Table({0: Tables([tensor([1, side, side, bands], 0, "scene"), tensor(sides, 1, "weights"),
                                 tensor([outputs], 2, "bias"), tensor([1, side, side, outputs], 0, "scores")]),
                      1: Ints([0]), 2: Ints([3]), 3: Tables([operator]), 4: Text("main")})
    convolution_code = Table({0: Short(3), 2: Int(1), 3: Int(3)})
    buffers = [Table({})] + [Table({0: Bytes(floats(numbers))}) for numbers in (weights, layer["bias"])]
    return {"network.tflite": finished(Table({0: Int(3), 1: Tables([convolution_code]), 2: Tables([subgraph]),
                                              3: Text("pixelscape tests"), 4: Tables(buffers)}), b"TFL3")}


def caffe(layer, side):
    weights, sides = ordered(layer, "oirc")
    text = (f'name: "network"\ninput: "scene"\ninput_dim: 1\ninput_dim: {sides[1]}\ninput_dim: {side}\ninput_dim: {side}\n'
            'layer {\n  name: "scores"\n  type: "Convolution"\n  bottom: "scene"\n  top: "scores"\n'
            f'  convolution_param {{ num_output: {sides[0]} kernel_size: {sides[2]} pad: {layer["padding"]} }}\n}}\n')

    def blob(numbers, shape):
        return field(7, field(5, floats(numbers)) + field(7, b"".join(field(1, extent) for extent in shape)))
    message = (field(1, "scores") + field(2, "Convolution") + field(3, "scene") + field(4, "scores")
               + blob(weights, sides) + blob(layer["bias"], [sides[0]]))
    return {"network.prototxt": text.encode(), "network.caffemodel": field(1, "network") + field(100, message)}


def darknet(layer, side):
    weights, sides = ordered(layer, "oirc")
    text = (f"[net]\nbatch=1\nchannels={sides[1]}\nheight={side}\nwidth={side}\n\n[convolutional]\nfilters={sides[0]}\n"
            f"size={sides[2]}\nstride=1\npad=1\nactivation=linear\n")
    head = struct.pack("<iiiq", 0, 2, 5, 0)  # the version, and how many pictures it was trained on
    return {"network.cfg": text.encode(), "network.weights": head + floats(layer["bias"]) + floats(weights)}


def torch7_steps(layer):
    weights, sides = ordered(layer, "oirc")
    return torch.convolution_steps(sides, weights, layer["bias"], layer["padding"])


def torch7(layer, _side):
    return {"network.t7": torch.in_bytes(torch7_steps(layer))}


def torch7_in_digits(layer, _side):
    return {"network.net": torch.in_digits(torch7_steps(layer))}


def placed(written, places):
    """The same content in other places, by where it is written else."""
    return lambda layer, side: {places.get(path, path): content for path, content in written(layer, side).items()}


FORMAT_OF_CASE = {
    "format_caffe": caffe,
    "format_darknet": darknet,
    "format_onnx_with_other_files": onnx_with_other_files,
    "format_openvino_ir": openvino_ir,
    "format_tensorflow_graph": tensorflow.frozen_graph,
    "format_tensorflow_graph_with_text": tensorflow.graph_with_text,
    "format_tensorflow_lite": tensorflow_lite,
    "format_tensorflow_saved_model": tensorflow.saved_model,
    "format_tensorflow_saved_model_variables": tensorflow.saved_model_with_variables,
    "format_torch7": torch7,
    "format_torch7_in_digits": torch7_in_digits,
    # The definition names another file, or one in a folder.
    "format_caffe_configuration_named": placed(caffe, {"network.caffemodel": "weights/network.caffemodel",
                                                       "network.prototxt": "deploy.prototxt"}),
    "format_onnx_in_a_folder": placed(onnx_with_other_files, {"network.onnx": "network/network.onnx",
                                                              "numbers.data": "network/numbers.data"}),
    "format_openvino_ir_numbers_named": openvino_ir,
    "format_tensorflow_saved_model_file_named": tensorflow.saved_model_with_variables,
}
