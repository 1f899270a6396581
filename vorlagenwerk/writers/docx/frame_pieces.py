"""What a paragraph of a header or footer shows: fixed text, values, page numbers, and what it holds beside these."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.letterhead import Count, Side, Stop
from vorlagenwerk.basics.typesetting.running import IN_DASHES
from vorlagenwerk.data.problems import quote
from vorlagenwerk.writers.docx.frame_reading import is_control
from vorlagenwerk.writers.docx.scan import Element

_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:softHyphen": ""}
_SKIPPED = ("mc:Fallback", "w:pPr", "w:rPr", "w:del", "w:moveFrom")
_FORMS = {"ROMAN": "upperRoman", "roman": "lowerRoman", "ALPHABETIC": "upperLetter", "alphabetic": "lowerLetter",
          "Arabic": "decimal", "ARABIC": "decimal", "ArabicDash": IN_DASHES}  # fmt: skip
"""How a field says that it writes numbers (ECMA-376 part 1, 17.16.4.3.1)."""
_EDGES: dict[str, Side] = {"center": "mitte", "right": "rechts"}
_OFF = ("0", "false", "off")
_LONGEST_NAME = 20


class Pieces:
    """The pieces of one paragraph in the order of reading, as `HeadLine` has them."""

    def __init__(self, paragraph: Element) -> None:
        self.found: list[str | Count] = [""]
        self.stops: list[Stop] = []
        """The stops of tabs that say themselves where they lead."""
        self.drawings: list[tuple[Element, bool]] = []
        """Its drawings, with whether they stand before all text."""
        self.boxes: list[Element] = []
        """The contents of its text boxes."""
        self.lost: list[str] = []
        """What nothing but Word can show."""
        self._fields: list[_Field] = []
        self._collect(paragraph)

    @property
    def has_text(self) -> bool:
        """Whether it shows anything but drawings."""
        return len(self.found) > 1 or any(isinstance(piece, str) and piece.strip() for piece in self.found)

    def _collect(self, element: Element) -> None:
        for child in element.children:
            if is_control(child):
                self._fill(child.value("w:sdtPr/w:tag"))
            elif child.name == "w:t":
                self._write(child.text)
            elif child.name in _SIGNS:
                self._write(_SIGNS[child.name])
            elif child.name == "w:ptab":
                self._tab(child)
            elif child.name == "w:fldChar":
                self._field(child.get("w:fldCharType"))
            elif child.name == "w:instrText" and self._fields:
                self._fields[-1].instruction += child.text
            elif child.name == "w:fldSimple":
                self._simple_field(child)
            elif child.name == "w:pgNum":
                self._fill(Count())
            elif child.name == "w:sym":
                self.lost.append("ein Sonderzeichen")
            elif child.name in ("w:drawing", "w:pict"):
                self._drawing(child)
            elif child.name not in _SKIPPED and not _is_hidden(child):
                self._collect(child)

    def _write(self, text: str) -> None:
        last = self.found[-1]
        if isinstance(last, str) and all(field.shows_result for field in self._fields):
            self.found[-1] = last + text

    def _fill(self, piece: str | Count) -> None:
        if all(field.shows_result for field in self._fields):
            self.found += [piece, ""]

    def _tab(self, tab: Element) -> None:
        self._write("\t")
        side = _EDGES.get(tab.get("w:alignment"))
        if side:
            self.stops.append(Stop(None, side))

    def _drawing(self, drawing: Element) -> None:
        self.drawings.append((drawing, not self.has_text))
        self.boxes += drawing.all("w:txbxContent")

    def _simple_field(self, element: Element) -> None:
        field = _Field(element.get("w:instr"), has_result=True)
        if field.shows_result:
            self._collect(element)
        else:
            self._end(field)

    def _field(self, mark: str) -> None:
        if mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif mark == "end" and self._fields:
            self._end(self._fields.pop())

    def _end(self, field: _Field) -> None:
        words = field.instruction.split()
        name = words[0].upper() if words else ""
        if name in ("PAGE", "NUMPAGES"):
            forms = (_FORMS[word.strip('"')] for word in words if word.strip('"') in _FORMS)
            self._fill(Count(name == "NUMPAGES", next(forms, "")))
        elif name != "HYPERLINK" and not self._fields:
            self.lost.append(f"das Feld {quote(name[:_LONGEST_NAME])}")


class _Field:
    """A field that is being read."""

    def __init__(self, instruction: str = "", *, has_result: bool = False) -> None:
        self.instruction = instruction
        self.has_result = has_result

    @property
    def shows_result(self) -> bool:
        """Whether its result is a text like any other; that of other fields is a sample."""
        return self.has_result and self.instruction.upper().split()[:1] == ["HYPERLINK"]


def _is_hidden(run: Element) -> bool:
    hidden = run.find("w:rPr/w:vanish") if run.name == "w:r" else None
    return hidden is not None and hidden.get("w:val", "1") not in _OFF
