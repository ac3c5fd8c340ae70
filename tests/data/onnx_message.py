"""Puts an ONNX file (opset 11) together byte by byte, with Python alone; every run gives the same bytes."""

import struct

FLOAT, UINT8, INT64 = 1, 2, 7  # ONNX's numbers for the types of tensors


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


def tensor(name, shape, values, kind=FLOAT):
    data = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
    return b"".join(field(1, side) for side in shape) + field(2, kind) + field(8, name) + field(9, data)


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


def value_info(name, shape, kind=FLOAT):
    """A side that is a text can have any length."""
    sides = b"".join(field(1, field(1 if isinstance(side, int) else 2, side)) for side in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, sides)))


def model(nodes, constants, inputs, outputs, metadata=()):
    """`metadata`: names and values for programs that look for more than the network."""
    graph = b"".join(field(1, message) for message in nodes) + field(2, "network")
    graph += b"".join(field(5, message) for message in constants)
    graph += b"".join(field(11, message) for message in inputs)
    graph += b"".join(field(12, message) for message in outputs)
    message = field(1, 6) + field(2, "pixelscape tests") + field(7, graph) + field(8, field(1, "") + field(2, 11))
    return message + b"".join(field(14, field(1, name) + field(2, value)) for name, value in metadata)
