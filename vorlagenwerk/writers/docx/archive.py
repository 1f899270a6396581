"""Writes a ZIP archive whose bytes depend on its content alone, and takes packed parts over without unpacking.

`zipfile` can neither copy packed bytes nor be kept from recompressing them: for a small document that would be
most of the work (the style template is larger than its text).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

LEVEL = 3
"""Deflate level: on table markup as small as level 6 within a tenth, at less than half of its time."""

CHUNK = 1 << 18
_EPOCH = 0x0021
"""1980-01-01 in the date format of MS-DOS, the earliest day that ZIP can express."""
_UTF8 = 0x0800


class Packed(NamedTuple):
    """A part as it lies in an archive: method (0 stored, 8 deflated), checksum, size, packed bytes."""

    name: str
    method: int
    checksum: int
    size: int
    data: bytes


def pack(name: str, content: bytes) -> Packed:
    """A part deflated once, to be written any number of times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Packed(name, 8, zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def pack_stream(name: str, chunks: Iterable[bytes]) -> Packed:
    """A part packed piece by piece, so that it never lies in memory unpacked."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    checksum = size = 0
    packed = []
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
        size += len(chunk)
        packed.append(packer.compress(chunk))
    return Packed(name, 8, checksum, size, b"".join([*packed, packer.flush()]))


class ArchiveWriter:
    """Writes parts one after the other into a stream; `close` writes the directory."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._base = out.tell()
        self._directory: list[bytes] = []

    def add_packed(self, part: Packed) -> None:
        """Write a packed part as it is."""
        offset = self._out.tell() - self._base
        self._out.write(self._local_head(part.name, part.method, part.checksum, len(part.data), part.size))
        self._out.write(part.data)
        self._register(part.name, part.method, part.checksum, len(part.data), part.size, offset)

    def add(self, name: str, content: bytes) -> None:
        """Pack and write a part that is at hand as a whole."""
        self.add_packed(pack_stream(name, (content,)))

    def close(self) -> None:
        """Write the central directory; the stream itself stays open."""
        start = self._out.tell() - self._base
        directory = b"".join(self._directory)
        count = len(self._directory)
        self._out.write(directory)
        self._out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), start, 0))

    @staticmethod
    def _local_head(name: str, method: int, checksum: int, packed: int, size: int) -> bytes:
        encoded = name.encode()
        fields = (20, _flags(name), method, 0, _EPOCH, checksum, packed, size, len(encoded), 0)
        return struct.pack("<4s5H3L2H", b"PK\3\4", *fields) + encoded

    def _register(self, name: str, method: int, checksum: int, packed: int, size: int, offset: int) -> None:
        encoded = name.encode()
        fields = (
            20,
            20,
            _flags(name),
            method,
            0,
            _EPOCH,
            checksum,
            packed,
            size,
            len(encoded),
            0,
            0,
            0,
            0,
            0,
            offset,
        )
        self._directory.append(struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields) + encoded)


def _flags(name: str) -> int:
    return 0 if name.isascii() else _UTF8
