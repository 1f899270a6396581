"""Reads headers and footers: where their content controls are, and what may go with an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby

from vorlagenwerk.writers.docx.controls import gallery
from vorlagenwerk.writers.docx.frame import FramePart, Line, PageCount, Slot
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.scan import Element
from vorlagenwerk.writers.docx.stylesheet import StyleSheet

_BLOCKS = ("w:p", "w:tbl", "w:sdt", "w:customXml")
_CONTAINERS = ("w:hdr", "w:ftr", "w:tc", "w:txbxContent", "w:sdtContent")
_BEFORE_RULE = (
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr"),
    "w:suppressLineNumbers",
)
"""What stands before `w:pBdr` in the properties of a paragraph (ECMA-376, 17.3.1.26)."""
_DROPPED = frozenset(
    {
        *("w:showingPlcHdr", "w:placeholder", "w:dataBinding", "w15:dataBinding", "w:temporary"),
        *("w:text", "w:richText", "w:date", "w:comboBox", "w:dropDownList"),
    }
)
_KINDS = frozenset(
    {
        *("w:docPartObj", "w:docPartList", "w:group", "w:equation", "w:citation", "w:bibliography"),
        *("w14:checkbox", "w15:repeatingSection", "w15:repeatingSectionItem"),
    }
)
"""What else a control may be."""
_NO_RULE = ("", "none", "nil")


def read_frame_part(name: str, data: bytes, root: Element, sheet: StyleSheet) -> FramePart:
    """The part cut at its content controls."""
    pieces: list[bytes | Slot | PageCount | Line] = []
    at = 0
    for start, end, gap in sorted(_gaps(data, root, sheet), key=lambda found: found[0]):
        pieces += [data[at:start], gap] if start > at else [gap]
        at = end
    return FramePart(name, (*pieces, data[at:]), tuple(_styles(root, "")))


def tagged_controls(root: Element) -> list[Element]:
    """The content controls that documents fill in, in order; pictures and table rows are none of ours."""
    found: list[Element] = []
    for child in root.children:
        found += [child] if is_control(child) else tagged_controls(child)
    return found


def is_control(element: Element) -> bool:
    """Whether the element is a content control that documents fill in; one around others only groups these."""
    if element.name != "w:sdt" or not _tag(element):
        return False
    # a paper that became a template has controls for the fields in its values
    if any(_tag(inner) and not _tag(inner).startswith(("/", "=")) for inner in element.all("w:sdt")):
        return False
    return element.find("w:sdtPr/w:picture") is None and element.find("w:sdtContent/w:tr") is None


def _tag(control: Element) -> str:
    return control.value("w:sdtPr/w:tag")


def _gaps(data: bytes, root: Element, sheet: StyleSheet) -> Iterator[tuple[int, int, Slot | PageCount | Line]]:
    """What documents fill in, each with the bytes whose place it takes."""
    lines = list(_lines(root, count(1)))
    for element, group in lines:
        yield element.start, element.end, _line(element, group, data, sheet)
    for control in tagged_controls(root):
        if not any(line.start <= control.start < line.end for line, _ in lines):
            yield control.start, control.end, _slot(control, data)
    for text, goes_on in _page_counts(root):
        end = data.rindex(b"</", text.head_end, text.end)
        yield text.head_end, end, PageCount(data[text.head_end : end], goes_on)


def _styles(element: Element, style: str) -> Iterator[tuple[str, str]]:
    """The tag of each control and the style of the paragraph that it stands in or holds."""
    for child in element.children:
        inner = child.value("w:pPr/w:pStyle") if child.name == "w:p" else style
        if is_control(child):
            held = next(child.all("w:p"), None)
            yield _tag(child), held.value("w:pPr/w:pStyle") if held else inner
        else:
            yield from _styles(child, inner)


def _lines(element: Element, groups: Iterator[int]) -> Iterator[tuple[Element, int]]:
    """The paragraphs that hold nothing but controls, with the group of those that may not all go."""
    if element.name in _CONTAINERS:
        blocks = [child for child in element.children if child.name in _BLOCKS]
        runs = [(is_line, list(run)) for is_line, run in groupby(blocks, _is_line)]
        for number, (is_line, run) in enumerate(runs):
            # Word wants a paragraph behind each table, and one at least everywhere
            behind_table = number > 0 and runs[number - 1][1][-1].name != "w:p"
            group = next(groups) if is_line and (behind_table or len(runs) == 1) else 0
            yield from ((block, group) for block in run if is_line)
    for child in element.children:
        if not _is_line(child) and not is_control(child):
            yield from _lines(child, groups)


def _is_line(block: Element) -> bool:
    if block.name == "w:sdt":
        return is_control(block) and block.find("w:sdtContent/w:p") is not None
    inside = [child for child in block.children if child.name not in ("w:pPr", "w:proofErr")]
    texts = [child for child in inside if not is_control(child)]
    return block.name == "w:p" and len(texts) < len(inside) and all(_is_blank(text) for text in texts)


def _is_blank(run: Element) -> bool:
    shown = [child for child in run.children if child.name not in ("w:rPr", "w:tab")]
    return run.name == "w:r" and all(child.name == "w:t" and not child.text.strip() for child in shown)


def _line(block: Element, group: int, data: bytes, sheet: StyleSheet) -> Line:
    if block.name == "w:sdt":
        slot = _slot(block, data)
        paragraph = next(block.all("w:p"), block)
        return Line(b"", b"", (slot,), _rule(paragraph, data, sheet), takes_rule=False, group=group)
    properties = block.find("w:pPr")
    pieces: list[bytes | Slot] = []
    at = properties.end if properties else block.head_end
    for control in filter(is_control, block.children):
        pieces += [data[at : control.start], _slot(control, data)]
        at = control.end
    pieces.append(data[at : block.end])
    head, rest = data[block.start : block.head_end] + b"<w:pPr>", b"</w:pPr>"
    if properties and properties.children:
        behind = [child.end for child in properties.children if child.name in _BEFORE_RULE]
        cut = max([properties.head_end, *behind])
        head, rest = data[block.start : cut], data[cut : properties.end]
    takes_rule = block.find("w:pPr/w:pBdr") is None
    return Line(head, rest, tuple(pieces), _rule(block, data, sheet), takes_rule, group)


def _rule(paragraph: Element, data: bytes, sheet: StyleSheet) -> bytes:
    """The line below a paragraph, which it says itself or by its style."""
    own = paragraph.find("w:pPr/w:pBdr/w:bottom")
    if own:
        return b"" if own.get("w:val") in _NO_RULE else _raw(own, data)
    ident = paragraph.value("w:pPr/w:pStyle")
    said = sheet.properties(ident).get("w:pPr/w:pBdr/w:bottom", {}) if ident in sheet else {}
    if said.get("w:val", "") in _NO_RULE:
        return b""
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in said.items())
    return f"<w:bottom{attributes}/>".encode()


def _page_counts(root: Element) -> Iterator[tuple[Element, bool]]:
    """The texts that show the number of pages, and whether they go on; in a control the document's value takes their
    place.
    """
    is_result = goes_on = False
    for element in _outside_controls(root):
        if element.name == "w:fldSimple" and _counts_pages(element.get("w:instr")):
            texts = (text for text in element.all("w:t") if text.text)
            yield from ((text, number > 0) for number, text in enumerate(texts))
        elif element.name == "w:instrText" and _counts_pages(element.text):
            is_result, goes_on = True, False
        elif element.get("w:fldCharType") == "end":
            is_result = False
        elif is_result and element.name == "w:t" and element.text:
            yield element, goes_on
            goes_on = True


def _outside_controls(root: Element) -> Iterator[Element]:
    for child in root.children:
        if not is_control(child):
            yield child
            yield from _outside_controls(child)


def _counts_pages(instruction: str) -> bool:
    return instruction.upper().split()[:1] == ["NUMPAGES"]


def _slot(control: Element, data: bytes) -> Slot:
    content = control.find("w:sdtContent") or Element("w:sdtContent", {}, control.end)
    properties = control.find("w:sdtPr") or Element("w:sdtPr", {}, control.start)
    paragraph, cell = next(content.all("w:p"), None), content.find("w:tc")
    run = next((run for run in content.all("w:r") if run.find("w:t")), next(content.all("w:r"), None))
    look = b"" if run is None else _run_properties(run, properties, data)
    # everything but the first paragraph and the first text run was sample text
    before, after, empty = b"", b"", b""
    if paragraph is not None:
        before, after = b"<w:p>" + _raw(paragraph.find("w:pPr"), data), b"</w:p>"
        if cell is not None:
            before, after = b"<w:tc>" + _raw(cell.find("w:tcPr"), data) + before, after + b"</w:tc>"
        empty = before + after
    head = _properties(properties, data, holds_paragraph=paragraph is not None and cell is None)
    before, after = b"<w:sdt>" + head + b"<w:sdtContent>" + before, after + b"</w:sdtContent></w:sdt>"
    return Slot(_tag(control), before, look, after, empty)


def _run_properties(run: Element, properties: Element, data: bytes) -> bytes:
    # text still marked as a placeholder is grey; the control's own properties are what a typed text would get
    source = properties if properties.find("w:showingPlcHdr") else run
    return _raw(source.find("w:rPr"), data)


def _properties(properties: Element, data: bytes, *, holds_paragraph: bool) -> bytes:
    """The control's properties without those that would make Word show or fetch another text, or allow no controls
    inside.
    """
    kept = [child for child in properties.children if child.name not in _DROPPED]
    # LibreOffice shows the letters of other controls around a paragraph without what they look like
    has_kind = any(child.name in _KINDS for child in kept)
    kind = gallery("Quick Parts").encode() if holds_paragraph and not has_kind else b""
    return b"<w:sdtPr>" + b"".join(_raw(child, data) for child in kept) + kind + b"</w:sdtPr>"


def _raw(element: Element | None, data: bytes) -> bytes:
    return data[element.start : element.end] if element else b""
