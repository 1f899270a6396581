"""Inlines as runs: text, emphasis, links out of the document and references inside it."""

from __future__ import annotations

from vorlagenwerk.data.tree import (
    Break,
    Code,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Note,
    PageReference,
    Reference,
    Strong,
    Text,
    Value,
)
from vorlagenwerk.data.walking import plain_text
from vorlagenwerk.writers.docx.bookmarks import Bookmarks
from vorlagenwerk.writers.docx.controls import Controls
from vorlagenwerk.writers.docx.markup import attribute
from vorlagenwerk.writers.docx.notes import Notes
from vorlagenwerk.writers.docx.relations import Relations
from vorlagenwerk.writers.docx.runs import PLAIN, RunLook, field, run
from vorlagenwerk.writers.docx.styles_used import StylesUsed
from vorlagenwerk.writers.docx.targets import Targets

_MONOSPACED = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_NO_BREAK = "\u00a0"


class InlineWriter:
    """Writes lines of inlines; holds what they have in common across a document."""

    def __init__(
        self, styles: StylesUsed, targets: Targets, notes: Notes, relations: Relations, controls: Controls
    ) -> None:
        self.bookmarks = Bookmarks()
        self.controls = controls
        self.notes = notes
        self._targets = targets
        self._relations = relations
        self._link_style = styles.character("verweis")
        self._code_style = styles.character("code")
        self._in_note = False
        self._marked_notes: set[str] = set()

    def write(self, inlines: tuple[Inline, ...], look: RunLook = PLAIN, *, has_controls: bool = True) -> str:
        """The runs for a line of inlines, where `look` is what the runs around it have in common.

        Values have content controls unless they stand where nobody may type: in a field or a generated table.
        """
        pieces: list[str] = []
        text = ""
        for inline in self.controls.lines(inlines) if has_controls and _has_figures(inlines) else inlines:
            if isinstance(inline, Text) or (isinstance(inline, Value) and not (has_controls and inline.pointer)):
                text += inline.text
            elif isinstance(inline, Break):
                text += "\n"
            else:
                pieces += [run(text, look), self._marked(inline, look, has_controls=has_controls)]
                text = ""
        return "".join([*pieces, run(text, look)])

    def _marked(self, inline: Inline | tuple[Value, ...], look: RunLook, *, has_controls: bool) -> str:
        match inline:
            case tuple():
                return self.controls.line(inline[0].pointer, "".join(self._piece(value, look) for value in inline))
            case Value(text):
                return self.controls.value(inline, run(text, look), look) if text else ""
            case Strong(children):
                return self.write(children, look._replace(bold=True), has_controls=has_controls)
            case Emphasis(children):
                return self.write(children, look._replace(italic=True), has_controls=has_controls)
            case Foreign(language, children):
                return self.write(children, look._replace(language=language), has_controls=has_controls)
            case Code(text):
                return run(text, self._code(look))
            case Note():
                return self._note(inline, look)
            case Link(target, children):
                way = f'r:id="{attribute(self._relations.to_address(target))}"'
                return self._link(way, children, look, has_controls=has_controls)
            case Reference():
                return self._reference(inline, look)
            case PageReference():
                return self._page_reference(inline, look)
        return ""

    def _code(self, look: RunLook) -> RunLook:
        # a template without a style for code must not make it look like the text around it
        if self._code_style:
            return look._replace(style=self._code_style, is_code=True)
        return look._replace(fonts=_MONOSPACED, is_code=True)

    def _piece(self, value: Value, look: RunLook) -> str:
        """A piece of a field with figures in it: only the figures need a control that tells them from its words."""
        runs = run(value.text, look)
        return self.controls.value(value, runs, look) if runs and value.pointer.startswith("=") else runs

    def _link(self, way: str, children: tuple[Inline, ...], look: RunLook, *, has_controls: bool = False) -> str:
        runs = self.write(children, look._replace(style=self._link_style), has_controls=has_controls)
        return f'<w:hyperlink {way} w:history="1">{runs}</w:hyperlink>'

    def _reference(self, reference: Reference, look: RunLook) -> str:
        ident, children = reference.ident, reference.children
        switches = self._targets.switches(ident, plain_text(children))
        name = self.bookmarks.name(ident)
        if not switches:
            return self._link(f'w:anchor="{name}"', children, look)
        # looks like the text around it, as it does in Word: the style of links would go with the first update
        return field(f"REF {name} {switches}", self.write(children, look, has_controls=False), look)

    def _page_reference(self, reference: PageReference, look: RunLook) -> str:
        name = self.bookmarks.name(reference.ident)
        if not reference.page or reference.ident not in self._targets:
            return self._link(f'w:anchor="{name}"', reference.children, look)
        page = field(f"PAGEREF {name} \\h", run(reference.page, look), look)
        return run(f"Seite{_NO_BREAK}", look) + page

    def _note(self, note: Note, look: RunLook) -> str:
        if self._in_note:
            # Word knows no notes on notes
            return run(f" ({plain_text(note.children)})", look)
        # a blank, so that it is no ident of a block
        ident = f"fussnote {note.number}" if note.number else ""
        if ident in self._marked_notes:
            # key columns stand in every part of a table; a second note would have a number of its own
            mark = self.notes.look()
            return field(f"NOTEREF {self.bookmarks.name(ident)} \\f \\h", run(note.number, mark), mark)
        if ident:
            self._marked_notes.add(ident)
        relations, self._relations, self._in_note = self._relations, self.notes.relations, True
        content = self.notes.mark(note, self.write)
        self._relations, self._in_note = relations, False
        return self.bookmarks.around(ident, content)


def _has_figures(inlines: tuple[Inline, ...]) -> bool:
    return any(isinstance(one, Value) and one.pointer.startswith("=") for one in inlines)
