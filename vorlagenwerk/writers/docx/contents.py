"""Lists of contents: a native field that Word can update, with its entries already filled in."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.tree import Contents, Document
from vorlagenwerk.writers.docx.controls import END, Controls
from vorlagenwerk.writers.docx.entries import Entry, entries_of
from vorlagenwerk.writers.docx.markup import plain
from vorlagenwerk.writers.docx.numbering import DocumentNumbering
from vorlagenwerk.writers.docx.paragraphs import SLIVER, ParagraphMarkup, Piece
from vorlagenwerk.writers.docx.roles import ENTRIES, HEADINGS
from vorlagenwerk.writers.docx.runs import RunLook, field, instruction_run, run
from vorlagenwerk.writers.docx.styles_used import StylesUsed

_COUNTED = {"tabellen": "Tabelle", "abbildungen": "Abbildung"}
"""The SEQ fields that a list gathers."""
_STEP, _FURTHER = 454, 170
"""Room for a number in twips, and for each further part of it."""
_GAPS = {"tab": "<w:r><w:tab/></w:r>", "space": run(" "), "nothing": ""}
_SCREEN_ONLY = RunLook(web_hidden=True)
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


class ContentsWriter:
    """Writes the lists of one document."""

    def __init__(
        self, document: Document, styles: StylesUsed, numbering: DocumentNumbering, controls: Controls
    ) -> None:
        self._document = document
        self._styles = styles
        self._numbering = numbering
        self._controls = controls

    def write(self, contents: Contents, page: Page) -> Iterator[Piece]:
        """Title and entries; nothing at all for a list without entries."""
        entries = self._entries(contents)
        if not entries:
            return
        is_whole = contents.kind == "inhalt"
        if is_whole:
            yield self._controls.contents()
        if contents.title:
            properties = self._styles.paragraph("inhaltsverzeichnis") + "<w:keepNext/>" + self._numbering.no_number()
            yield ParagraphMarkup(properties, run(contents.title))
        widest = _widest(entries)
        before = _BEGIN + instruction_run(self._instruction(contents)) + _SEPARATE
        for entry in entries:
            role = ENTRIES[min(entry.level, len(ENTRIES)) - 1] if is_whole else "abbildungsverzeichnis"
            properties = self._styles.paragraph(role)
            if entry.page:
                properties += self._styles.tab_at(role, page.text_width)
            if entry.number and self._gap(entry) == "tab":
                # what Word does with numbers at its next update too, by a tab
                properties += self._styles.hanging(
                    role, widest[entry.level], _STEP + _FURTHER * entry.number.count(".")
                )
            yield ParagraphMarkup(properties, before + self._link(entry))
            before = ""
        # Word lets the field end in a paragraph of its own, and would add one
        yield SLIVER._replace(content=_FIELD_END)
        if is_whole:
            yield END

    def _entries(self, contents: Contents) -> list[Entry]:
        return [
            entry
            for entry in entries_of(self._document, contents.kind)
            if contents.kind != "inhalt" or entry.level <= contents.depth
        ]

    def _instruction(self, contents: Contents) -> str:
        if contents.kind != "inhalt":
            return f'TOC \\h \\z \\c "{_COUNTED[contents.kind]}"'
        depth = max(1, min(contents.depth, len(HEADINGS)))
        own = [
            f"{name};{level}"
            for level, role in enumerate(HEADINGS[:depth], 1)
            if (name := self._styles.name(role)) and name.lower() != f"heading {level}"
        ]
        named = f' \\t "{";".join(own)}"' if own else ""
        return f'TOC \\o "1-{depth}" \\h \\z{named} \\u'

    def _link(self, entry: Entry) -> str:
        label = run(entry.number) + _GAPS[self._gap(entry)] if entry.number else ""
        page = ""
        if entry.page:
            shown = run(entry.page, _SCREEN_ONLY)
            page = f"<w:r>{_SCREEN_ONLY.properties()}<w:tab/></w:r>"
            page += field(f"PAGEREF {entry.bookmark} \\h", shown, _SCREEN_ONLY)
        runs = label + run(entry.text) + page
        return f'<w:hyperlink w:anchor="{plain(entry.bookmark)}" w:history="1">{runs}</w:hyperlink>'

    def _gap(self, entry: Entry) -> str:
        """What stands between number and heading; Word takes it over into lists."""
        return self._numbering.numbers.level(entry.counts).gap


def _widest(entries: list[Entry]) -> dict[int, str]:
    """The longest number of each level, so that all headings of a level begin at one place."""
    found: dict[int, str] = {}
    for entry in entries:
        if len(entry.number) >= len(found.get(entry.level, "")):
            found[entry.level] = entry.number
    return found
