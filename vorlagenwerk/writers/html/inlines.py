"""Writes lines of inlines as HTML and remembers the footnotes on the way."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.data.tree import (
    Break,
    Cell,
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
from vorlagenwerk.writers.html.escaping import escape, escape_attribute, escape_lines

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "syr", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa"})

_NEIGHBOURS = "</a></sup><sup>"
_APART = "</a>, </sup><sup>"


class InlineWriter:
    """Writes the lines of one document.

    `targets` leads from the ident that a reference names to the id of the element on the page. `notes` gathers the
    footnotes in the order of their signs, each with its label as mark-up; the list at the end is written from it.
    """

    def __init__(self, targets: Mapping[str, str]) -> None:
        self.notes: list[tuple[str, Note]] = []
        self._targets = targets
        self._places: dict[str, int] = {}
        """Where the notes stand in the list, by their numbers."""
        self._within_link = False
        self._held: list[str] = []

    def write(self, inlines: tuple[Inline, ...]) -> str:
        """The inlines one after the other."""
        line = "".join([self._write_inline(inline) for inline in inlines])
        # Signs of two notes at one place would read as one number.
        return line.replace(_NEIGHBOURS, _APART) if self.notes else line

    def write_cell(self, cell: Cell) -> str:
        """The inside of a table cell."""
        return escape_lines(cell) if isinstance(cell, str) else self.write(cell)

    def _write_inline(self, inline: Inline) -> str:
        match inline:
            case Text(text) | Value(text):
                return escape(text)
            case Strong(children):
                return f"<strong>{self.write(children)}</strong>"
            case Emphasis(children):
                return f"<em>{self.write(children)}</em>"
            case Code(text):
                return f"<code>{escape(text)}</code>"
            case Foreign(language, children):
                return f"<span{_language(language)}>{self.write(children)}</span>"
            case Link():
                return self._link(inline)
            case Reference(ident, children) | PageReference(ident, children):
                # A target that is not on the page leaves the words and no dead link; transforms report it.
                attributes = f'href="#{self._targets[ident]}"' if ident in self._targets else ""
                return self._anchor(attributes, children)
            case Note():
                return self._sign(inline)
            case Break():
                return "<br>"

    def _link(self, link: Link) -> str:
        """A link out of the document; where its text hides the address, paper gets the address beside it."""
        address = link.target.removeprefix("mailto:").removeprefix("tel:")
        bare = address.removeprefix("https://").removeprefix("http://").rstrip("/")
        shown = plain_text(link.children)
        attributes = f'href="{escape_attribute(link.target)}" rel="noopener"'
        if bare not in shown:
            return self._anchor(f'{attributes} data-ziel="{escape_attribute(address)}"', link.children)
        match link.children:
            case (Text() | Value(),) if not self._within_link and len(shown.split()) == 1:
                return f'<a class="adresse" {attributes}>{_breakable(shown)}</a>'
        return self._anchor(attributes, link.children)

    def _anchor(self, attributes: str, children: tuple[Inline, ...]) -> str:
        """A link; a link inside it leaves its words, and signs of notes follow it, since links cannot nest."""
        if self._within_link or not attributes:
            return self.write(children)
        self._within_link = True
        inside = self.write(children)
        self._within_link = False
        after, self._held = "".join(self._held), []
        return (f"<a {attributes}>{inside}</a>" if inside else "") + after

    def _sign(self, note: Note) -> str:
        """The raised number that leads to the note; ids with a colon are never those of headings or tables."""
        place = self._places.get(note.number, len(self.notes) + 1)
        label = escape_attribute(note.number or str(place))
        own = ""
        if place > len(self.notes):  # the way back from a note that is cited again leads to its first sign
            own = f' id="{note_ident(place)}:zeichen"'
            self.notes.append((label, note))
        if note.number:
            self._places[note.number] = place
        sign = (
            f'<sup><a{own} href="#{note_ident(place)}" role="doc-noteref" '
            f'aria-label="Fußnote {label}">{label}</a></sup>'
        )
        if not self._within_link:
            return sign
        self._held.append(sign)
        return ""


def _breakable(address: str) -> str:
    """An address that breaks where no reader takes the break for a part of it: it never gets a hyphen."""
    broken = escape(address).replace("/", "/<wbr>").replace("/<wbr>/<wbr>", "//<wbr>").replace("@", "@<wbr>")
    return broken.removesuffix("<wbr>").replace(".", "<wbr>.")


def note_ident(place: int) -> str:
    """The id of the note whose sign is the nth on the page."""
    return f"fussnote:{place}"


def _language(language: str) -> str:
    """The language, and the direction where words run from right to left."""
    first, *more = language.lower().split("-")
    turned = first in RIGHT_TO_LEFT or not RIGHT_TO_LEFT_SCRIPTS.isdisjoint(more)
    return f' lang="{escape_attribute(language)}"' + (' dir="rtl"' if turned else "")
