"""One document under construction: its data and figures, the marks handed out, the findings collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.images import Trouble, read_image
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.building.context import with_figures
from vorlagenwerk.building.marks import CLOSE, MARK, OPEN, Inlines, Line, Marks, Prose
from vorlagenwerk.building.parsing import parse_blocks
from vorlagenwerk.building.templates import Templates
from vorlagenwerk.checks.figures import FORMATS, Quantity, printed
from vorlagenwerk.checks.guide import Point
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Path, Place, field_name, pointer
from vorlagenwerk.data.problems import Problem, error, note, quote, warning
from vorlagenwerk.project.doctype import DocType
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.outputs import SUBMISSION

if TYPE_CHECKING:
    from vorlagenwerk.basics.typesetting.look import Look

_BRACES = re.compile(r"\{\{(.*?)\}\}|\{\{|\}\}|\{%|(?<![0-9])(?<![0-9] )%\}", re.DOTALL)
"""What looks like a template's code; `breite=60%}` ends the settings of a picture."""
_LOOK_UP = re.compile(r"\s*(?P<name>[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_]*)*)\s*(?:\|\s*(?P<filter>[a-z_]+)\s*)?")
_NO_MARKS = (
    (
        "<",
        r"</?(?:b|i|u|em|strong|sub|sup|br|p|div|span|ul|ol|li|table|tr|td|th|a|h[1-6])\b[^<>]*/?>",
        "Fett wird **so** geschrieben, kursiv *so*; tiefgestellte Zahlen als Zeichen (CO₂).",
    ),
    (
        "~~",
        r"~~(?=\S)[^~\n]{1,60}~~",
        "Streichen Sie die Worte; was sich geändert hat, zeigt der Vergleich der Fassungen.",
    ),
    ("^", r"(?<=\w)\^[\w+-]{1,3}\^", "Hochgestellte Ziffern schreiben Sie als Zeichen (m², 10³)."),
    ("```", r"(?m)^ *```\w*$", "Getrennte Zeilen schreiben Sie als Aufzählung, einzelne Worte zwischen `Akzenten`."),
    (
        "^[",
        r"\^\[(?=(?:(?!\n[ \t]*\n)[^\]])*(?:\n[ \t]*\n|\Z))[^\n]{0,30}",
        "Schließen Sie die Fußnote mit „]“, noch im selben Absatz.",
    ),
)
"""Marks that some program evaluates and this one does not: a sign that stands in them, the mark, what to do instead."""
ASSEMBLY = "_aufbau"
"""The name under which a template's context carries the document under construction."""

_NO_WORDS = ("bild", "foto", "grafik", "abbildung", "diagramm", "logo")
"""Descriptions of pictures that say nothing of what there is to see."""
_SET_BY_PROGRAM = (
    "(unter)?titel|ueberschrift_.*|deckblatt_.*|(abbildungs|inhalts)?verzeichnis(_.*)?|aufzaehlung|nummerierung"
    "|listenfortsetzung|fussnotentext|abbildung|beschriftung|tabellen.*"
)
"""Roles of paragraphs that follow from where they stand; nobody who writes a text chooses them."""
_LEVELS = {"TXT-303": note, "TXT-307": warning, "BIL-306": note}


ReadPicture = Callable[[str], tuple[bytes | None, str]]
"""Gives the bytes of a file beside the content, or None and its whole name with the nearest existing one behind it."""


class Annex(NamedTuple):
    """A paper that another one takes in: its blocks, its figures, and how its pages lie."""

    title: str
    children: tuple[tree.Block, ...]
    figures: Mapping[str, Quantity]
    landscape: bool


@dataclass(slots=True)
class Mention:
    """A reference inside the document, to be resolved when all blocks stand; `place` tells where it was written."""

    ident: str
    place: Callable[[], Place]


@dataclass
class Assembly:
    """What building one document works with.

    `figures` holds every name that texts may refer to, dotted for those of an annex (`erhebungsbogen.anzahl`). In the
    lines of `data` they are filled in.
    """

    doctype: DocType
    source: Source
    data: Mapping[str, Any]
    figures: Mapping[str, Quantity]
    annexes: Mapping[str, Annex]
    lists: CodeLists
    templates: Templates
    read_picture: ReadPicture
    roles: Callable[[], Collection[str]]
    """The roles that paragraphs may have, () if nobody knows; asked for only where a text names one."""
    look: Callable[[], Look | None]
    """The look of the pages, None where it cannot be read; asked for only where something is drawn."""
    drawn: Callable[[str, Mapping[str, Any]], str]
    """What an SVG template in `_stil` makes of these values. Raises ExpressionError."""
    marks: Marks = field(default_factory=Marks)
    problems: list[Problem] = field(default_factory=list)
    edition: str = SUBMISSION
    """Which edition of the paper this is; templates call it `fassung`."""
    points: Sequence[Point] = ()
    """The points of the type's guide that hold for the paper, with their state."""
    here: Path | None = None
    """The prose field being parsed, None while the template itself is."""
    _mentions: list[Mention] = field(default_factory=list)
    _missing: set[str] = field(default_factory=set)
    _pictures: dict[str, tuple[tree.Image | None, Trouble | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fill in the lines at once: whoever asks for one, a table, a drawing, a filter, gets what is printed."""
        self.data = with_figures(self.data, self.doctype.schema.shape, self.line)

    @cached_property
    def names(self) -> dict[str, Any]:
        """What a template may name: fields, its own figures, and those of an annex below the annex's name."""
        own = {name: figure for name, figure in self.figures.items() if "." not in name}
        theirs = {name: annex.figures for name, annex in self.annexes.items()}
        return {"fassung": self.edition, **self.data, **theirs, **own, ASSEMBLY: self}

    def prose(self, prose: Prose, level: int) -> tuple[tree.Block, ...]:
        """The blocks of a prose field; its findings point into the field."""
        with self.within(prose.path):
            return parse_blocks(self._with_figures(prose), self, level)

    @contextmanager
    def within(self, path: Path | None) -> Iterator[None]:
        """Findings meanwhile point into the field at `path`."""
        outer, self.here = self.here, path
        try:
            yield
        finally:
            self.here = outer

    def field(self, prose: Prose, level: int) -> tuple[tree.Block, ...]:
        """The blocks of a prose field as one node that knows where it was written; () for an empty one."""
        blocks = self.prose(prose, level)
        return (tree.Field(pointer(prose.path), field_name(prose.path), blocks),) if blocks else ()

    def picture(self, file: str, description: str) -> tree.Image | None:
        """The picture in a file beside the content; whatever keeps it from being shown is a finding."""
        name = file.rpartition("/")[2].casefold()
        if description.casefold() in {"", file.casefold(), name, name.partition(".")[0], *_NO_WORDS}:
            said = f"Dem Bild {quote(file)} fehlt die Beschreibung für Menschen, die es nicht sehen."
            self.report("BIL-303", said, "Sie steht in den eckigen Klammern: ![Beschreibung](datei.png).", file)
        if file not in self._pictures:  # a picture that stands there a thousand times is in memory once
            data, hint = self.read_picture(file)
            missing = Trouble("BIL-301", "lässt sich nicht lesen.", hint)
            self._pictures[file] = (None, missing) if data is None else read_image(data)
        image, trouble = self._pictures[file]
        if trouble:
            self.report(trouble.code, f"Das Bild {quote(file)} {trouble.text}", trouble.remedy, file)
        return image

    def judge_role(self, role: str) -> None:
        """A role that no style stands for would silently look like running text."""
        known = self.roles()
        if known and role not in known:
            usable = [name for name in known if not re.fullmatch(_SET_BY_PROGRAM, name)]
            near = german.nearest(role, usable)
            meant = f"Gemeint ist vielleicht {quote(near)}. " if near else ""
            said = f"Die Rolle {quote(role)} gibt es nicht."
            self.report("TXT-346", said, f"{meant}Möglich sind: {', '.join(usable)}.", f"[!{role}]")

    def report(
        self, code: str, text: str, remedy: str, snippet: str = "", line: int | None = None, place: Place | None = None
    ) -> None:
        """A finding on the prose field being parsed, or on the template."""
        level = _LEVELS.get(code, error)
        place = place or self.place(snippet)
        if self.here is not None and line is not None:
            place = self.source.place_of_line(self.here, line)
        self.problems.append(level(code, place, text, remedy))

    def place(self, snippet: str = "") -> Place:
        """Where `snippet` stands in the prose field being parsed."""
        if self.here is None:
            return Place(self.doctype.template)
        return self.source.place_of(self.here, snippet)

    def _later(self, snippet: str) -> Callable[[], Place]:
        """The place as a question for later: most are never asked, and looking one up reads the file again."""
        if self.here is None:
            return partial(Place, self.doctype.template)
        return partial(self.source.place_of, self.here, snippet)

    def mention(self, ident: str, sign: str = "#") -> None:
        """Note a reference in the text being parsed, with the place it was written at."""
        self._mentions.append(Mention(ident, self._later(f"{sign}{ident}")))

    def miss(self, ident: str) -> None:
        """Note that a table or picture of this ident is told as faulty: references to it are not to be blamed."""
        self._missing.add(ident)

    @property
    def mentions(self) -> list[Mention]:
        """The references to be resolved."""
        return [mention for mention in self._mentions if mention.ident not in self._missing]

    def judge_tags(self, text: str) -> None:
        """Raw HTML and marks of other programs are not evaluated; findings say so, since they would be printed."""
        for sign, pattern, remedy in _NO_MARKS:
            for mark in dict.fromkeys(found[0] for found in re.finditer(pattern, text)) if sign in text else ():
                said = f"Die Auszeichnung {quote(mark)} wird nicht ausgewertet und erscheint so im Papier."
                self.report("TXT-307", said, remedy, mark)

    def _with_figures(self, text: str) -> str:
        """The text with marks for its references to figures; anything else between braces is a finding."""
        self.judge_tags(text)
        return _BRACES.sub(self._figure, text) if "{" in text or "}" in text else text

    def line(self, text: str, path: Path) -> str:
        """A line of the content with its figures filled in; anything else between braces is a finding."""
        found = list(_BRACES.finditer(text))
        if not found:
            return text
        own = pointer(path)
        ends = [0, *(one.end() for one in found)]
        pieces = [] if found[0].start() else [tree.Value("", own)]  # the first piece says which field this is
        with self.within(path):
            for begin, one in zip(ends, found, strict=False):
                pieces += [tree.Value(text[begin : one.start()], own), self._value(one)]
        pieces.append(tree.Value(text[ends[-1] :], own))
        return Line.of((pieces[0], *(piece for piece in pieces[1:] if piece.text)), path)

    def _figure(self, found: re.Match[str]) -> str:
        value = self._value(found)
        return self.marks.put(Inlines((value,))) if value.text else ""

    def _value(self, found: re.Match[str]) -> tree.Value:
        """What stands for a look-up; empty, with a finding, where there is nothing to show."""
        snippet = found.string[found.start() :].split("\n", 1)[0][:40]
        look_up = _LOOK_UP.fullmatch(found[1]) if found[1] is not None else None
        if look_up is None:
            said = f"Zwischen geschweiften Klammern steht {quote(found[0])}."
            remedy = "Erlaubt ist dort nur der Name einer Zahl mit höchstens einem Filter: {{ name | euro }}."
            self.report("TXT-310", said, remedy, snippet)
            return tree.Value("")
        figure = self.figures.get(look_up["name"])
        if figure is None:
            self._unknown_figure(look_up["name"], snippet)
            return tree.Value("")
        return tree.Value(self._printed(figure, look_up["filter"], snippet), "=" + look_up["name"])

    def _unknown_figure(self, name: str, snippet: str) -> None:
        near = german.nearest(name, self.figures)
        meant = f"Gemeint ist vielleicht „{near}“. " if near else ""
        said = f"Die Zahl {quote(name)} ist weder berechnet noch unter „angaben“ eingetragen."
        known = ", ".join(sorted(self.figures))
        advice = f"Bekannt sind: {known}." if known else "Bitte unter „angaben“ eintragen; noch kennt das Papier keine."
        self.report("TXT-311", said, meant + advice, snippet)

    def _printed(self, figure: Quantity, name: str | None, snippet: str) -> str:
        if name is not None and name not in FORMATS:
            said = f"Den Filter {quote(name)} gibt es nicht."
            self.report("TXT-312", said, f"Möglich sind: {', '.join(FORMATS)}.", snippet)
            return ""
        try:
            return FORMATS[name](figure) if name else printed(figure)
        except (ArithmeticError, AttributeError, TypeError, ValueError):
            said = f"Der Wert {quote(figure.value)} lässt sich nicht als „{name or figure.unit}“ drucken."
            self.report("TXT-313", said, "Bitte Wert, Einheit oder Filter berichtigen.", snippet)
            return ""


def holds_marks(text: str) -> bool:
    """Whether a template's own text contains the characters that marks are made of."""
    return OPEN in text or CLOSE in text or MARK.search(text) is not None
