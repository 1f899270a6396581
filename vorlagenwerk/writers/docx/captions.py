"""Captions above tables: a native number that Word can update, with its result already filled in."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.captions import caption_of, suffix_of, title_of
from vorlagenwerk.data.tree import Part, Table
from vorlagenwerk.writers.docx.inlines import Bookmarks
from vorlagenwerk.writers.docx.markup import run_content
from vorlagenwerk.writers.docx.styles_used import StylesUsed


class Captions:
    """Writes the captions of one document and counts as Word's SEQ fields do."""

    def __init__(self, styles: StylesUsed, bookmarks: Bookmarks) -> None:
        self._styles = styles
        self._bookmarks = bookmarks
        self._counted = 0

    def caption(
        self, table: Table, parts: tuple[Part, ...], part: int, *, is_long: bool
    ) -> tuple[str, tuple[str, str] | None]:
        """A part's title as text, and properties and content of its caption; None for a table without one."""
        if not table.caption:
            return table.description, None
        suffix, title = suffix_of(parts, part), title_of(table, parts, part)
        # the annex's readers turn the page for the second half only where one page cannot hold both
        new_page = "<w:pageBreakBefore/>" if part and is_long else ""
        properties = f"{self._styles.paragraph('beschriftung')}<w:keepNext/>{new_page}"
        if not table.number:
            return title, (properties, self._bookmarks.around(table.ident, _text(title)))
        label = _text("Tabelle ") + _field(self._instruction(table.number, part), table.number)
        label = self._bookmarks.around(table.ident, label + (_text(suffix) if suffix else ""))
        return caption_of(table, parts, part), (properties, label + _text(f": {title}"))

    def _instruction(self, number: str, part: int) -> str:
        if part:
            return "SEQ Tabelle \\c"
        self._counted += 1
        if number == str(self._counted) or not number.isdigit():
            return "SEQ Tabelle \\* ARABIC"
        self._counted = int(number)
        return f"SEQ Tabelle \\* ARABIC \\r {number}"


def _text(text: str) -> str:
    return f"<w:r>{run_content(text)}</w:r>"


def _field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_text(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
