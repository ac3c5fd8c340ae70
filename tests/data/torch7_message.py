"""Writes a convolution as Torch7 does, in bytes or in digits."""

import struct


def convolution_steps(sides, weights, bias, padding):
    """What Torch7 writes one after the other: texts, and numbers with the type that struct has for them. Every object has a
    kind (1 a number, 2 a text, 3 a table, 4 a class); tables and classes are counted through."""
    counted = iter(range(1, 100))

    def text(words):
        return [("i", [2]), ("i", [len(words)]), words]

    def thing(name):
        return [("i", [4]), ("i", [next(counted)]), ("i", [3]), "V 1", ("i", [len(name)]), name]

    def tensor(shape, numbers):
        strides = [1] * len(shape)
        for axis in reversed(range(len(shape) - 1)):
            strides[axis] = strides[axis + 1] * shape[axis + 1]
        head = [("i", [len(shape)]), ("q", shape), ("q", strides), ("q", [1])]
        return (thing("torch.FloatTensor") + head + thing("torch.FloatStorage")
                + [("q", [len(numbers)]), ("f", numbers)])
    members = {"nInputPlane": sides[1], "nOutputPlane": sides[0], "kW": sides[3], "kH": sides[2], "dW": 1, "dH": 1,
               "padW": padding, "padH": padding}
    steps = thing("nn.SpatialConvolution") + [("i", [3]), ("i", [next(counted)]), ("i", [len(members) + 2])]
    for name, number in members.items():
        steps += text(name) + [("i", [1]), ("d", [number])]
    return steps + text("weight") + tensor(sides, weights) + text("bias") + tensor([sides[0]], bias)


def in_bytes(steps):
    return b"".join(step.encode() if isinstance(step, str) else struct.pack(f"<{len(step[1])}{step[0]}", *step[1])
                    for step in steps)


def in_digits(steps):
    """A line for each step."""
    lines = [step if isinstance(step, str) else " ".join(map(str, step[1])) for step in steps]
    return "".join(line + "\n" for line in lines).encode()
