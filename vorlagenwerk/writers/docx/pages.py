"""Page geometry: the section properties of the template, turned for landscape, measured for tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from vorlagenwerk.basics.typesetting.pages import A4, Page
from vorlagenwerk.basics.typesetting.running import PAGE_FORMS, PageNumbers
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.scan import Element, scan

_FIRST_ONLY = ("w:titlePg", "w:type")
_RUNNING = ("w:headerReference", "w:footerReference")
_LAST_NUMBER = 32766
"""Word's dialog allows no higher number for a first page."""
_DEFAULT = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1134" w:bottom="1134" w:left="1417" w:header="709" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)


class PageSetup(NamedTuple):
    """The template's section properties around size and margins, for the first and for further sections."""

    page: Page
    first: tuple[str, str]
    further: tuple[str, str]
    cover: tuple[str, str]
    """The letterhead, and no running header or footer."""
    letterhead: str
    """The id of the relation to the header of the first page, or ""."""
    is_first_different: bool
    """Whether the first page has a header of its own."""
    references: Mapping[tuple[str, str], str]
    """The ids of the relations to all headers and footers, by kind (`header`) and pages (`default`)."""
    numbers: PageNumbers
    odd_numbers: str
    """What of the page numbers nothing but Word can show, or ""."""

    def section(
        self, kind: Literal["first", "further", "cover"], *, landscape: bool, paper: str = "a4"
    ) -> tuple[Page, str]:
        """The page of a section and its `w:sectPr`."""
        page = self.page.sheet(landscape=landscape, paper=paper)
        before, after = {"first": self.first, "further": self.further, "cover": self.cover}[kind]
        return page, before + _markup(page) + after


def read_page_setup(body: Element, data: bytes) -> PageSetup:
    """Page setup of the template's last section, which Word shows under „Layout“, with the headers and footers that it
    takes over from earlier sections.
    """
    last = _last_section(body)
    size, margins = sheet_of(body)
    if last is None or size is None or margins is None:
        default = _DEFAULT.encode()
        return _setup(scan(default), default, Page(*A4, 1417, 1134, 1134, 1417, 709, 567, 0))
    names = ("top", "right", "bottom", "left", "header", "footer", "gutter")
    top, right, bottom, left, header, footer, gutter = (_twips(margins.get("w:" + name), 0) for name in names)
    width, height = _twips(size.get("w:w"), A4[0]), _twips(size.get("w:h"), A4[1])
    page = Page(width, height, top, right, bottom, left, header, footer, gutter)
    missing = _inherited(last, body, data)
    if missing:
        data = data[last.start : last.head_end] + missing + data[last.head_end : last.end]
        last = scan(data)
    return _setup(last, data, page)


def sheet_of(body: Element) -> tuple[Element | None, Element | None]:
    """`w:pgSz` and `w:pgMar` of the template's last section."""
    last = _last_section(body)
    return (last.find("w:pgSz"), last.find("w:pgMar")) if last else (None, None)


def _last_section(body: Element) -> Element | None:
    return body.children[-1] if body.children and body.children[-1].name == "w:sectPr" else None


def _inherited(last: Element, body: Element, data: bytes) -> bytes:
    """The references to headers and footers that the last section lacks, from the nearest section that has them."""
    sections = (paragraph.find("w:pPr/w:sectPr") for paragraph in body.all("w:p"))
    found: dict[tuple[str, str], Element] = {}
    for section in (*sections, last):
        references = section.children if section else ()
        found |= {(child.name, child.get("w:type")): child for child in references if child.name in _RUNNING}
    return b"".join(data[child.start : child.end] for child in found.values() if child not in last.children)


def _setup(section: Element, data: bytes, page: Page) -> PageSetup:
    # printer settings are a binary part of one machine
    gone = [child for child in section.children if child.name == "w:printerSettings"]
    # the letterhead and a given first page number belong to the paper's first page, not to every annex
    further, further_data = _counting_on(section, data)
    later = [child for child in further.children if _is_first_only(child) or child.name == "w:printerSettings"]
    running = [child for child in section.children if child.name in _RUNNING and not _is_letterhead(child)]
    return PageSetup(
        page,
        _around_size(section, data, gone),
        _around_size(further, further_data, later),
        _around_size(section, data, [*gone, *running]),
        *_first_header(section),
        {
            (child.name.removeprefix("w:").removesuffix("Reference"), child.get("w:type", "default")): child.get("r:id")
            for child in section.children
            if child.name in _RUNNING
        },
        *_page_numbers(section),
    )


def _page_numbers(section: Element) -> tuple[PageNumbers, str]:
    """How pages are numbered, and what of it nothing but Word can show."""
    said = section.find("w:pgNumType")
    if said is None:
        return PageNumbers(), ""
    form = said.get("w:fmt", "decimal")
    lost = "die Form der Seitenzahlen" if form not in PAGE_FORMS else ""
    if said.get("w:chapStyle"):
        lost = "die Kapitelnummern vor den Seitenzahlen"
    first = min(max(whole_number(said.get("w:start"), 1), 0), _LAST_NUMBER)
    return PageNumbers(first, form if form in PAGE_FORMS else "decimal"), lost


def _counting_on(section: Element, data: bytes) -> tuple[Element, bytes]:
    """The section with the form of its page numbers, but without the number of its first page."""
    said = section.find("w:pgNumType")
    if said is None or not said.get("w:start"):
        return section, data
    kept = {name: value for name, value in said.attributes.items() if name != "w:start"}
    tag = (
        "<w:pgNumType" + "".join(f' {name}="{attribute(value)}"' for name, value in kept.items()) + "/>" if kept else ""
    )
    data = data[section.start : said.start] + tag.encode() + data[said.end : section.end]
    return scan(data), data


def _first_header(section: Element) -> tuple[str, bool]:
    own = section.find("w:titlePg")
    is_different = own is not None and own.get("w:val", "1") not in ("0", "false", "off")
    wanted = "first" if is_different else "default"
    headers = (child for child in section.children if child.name == "w:headerReference")
    return next((child.get("r:id") for child in headers if child.get("w:type") == wanted), ""), is_different


def _is_letterhead(child: Element) -> bool:
    return child.name == "w:headerReference" and child.get("w:type") == "first"


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


def _markup(page: Page) -> str:
    """`w:pgSz` and `w:pgMar`."""
    orientation = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orientation}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="{page.gutter}"/>'
    )
