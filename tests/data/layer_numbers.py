"""The numbers of a layer in the order in which a format of weights keeps them."""

import struct


def ordered(layer, order):
    """The weights as one list, in an order such as "rcio" (rows, columns, inputs, outputs), and their sides in that order."""
    weights = layer["weights"]
    length = {"o": len(weights), "i": len(weights[0]), "r": len(weights[0][0]), "c": len(weights[0][0][0])}
    numbers = []

    def collect(axes, place):
        if not axes:
            numbers.append(float(weights[place["o"]][place["i"]][place["r"]][place["c"]]))
            return
        for index in range(length[axes[0]]):
            collect(axes[1:], {**place, axes[0]: index})
    collect(order, {})
    return numbers, [length[axis] for axis in order]


def floats(numbers):
    return struct.pack(f"<{len(numbers)}f", *numbers)
