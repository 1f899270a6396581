"""Page geometry: the section properties of the template, turned for landscape, measured for tables."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.writers.docx.scan import Element, scan

A4 = (11906, 16838)
_TOLERANCE = 30
_NARROWEST = 1134
_FIRST_ONLY = ("w:titlePg", "w:type")
_DEFAULT = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1417" w:header="709" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)


class Page(NamedTuple):
    """The paper of a section and the room for text on it, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int

    @property
    def text_width(self) -> int:
        """Room between left and right margin; never nothing, whatever margins someone has set."""
        return max(self.width - self.left - self.right - self.gutter, _NARROWEST)

    @property
    def text_height(self) -> int:
        """Room between top and bottom margin; a negative margin is one that the header may not move."""
        return self.height - abs(self.top) - abs(self.bottom)

    @property
    def is_a4(self) -> bool:
        """Whether the paper is A4, in either direction."""
        short, long = sorted((self.width, self.height))
        return abs(short - A4[0]) < _TOLERANCE and abs(long - A4[1]) < _TOLERANCE

    def turned(self) -> Page:
        """The same sheet in landscape: the binding edge goes to the top, the sides take the smaller margin."""
        if self.width > self.height:
            return self
        side = min(self.left, self.right)
        top = self.top if self.top < 0 else max(self.top, self.left)
        return Page(self.height, self.width, top, side, self.bottom, side, self.header, self.footer, self.gutter)

    def markup(self) -> str:
        """`w:pgSz` and `w:pgMar`."""
        orientation = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{orientation}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="{self.gutter}"/>'
        )


class PageSetup(NamedTuple):
    """The template's section properties around size and margins, for the first and for further sections."""

    page: Page
    first: tuple[str, str]
    further: tuple[str, str]

    def section(self, *, landscape: bool, is_first: bool) -> tuple[Page, str]:
        """The page of a section and its `w:sectPr`."""
        page = self.page.turned() if landscape else self.page
        before, after = self.first if is_first else self.further
        return page, before + page.markup() + after


def read_page_setup(body: Element, data: bytes) -> PageSetup:
    """Page setup of the template's last section, which Word shows under „Layout“."""
    last = body.children[-1] if body.children and body.children[-1].name == "w:sectPr" else None
    size, margins = (last.find("w:pgSz"), last.find("w:pgMar")) if last else (None, None)
    if last is None or size is None or margins is None:
        default = _DEFAULT.encode()
        return _setup(scan(default), default, Page(*A4, 1417, 1134, 1134, 1417, 709, 567, 0))
    names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    page = Page(
        _twips(size.get("w:w"), A4[0]),
        _twips(size.get("w:h"), A4[1]),
        *(_twips(margins.get("w:" + name), 0) for name in names),
    )
    return _setup(last, data, page)


def _setup(section: Element, data: bytes, page: Page) -> PageSetup:
    # printer settings are a binary part of one machine
    gone = [child for child in section.children if child.name == "w:printerSettings"]
    # the letterhead and a given first page number belong to the paper's first page, not to every annex
    later = [child for child in section.children if _is_first_only(child)]
    return PageSetup(page, _around_size(section, data, gone), _around_size(section, data, [*gone, *later]))


def _is_first_only(child: Element) -> bool:
    return child.name in _FIRST_ONLY or child.get("w:type") == "first" or bool(child.get("w:start"))


def _around_size(section: Element, data: bytes, gone: list[Element]) -> tuple[str, str]:
    """The section's mark-up before and behind size and margins, without the elements that are gone."""
    before: list[bytes] = []
    after: list[bytes] = []
    place = section.head_end
    target = before
    for child in section.children:
        target.append(data[place : child.start])
        place = child.end
        if child.name == "w:pgSz":
            target = after
        elif child.name != "w:pgMar" and child not in gone:
            target.append(data[child.start : child.end])
    head, tail = data[section.start : section.head_end], data[place : section.end]
    return (head + b"".join(before)).decode(), (b"".join(after) + tail).decode()


def _twips(text: str, default: int) -> int:
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return default
