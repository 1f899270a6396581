"""Footnotes: a mark in the text, and the note in a part of its own with its own links."""

from __future__ import annotations

from collections.abc import Callable

from vorlagenwerk.data.tree import Inline, Note
from vorlagenwerk.writers.docx.notes_template import NotesTemplate
from vorlagenwerk.writers.docx.relations import Relations
from vorlagenwerk.writers.docx.runs import RunLook
from vorlagenwerk.writers.docx.styles_used import StylesUsed


class Notes:
    """The footnotes of one document, in the order of their marks."""

    def __init__(self, template: NotesTemplate, styles: StylesUsed) -> None:
        self.template = template
        self.relations = Relations()
        self._styles = styles
        self._written: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._written)

    def mark(self, note: Note, write: Callable[[tuple[Inline, ...]], str]) -> str:
        """The run that calls the note; `write` gives the runs of its text."""
        ident = self.template.first + len(self._written)
        properties = self.look().properties()
        style = self._styles.paragraph("fussnotentext")
        self._written.append(
            f'<w:footnote w:id="{ident}"><w:p><w:pPr>{style}</w:pPr><w:r>{properties}<w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{write(note.children)}</w:p></w:footnote>'
        )
        return f'<w:r>{properties}<w:footnoteReference w:id="{ident}"/></w:r>'

    def look(self) -> RunLook:
        """How the marks of notes look."""
        style = self._styles.character("fussnotenzeichen")
        return RunLook(style=style, superscript=not style)

    def render(self) -> bytes:
        """footnotes.xml."""
        head, end, rest = self.template.data.rpartition(b"</")
        return head + "".join(self._written).encode() + end + rest
