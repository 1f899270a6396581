"""Footnotes: a mark in the text, and the note in a part of its own with its own links."""

from __future__ import annotations

from collections.abc import Callable

from vorlagenwerk.data.tree import Break, Inline, Note
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
        first = f'<w:r>{properties}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>'
        parts = [f"<w:p><w:pPr>{style}</w:pPr>{write(part)}</w:p>" for part in _paragraphs(note.children)]
        parts[0] = parts[0].replace("</w:pPr>", f"</w:pPr>{first}", 1)
        self._written.append(f'<w:footnote w:id="{ident}">{"".join(parts)}</w:footnote>')
        return f'<w:r>{properties}<w:footnoteReference w:id="{ident}"/></w:r>'

    def look(self) -> RunLook:
        """How the marks of notes look."""
        style = self._styles.character("fussnotenzeichen")
        return RunLook(style=style, superscript=not style)

    def render(self) -> bytes:
        """footnotes.xml."""
        head, end, rest = self.template.data.rpartition(b"</")
        return head + "".join(self._written).encode() + end + rest


def _paragraphs(inlines: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The paragraphs of a note: two breaks part them."""
    paragraphs: list[list[Inline]] = [[]]
    for before, inline in zip((None, *inlines), inlines, strict=False):
        if isinstance(inline, Break) and isinstance(before, Break):
            paragraphs[-1].pop()
            paragraphs.append([])
        else:
            paragraphs[-1].append(inline)
    return [tuple(paragraph) for paragraph in paragraphs]
