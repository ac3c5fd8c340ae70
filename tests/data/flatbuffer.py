"""Puts a flatbuffer together, with Python alone: tables by the numbers of their members, each followed by what it refers to."""

import struct
from dataclasses import dataclass


@dataclass
class Short:
    """A number of one byte."""
    value: int


@dataclass
class Int:
    """A number of four bytes."""
    value: int


@dataclass
class Text:
    value: str


@dataclass
class Bytes:
    value: bytes


@dataclass
class Ints:
    value: list


@dataclass
class Tables:
    value: list


@dataclass
class Table:
    members: dict  # number of the member -> one of the classes above


ALIGNMENT = 16  # of numbers that a reader takes where they lie


class Writer:
    def __init__(self):
        self.content = bytearray()

    def align(self, alignment=4):
        self.content += bytes(-len(self.content) % alignment)

    def write(self, what):
        """Appends what a reference leads to; returns where it lies."""
        if isinstance(what, Table):
            return self.write_table(what)
        if isinstance(what, Bytes):
            self.content += bytes((-len(self.content) - 4) % ALIGNMENT)
            entries, extra = what.value, b""
        elif isinstance(what, Text):
            entries, extra = what.value.encode(), b"\0"
        elif isinstance(what, Ints):
            entries, extra = struct.pack(f"<{len(what.value)}i", *what.value), b""
        else:
            return self.write_tables(what)
        place = len(self.content)
        count = len(what.value) if isinstance(what, Ints) else len(entries)
        self.content += struct.pack("<I", count) + entries + extra
        return place

    def write_tables(self, tables):
        place = len(self.content)
        self.content += struct.pack("<I", len(tables.value)) + bytes(4 * len(tables.value))
        for number, table in enumerate(tables.value):
            self.write_referred(table, place + 4 + 4 * number)
        return place

    def write_referred(self, what, place):
        self.align()
        where = self.write(what)
        struct.pack_into("<I", self.content, place, where - place)

    def write_table(self, table):
        """Its directory first: the sizes of both, and where in the table each member lies (0: nowhere)."""
        highest = max(table.members, default=-1)
        offsets = {number: 4 + 4 * position for position, number in enumerate(sorted(table.members))}
        size = 4 + 4 * len(table.members)
        directory = struct.pack("<HH", 4 + 2 * (highest + 1), size)
        directory += b"".join(struct.pack("<H", offsets.get(number, 0)) for number in range(highest + 1))
        directory += bytes(-len(directory) % 4)
        start = len(self.content)
        place = start + len(directory)
        self.content += directory + struct.pack("<i", place - start) + bytes(size - 4)
        for number, member in table.members.items():
            where = place + offsets[number]
            if isinstance(member, Short):
                struct.pack_into("<b", self.content, where, member.value)
            elif isinstance(member, Int):
                struct.pack_into("<i", self.content, where, member.value)
            else:
                self.write_referred(member, where)
        return place


def finished(root, identifier):
    writer = Writer()
    writer.content += bytes(4) + identifier
    writer.write_referred(root, 0)
    return bytes(writer.content)
