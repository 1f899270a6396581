"""What styles say, read flat: attributes by the way to their element, and how one style takes over from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vorlagenwerk.writers.docx.scan import Element

Properties = Mapping[str, Mapping[str, str]]
"""What a style says: attributes by the way to their element (`w:rPr/w:sz`, `w:pPr/w:pBdr/w:left`)."""

_GROUPS = ("w:pPr", "w:rPr", "w:tblPr", "w:tcPr")
_NORMAL_NAMES = {"w:start": "w:left", "w:end": "w:right"}
_MERGED = {
    "w:pPr/w:spacing": (),
    "w:pPr/w:ind": (("w:firstLine", "w:hanging"),),
    "w:rPr/w:rFonts": (("w:ascii", "w:asciiTheme"), ("w:hAnsi", "w:hAnsiTheme"), ("w:cs", "w:cstheme")),
}
"""Elements whose attributes are inherited one by one, with attributes that say the same thing in two ways."""
_LONGEST_NUMBER = 7


def whole_number(text: str, otherwise: int) -> int:
    """A number as Word writes it; other programs and broken files write other things."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER else otherwise


def said_in(element: Element | None) -> Iterator[tuple[str, dict[str, str]]]:
    """What a style, a part of one or the defaults say, in the order of the file."""
    for group in element.children if element else ():
        if group.name in _GROUPS:
            for child in group.children:
                way = f"{group.name}/{child.name}"
                yield from ((f"{way}/{below.name}", below.attributes) for below in child.children)
                if not child.children:
                    yield way, _with_one_name(child.attributes)


def _with_one_name(attributes: dict[str, str]) -> dict[str, str]:
    """Newer versions of Word say start for left."""
    if "w:start" in attributes or "w:end" in attributes:
        return {_NORMAL_NAMES.get(name, name): value for name, value in attributes.items()}
    return attributes


def part_of(style: Element, part: str) -> Element | None:
    """What a table style says of a part of tables (`firstRow`)."""
    found = (child for child in style.children if child.name == "w:tblStylePr" and child.get("w:type") == part)
    return next(found, None)


def inherit(path: str, inherited: Mapping[str, str], own: Mapping[str, str]) -> Mapping[str, str]:
    """The attributes of an element that a style has itself and by inheritance."""
    rivals = _MERGED.get(path)
    if rivals is None or not inherited:
        return own
    gone = {name for pair in rivals if any(name in own for name in pair) for name in pair}
    return {name: value for name, value in inherited.items() if name not in gone} | dict(own)
