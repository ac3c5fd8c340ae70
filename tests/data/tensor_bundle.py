"""Writes TensorFlow's variables beside a graph, as a SavedModel keeps them: one file with the numbers and an index, which is a
table as LevelDB writes it, here of one block. Nothing is compressed; every block and every variable has its checksum."""

import struct

from onnx_message import field, varint
from tensorflow_message import FLOAT, shape

MAGIC = 0xdb4775248b80fb57
LONGEST_HANDLES = 40  # bytes for where the last two blocks are, before the magic number


def crc32c(content):
    """The checksum of Castagnoli."""
    remainder = 0xffffffff
    for byte in content:
        remainder ^= byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0x82f63b78 if remainder & 1 else 0)
    return remainder ^ 0xffffffff


def masked_checksum(content):
    """Turned and moved, so that the checksum of something that ends in its checksum is nothing special."""
    checksum = crc32c(content)
    turned = (checksum >> 15 | checksum << 17) & 0xffffffff
    return struct.pack("<I", (turned + 0xa282ead8) & 0xffffffff)


def block(entries):
    """Keys in order, each written in full; where the first one is; how many such places there are."""
    content = b"".join(b"\0" + varint(len(key)) + varint(len(value)) + key.encode() + value
                       for key, value in entries.items())
    return content + struct.pack("<II", 0, 1)


def table(entries):
    content = b""

    def appended(entries_of_block):
        """Returns where the block is, as the block above it or the end says so."""
        nonlocal content
        written = block(entries_of_block)
        handle = varint(len(content)) + varint(len(written))
        content += written + b"\0" + masked_checksum(written + b"\0")
        return handle
    values = appended(entries)
    further = appended({})
    handles = further + appended({max(entries): values})
    return content + handles.ljust(LONGEST_HANDLES, b"\0") + struct.pack("<Q", MAGIC)


def tensor_bundle(variables):
    """The content of the index and of the numbers. `variables`: sides and numbers, of 32 bits, by name."""
    head = field(1, 1) + field(3, field(1, 1))  # one file of numbers, in version 1 of the format
    entries, content = {"": head}, b""
    for name, (sides, numbers) in sorted(variables.items()):
        written = struct.pack(f"<{len(numbers)}f", *numbers)
        entries[name] = (field(1, FLOAT) + field(2, shape(sides)) + field(4, len(content)) + field(5, len(written))
                         + varint(6 << 3 | 5) + masked_checksum(written))
        content += written
    return table(entries), content
