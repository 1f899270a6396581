"""Reads what has to be known of a picture: format, size on paper, whether it is whole. Pixels are never decoded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error
from vorlagenwerk.data.tree import Document, Image, Picture
from vorlagenwerk.data.walking import places

TWIPS_PER_INCH = 1440
DEFAULT_DPI = 150
"""Resolution of a picture that names none: what still looks sharp in print."""
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
MOST_TOGETHER = 100_000_000
"""Bytes of all pictures of a paper, each counted as often as it stands there: HTML holds every one of them."""
FEWEST_PIXELS = 400
"""A picture as wide as a column of text and narrower than this looks coarse in print."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame and hold its size (ITU-T T.81, table B.1)."""
_COMMON_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Those of frames that every program shows: baseline, extended, progressive."""
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_CMYK_CHANNELS, _ORIENTATION, _TURNS = 4, 0x0112, 8
_PER_METRE, _PER_INCH, _PER_CENTIMETRE = 1, 1, 2

_KNOWN = (
    (_PNG, "PNG"),
    (_JPEG, "JPEG"),
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
_RARE = Trouble("BIL-302", "hat eine seltene Abart des Formats JPEG.", "Bitte als PNG oder JPEG neu speichern.")
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


def check_together(document: Document, file: str) -> list[Problem]:
    """The finding on a paper whose pictures are too much in sum (BIL-309)."""
    shown = places((*document.cover, *document.children))
    total = sum(len(place.image.data) for place in shown if isinstance(place, Picture))
    if total <= MOST_TOGETHER:
        return []
    text = f"Die Bilder des Papiers sind zusammen {round(total / 1_000_000)} MB groß, die der Anlagen mitgezählt."
    return [error("BIL-309", Place(file), text, "Bitte auf zusammen höchstens 100 MB verkleinern.")]


def format_of(data: bytes) -> str:
    """The name of a picture's format by its first bytes, "" for one that nobody knows."""
    head = data[:512]
    name = next((name for sign, name in _KNOWN if head.startswith(sign)), "")
    if not name and b"<svg" in head:
        return "SVG"
    return "HEIC oder AVIF" if not name and head[4:8] == b"ftyp" else name


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
    """Width, height and resolution of a PNG (ISO/IEC 15948); every chunk must be whole, the header be the first."""
    chunks = _chunks(data)
    first, head = next(chunks)
    if first != b"IHDR":
        raise _Broken
    width, height = struct.unpack_from(">II", head)
    dpi, has_pixels = 0.0, False
    for name, content in chunks:
        if name == b"pHYs":
            across, _down, unit = struct.unpack(">IIB", content)
            dpi = across * 0.0254 if unit == _PER_METRE else 0.0
        elif name == b"IDAT":
            has_pixels = True
        elif name == b"eXIf" and _is_turned(content):
            raise _Unfit(_TURNED)
        elif name == b"IHDR":  # a second one would let programs see another size than the one judged here
            raise _Broken
        elif name == b"IEND" and has_pixels:
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
    """Width, height and resolution of a JPEG; its end must be there (cameras put notes of their own behind it)."""
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
            if marker not in _COMMON_FRAMES:
                raise _Unfit(_RARE)
            if data.find(b"\xff\xd9", at) < 0:
                raise _Broken
            return width, height, dpi
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0" and _is_turned(data[at + 10 : at + 2 + length]):
            raise _Unfit(_TURNED)
        if marker == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0":
            unit, across = struct.unpack_from(">BH", data, at + 11)
            dpi = across * {_PER_INCH: 1.0, _PER_CENTIMETRE: 2.54}.get(unit, 0.0)
        at += 2 + length


def _is_turned(exif: bytes) -> bool:
    """Whether the camera's notes say that the picture has to be turned or mirrored (Exif 2.3, tag 0x0112).

    Programs that show pictures pass over notes that are broken.
    """
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, _kind, _number, value = struct.unpack_from(order + "HHIH", exif, entry)
            if tag == _ORIENTATION:
                return bool(1 < value <= _TURNS)
    except struct.error:
        pass
    return False


def _foreign(data: bytes) -> Trouble:
    name = format_of(data)
    text = f"ist eine {name}-Datei; Word zeigt sie nicht überall." if name else "hat kein bekanntes Bildformat."
    return Trouble("BIL-302", text, "Bitte als PNG oder JPEG speichern.")
