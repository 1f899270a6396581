"""What is known of a picture without decoding it."""

from __future__ import annotations

import struct
import zlib

import pytest

from vorlagenwerk.basics.images import read_image


def chunk(name: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 1200, height: int = 600, dpi: float = 0) -> bytes:
    """A white PNG."""
    rows = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    per_metre = round(dpi / 0.0254)
    density = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if dpi else b""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + density + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 1200, height: int = 600, dpi: int = 0, *, channels: int = 1, turn: int = 1) -> bytes:
    """The skeleton of a JPEG: a density, a camera's notes, a frame, an end."""
    jfif = b"JFIF\0" + struct.pack(">HBHHBB", 0x0102, 1 if dpi else 0, dpi or 1, dpi or 1, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, channels) + b"\1\x11\0" * channels
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, turn, 0) + b"\0" * 4
    segments = [(0xE0, jfif), (0xE1, exif), (0xFE, b"Kommentar"), (0xC0, frame)]
    body = b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(c) + 2) + c for m, c in segments)
    return b"\xff\xd8" + body + b"\xff\xda\0\2" + b"\0" * 8 + b"\xff\xd9"


@pytest.mark.parametrize(("make", "kind"), [(png, "png"), (jpeg, "jpeg")])
def test_the_size_on_paper_follows_from_pixels_and_resolution(make, kind) -> None:
    """300 dots an inch make 1200 dots four inches; without a word about it 150 are taken."""
    image, trouble = read_image(make(dpi=300))
    assert trouble is None and image is not None
    assert (image.kind, image.width, image.height) == (kind, pytest.approx(5760, abs=2), pytest.approx(2880, abs=2))
    image, _ = read_image(make())
    assert image is not None and image.width == 1200 * 1440 // 150


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "BIL-302"),
        (b"GIF89a" + b"\0" * 20, "BIL-302"),
        (b"RIFF\0\0\0\0WEBP", "BIL-302"),
        (b"\0\0\0\x18ftypheic", "BIL-302"),
        (b"irgendwas", "BIL-302"),
        (b"", "BIL-302"),
        (png()[:-20], "BIL-305"),
        (png()[:40], "BIL-305"),
        (png().replace(b"IDAT", b"IDAX"), "BIL-305"),
        (jpeg()[:-12], "BIL-305"),
        (jpeg()[:30] + b"\xff\xd9", "BIL-305"),
        (b"\xff\xd8\xff" + b"\xff" * 200, "BIL-305"),
        (png().replace(chunk(b"IEND", b""), png(9, 9)[8:]), "BIL-305"),
        (jpeg(channels=4), "BIL-307"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc9"), "BIL-302"),
        (jpeg(turn=6), "BIL-308"),
        (png(1, 1) + b"\0" * 10_000_001, "BIL-304"),
    ],
)
def test_what_cannot_be_shown_is_refused(data: bytes, code: str) -> None:
    """Other formats, damaged files, files without measure."""
    image, trouble = read_image(data)
    assert image is None and trouble is not None and trouble.code == code


def test_a_bomb_of_pixels_is_refused_by_its_head() -> None:
    """A small file may claim any number of pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    image, trouble = read_image(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    assert image is None and trouble is not None and trouble.code == "BIL-304"


def test_a_coarse_picture_is_shown_and_told() -> None:
    """350 dots spread over nearly five inches."""
    image, trouble = read_image(png(350, 100, 72))
    assert image is not None and image.width > 6900
    assert trouble is not None and trouble.code == "BIL-306"


def test_notes_of_a_camera_do_no_harm() -> None:
    """Telephones put films and notes of their own behind a photograph; broken notes about its turn are passed over."""
    image, trouble = read_image(jpeg() + b"\0" * 5000)
    assert image is not None and trouble is None
    image, trouble = read_image(jpeg().replace(b"MM\0*" + struct.pack(">I", 8), b"MM\0*" + struct.pack(">I", 9999)))
    assert image is not None and trouble is None
