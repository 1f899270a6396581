"""Colours and fonts that the styles take from the template's theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from vorlagenwerk.writers.docx.scan import Element, scan

BLACK, WHITE = "000000", "FFFFFF"
_SLOT_OF = {
    **{"text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1"},
    **{"text2": "dk2", "dark2": "dk2", "background2": "lt2", "light2": "lt2"},
    **{"hyperlink": "hlink", "followedHyperlink": "folHlink"},
}
_DIGITS = frozenset("0123456789abcdefABCDEF")


class Theme:
    """theme1.xml, scanned when a style asks for it; an empty one where the template has none."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _elements(self) -> Element:
        found = scan(self._data).find("a:themeElements") if self._data else None
        return found or Element("a:themeElements", {}, 0)

    def color(self, said: Mapping[str, str], automatic: str = BLACK, *, prefix: str = "", value: str = "val") -> str:
        """The colour that the attributes of an element ask for; `automatic` is the one that Word chooses itself.

        Word keeps the colour as it was last computed beside the theme's name; the theme goes first. `prefix` and
        `value` are the attributes' names: `themeFill` and `fill` of a shading.
        """
        slot = said.get(f"w:theme{prefix or 'Color'}", "")
        named = self._named(_SLOT_OF.get(slot, slot)) if slot else ""
        if named:
            return _shaded(named, said.get(f"w:theme{prefix}Tint", ""), said.get(f"w:theme{prefix}Shade", ""))
        return _hexadecimal(said.get(f"w:{value}", "")) or automatic

    def font(self, said: Mapping[str, str]) -> str:
        """The font for Latin letters that a `w:rFonts` asks for, or ""."""
        slot = said.get("w:asciiTheme", "")
        if slot:
            # minorHAnsi, majorAscii …
            latin = self._elements.find(f"a:fontScheme/a:{slot[:5]}Font/a:latin")
            if latin and latin.get("typeface"):
                return latin.get("typeface")
        return said.get("w:ascii") or said.get("w:hAnsi", "")

    def entries(self) -> list[tuple[str, str]]:
        """Its colours by name, and its fonts for headings (major) and text (minor)."""
        scheme = self._elements.find("a:clrScheme")
        slots = [color.name.removeprefix("a:") for color in scheme.children] if scheme else []
        fonts = [(slot, self.font({"w:asciiTheme": slot})) for slot in ("major", "minor")]
        return [*((slot, self._named(slot)) for slot in slots), *fonts]

    def _named(self, slot: str) -> str:
        holder = self._elements.find(f"a:clrScheme/a:{slot}")
        found: Element | None = holder.children[0] if holder and holder.children else None
        return _hexadecimal(found.get("lastClr") or found.get("val")) if found else ""


def _hexadecimal(text: str) -> str:
    return text.upper() if len(text) == 6 and set(text) <= _DIGITS else ""


def _shaded(color: str, tint: str, shade: str) -> str:
    """The colour lightened or darkened as Word does: by its luminance (ISO/IEC 29500-1, 17.3.2.6)."""
    if not tint and not shade:
        return color
    # imported here because the shipped template and most others need no theme
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, saturation = rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    if shade:
        light *= _share(shade)
    if tint:
        light = light * _share(tint) + 1 - _share(tint)
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, light, saturation))


def _share(text: str) -> float:
    return int(text, 16) / 255 if 0 < len(text) <= 2 and set(text) <= _DIGITS else 1.0
