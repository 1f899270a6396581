"""Captions of tables and pictures: a native number that Word can update, with its result already filled in."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.captions import caption_of, suffix_of, title_of
from vorlagenwerk.data.tree import Part, Picture, Table
from vorlagenwerk.writers.docx.bookmarks import Bookmarks
from vorlagenwerk.writers.docx.outline import Outline
from vorlagenwerk.writers.docx.paragraphs import ParagraphMarkup
from vorlagenwerk.writers.docx.runs import field, run
from vorlagenwerk.writers.docx.styles_used import StylesUsed

_BELOW = '<w:keepNext w:val="0"/>', '<w:spacing w:before="80" w:after="240"/>'
"""The style keeps captions with the table below; those of pictures end something."""


class Captions:
    """Writes the captions of one document and counts as Word's SEQ fields do."""

    def __init__(self, styles: StylesUsed, bookmarks: Bookmarks, outline: Outline) -> None:
        self._styles = styles
        self._bookmarks = bookmarks
        self._outline = outline
        self._counted = {"Tabelle": 0, "Abbildung": 0}

    def caption(
        self, table: Table, parts: tuple[Part, ...], part: int, *, is_long: bool
    ) -> tuple[str, ParagraphMarkup | None]:
        """A part's title as text, and its caption; None for a table without one."""
        if not table.caption:
            return table.description, None
        # the annex's readers turn the page for the second half only where one page cannot hold both
        new_page = "<w:pageBreakBefore/>" if part and is_long else ""
        properties = f"{self._styles.paragraph('beschriftung')}<w:keepNext/>{new_page}"
        title = title_of(table, parts, part)
        if not table.number:
            return title, ParagraphMarkup(properties, self._bookmarks.around(table.ident, run(title)))
        label = self._label("Tabelle", table.ident, table.number, is_repeated=part > 0)
        content = label + run(f"{suffix_of(parts, part)}: {title}")
        content = self._bookmarks.listed(self._outline.next_mark("tabellen"), content)
        return caption_of(table, parts, part), ParagraphMarkup(properties, content)

    def below(self, picture: Picture) -> ParagraphMarkup:
        """The caption of a picture that has one."""
        kept, spacing = _BELOW
        properties = self._styles.paragraph("beschriftung") + kept + spacing
        if not picture.number:
            return ParagraphMarkup(properties, run(picture.caption))
        label = self._label("Abbildung", picture.ident, picture.number, is_repeated=False)
        content = label + run(f": {picture.caption}")
        return ParagraphMarkup(properties, self._bookmarks.listed(self._outline.next_mark("abbildungen"), content))

    def _label(self, word: str, ident: str, number: str, *, is_repeated: bool) -> str:
        """“Tabelle 3” as target of references."""
        instruction = f"SEQ {word} \\c" if is_repeated else self._instruction(word, number)
        return self._bookmarks.around(ident, run(f"{word} ") + field(instruction, run(number)))

    def _instruction(self, word: str, number: str) -> str:
        self._counted[word] += 1
        if number == str(self._counted[word]) or not number.isdecimal():
            return f"SEQ {word} \\* ARABIC"
        self._counted[word] = int(number)
        return f"SEQ {word} \\* ARABIC \\r {number}"
