"""Networks of the shapes that classify land, with weights of noise: what one tile of them costs is what a real one costs."""

import math
import pathlib
import sys

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))
from onnx_message import model, node, tensor, value_info  # noqa: E402


class Network:
    """Puts a network together step by step; each step answers the name of its output."""

    def __init__(self, channels, seed):
        self.channels = {"image": channels}
        self.nodes = []
        self.constants = []
        self.random = numpy.random.default_rng(seed)

    def step(self, kind, inputs, channels=None, **attributes):
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(node(kind, inputs, name, **attributes))
        self.channels[name] = channels or self.channels[inputs[0]]
        return name

    def constant(self, shape, values):
        name = f"constant_{len(self.constants)}"
        self.constants.append(tensor(name, shape, numpy.ravel(values).tolist()))
        return name

    def weights(self, shape):
        """As large as keeps the numbers of a deep network in their range."""
        return self.constant(shape, self.random.normal(0, math.sqrt(2 / math.prod(shape[1:])), shape))

    def convolution(self, source, channels, side=3, stride=1, groups=1):
        shape = [channels, self.channels[source] // groups, side, side]
        before = (side - stride) // 2 + (side - stride) % 2
        pads = [before, before, side - stride - before, side - stride - before]
        return self.step("Conv", [source, self.weights(shape), self.weights([channels])], channels, kernel_shape=[side, side],
                         pads=pads, strides=[stride, stride], group=groups)

    def rectified(self, source, channels, side=3):
        return self.step("Relu", [self.convolution(source, channels, side)])

    def mish(self, source):
        """x tanh(ln(1 + e^x)), in the three steps that exporters write."""
        return self.step("Mul", [source, self.step("Tanh", [self.step("Softplus", [source])])])

    def halved(self, source):
        return self.step("MaxPool", [source], kernel_shape=[2, 2], strides=[2, 2])

    def doubled(self, source, channels):
        shape = [self.channels[source], channels, 2, 2]
        return self.step("ConvTranspose", [source, self.weights(shape), self.weights([channels])], channels,
                         kernel_shape=[2, 2], strides=[2, 2])

    def joined(self, first, second):
        return self.step("Concat", [first, second], self.channels[first] + self.channels[second], axis=1)

    def bytes(self, side, output, metadata=()):
        shape = [1, self.channels["image"], side, side]
        return model(self.nodes, self.constants, [value_info("image", shape)],
                     [value_info(output, [1, self.channels[output], side, side])], metadata)


def u_net(side, bands, classes, width, levels, block):
    """`block` makes the two convolutions of each level; `width` channels at full size, doubled at each halving."""
    network = Network(bands, seed=width)
    at = "image"
    skipped = []
    for level in range(levels):
        at = block(network, at, width << level)
        skipped.append(at)
        at = network.halved(at)
    at = block(network, at, width << levels)
    for level in reversed(range(levels)):
        at = network.doubled(at, width << level)
        at = block(network, network.joined(at, skipped[level]), width << level)
    return network, network.convolution(at, classes, side=1)


def two_convolutions(network, source, channels):
    return network.rectified(network.rectified(source, channels), channels)


def two_separable(network, source, channels):
    for _ in range(2):
        spread = network.convolution(source, network.channels[source], groups=network.channels[source])
        source = network.rectified(spread, channels, side=1)
    return source


def u_net_of_12(side=512):
    network, output = u_net(side, bands=4, classes=6, width=12, levels=4, block=two_convolutions)
    return network.bytes(side, output)


def u_net_of_32(side=256):
    network, output = u_net(side, bands=3, classes=6, width=32, levels=4, block=two_convolutions)
    return network.bytes(side, output)


def separable_u_net(side=256):
    """Few weights: each band's surroundings first, then the bands of each pixel; a probability of one class."""
    network, output = u_net(side, bands=6, classes=1, width=32, levels=2, block=two_separable)
    return network.bytes(side, network.step("Sigmoid", [output]))


def quarter_size(side=256):
    """Works at a quarter of the size with inverted bottlenecks and mish, then enlarges, as networks for many land cover
    classes of ten-metre pictures do."""
    network = Network(9, seed=9)
    at = network.mish(network.convolution("image", 64))
    for _ in range(2):
        at = network.convolution(at, 64, side=4, stride=2, groups=64)
    for wide in (96, 144, 144):
        start = network.convolution(at, wide, side=1)
        at = network.mish(start)
        for last in (False, False, True):
            at = network.mish(network.convolution(at, wide, groups=wide))
            at = at if last else network.mish(network.convolution(at, wide, side=1))
        at = network.step("Add", [at, start])
    region = network.constant([0], [])
    scales = network.constant([4], [1, 1, 4, 4])
    at = network.step("Resize", [at, region, scales], mode="linear", coordinate_transformation_mode="half_pixel")
    return network.bytes(side, network.convolution(at, 9, side=1))


# Name, tile, bands, classes, content.
NETWORKS = [("U-Net of 12 channels", 512, 4, 6, u_net_of_12),
            ("U-Net of 32 channels", 256, 3, 6, u_net_of_32),
            ("bottlenecks at a quarter", 256, 9, 9, quarter_size),
            ("separable U-Net", 256, 6, 1, separable_u_net)]
