"""Reads what has to be known of a picture: format, size on paper, whether it is whole. Pixels are never decoded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from vorlagenwerk.data.tree import Image

TWIPS_PER_INCH = 1440
DEFAULT_DPI = 150
"""Resolution of a picture that names none: what still looks sharp in print."""
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
FEWEST_PIXELS = 400
"""A picture as wide as a column of text and narrower than this looks coarse in print."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame and hold its size (ITU-T T.81, table B.1)."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_CMYK_CHANNELS, _ORIENTATION = 4, 0x0112
_PER_METRE, _PER_INCH, _PER_CENTIMETRE = 1, 1, 2

_KNOWN = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "WebP"),
    (b"%PDF", "PDF"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\0\0\0", "EMF"),
)


class Trouble(NamedTuple):
    """What is wrong with a picture; `text` continues the sentence that begins with its name."""

    code: str
    text: str
    remedy: str


class _Broken(Exception):
    """The file is damaged or cut off."""


class _Unfit(Exception):
    """The picture is whole, but would not look the same everywhere."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.text)
        self.trouble = trouble


_CMYK = Trouble(
    "BIL-307",
    "hat Druckfarben (CMYK); sie sehen am Bildschirm falsch aus, und PDF/A lässt sie nicht zu.",
    "Bitte mit RGB-Farben speichern.",
)
_TURNED = Trouble(
    "BIL-308",
    "ist gedreht gespeichert, wie manche Kameras es tun; Word und PDF zeigten es verschieden.",
    "Bitte in einem Bildprogramm öffnen, drehen und neu speichern.",
)


def read_image(data: bytes) -> tuple[Image | None, Trouble | None]:
    """The picture with its natural size; None when it cannot be shown, with trouble also when it is only coarse."""
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:.1f}".replace(".", ",")
        return None, Trouble("BIL-304", f"ist {size} MB groß.", "Bitte auf höchstens 10 MB verkleinern.")
    try:
        if data.startswith(_PNG):
            return _judged("png", data, *_measure_png(data))
        if data.startswith(_JPEG):
            return _judged("jpeg", data, *_measure_jpeg(data))
    except _Unfit as unfit:
        return None, unfit.trouble
    except (_Broken, struct.error, IndexError, zlib.error):
        return None, Trouble("BIL-305", "ist beschädigt oder unvollständig.", "Bitte die Datei noch einmal ablegen.")
    return None, _foreign(data)


def _judged(kind: str, data: bytes, width: int, height: int, dpi: float) -> tuple[Image | None, Trouble | None]:
    if not width or not height or width * height > MOST_PIXELS:
        text = f"hat {width} × {height} Bildpunkte."
        return None, Trouble("BIL-304", text, "Bitte auf höchstens 50 Millionen Bildpunkte verkleinern.")
    scale = TWIPS_PER_INCH / (dpi if 36 <= dpi <= 1200 else DEFAULT_DPI)
    image = Image(kind, data, max(round(width * scale), 1), max(round(height * scale), 1))  # type: ignore[arg-type]
    if width < FEWEST_PIXELS and image.width > TWIPS_PER_INCH * 4:
        text = f"ist nur {width} Bildpunkte breit und sieht im Druck grob aus."
        return image, Trouble("BIL-306", text, "Bitte eine größere Fassung verwenden.")
    return image, None


def _measure_png(data: bytes) -> tuple[int, int, float]:
    """Width, height and resolution of a PNG (ISO/IEC 15948); every chunk must be whole."""
    width = height = 0
    dpi = 0.0
    for name, content in _chunks(data):
        if name == b"IHDR":
            width, height = struct.unpack_from(">II", content)
        elif name == b"pHYs":
            across, _down, unit = struct.unpack(">IIB", content)
            dpi = across * 0.0254 if unit == _PER_METRE else 0.0
        elif name == b"IEND":
            return width, height, dpi
    raise _Broken


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        (checksum,) = struct.unpack_from(">I", data, end)
        if zlib.crc32(data[at + 4 : end]) != checksum:
            raise _Broken
        yield data[at + 4 : at + 8], data[at + 8 : end]
        at = end + 4


def _measure_jpeg(data: bytes) -> tuple[int, int, float]:
    """Width, height and resolution of a JPEG; it must end as one does."""
    if b"\xff\xd9" not in data[-64:]:
        raise _Broken
    at, dpi = 2, 0.0
    while True:
        if data[at] != 0xFF:
            raise _Broken
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker in _STANDALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker in _FRAMES:
            height, width, channels = struct.unpack_from(">HHB", data, at + 5)
            if channels == _CMYK_CHANNELS:
                raise _Unfit(_CMYK)
            return width, height, dpi
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0" and _is_turned(data[at + 10 : at + 2 + length]):
            raise _Unfit(_TURNED)
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, at + 11)
            dpi = across * {_PER_INCH: 1.0, _PER_CENTIMETRE: 2.54}.get(unit, 0.0)
        at += 2 + length


def _is_turned(exif: bytes) -> bool:
    """Whether the camera's notes say that the picture has to be turned or mirrored (Exif 2.3, tag 0x0112)."""
    order = "<" if exif[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", exif, 4)
    (count,) = struct.unpack_from(order + "H", exif, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        tag, _kind, _number, value = struct.unpack_from(order + "HHIH", exif, entry)
        if tag == _ORIENTATION:
            return bool(value > 1)
    return False


def _foreign(data: bytes) -> Trouble:
    head = data[:512]
    name = next((name for sign, name in _KNOWN if head.startswith(sign)), "")
    if not name and b"<svg" in head:
        name = "SVG"
    if not name and head[4:8] == b"ftyp":
        name = "HEIC oder AVIF"
    text = f"ist eine {name}-Datei; Word zeigt sie nicht überall." if name else "hat kein bekanntes Bildformat."
    return Trouble("BIL-302", text, "Bitte als PNG oder JPEG speichern.")
