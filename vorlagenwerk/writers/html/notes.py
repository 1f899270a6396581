"""Writes the footnotes as a list at the end of the page: screens have no foot of a page."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.writers.html.anchors import NOTES
from vorlagenwerk.writers.html.inlines import InlineWriter, note_ident

_EMPTY_LINE = "<br><br>"
"""What parts the paragraphs of a note."""


def write_notes(inlines: InlineWriter) -> Iterator[str]:
    """The notes whose signs were written, each with a way back; a note in a note comes behind all others."""
    if not inlines.notes:
        return
    yield f'<section class="fussnoten" role="doc-endnotes" aria-labelledby="{NOTES}">\n'
    yield f'<h2 id="{NOTES}">Fußnoten</h2>\n<ol>\n'
    expected = 1
    for place, (label, note) in enumerate(inlines.notes, 1):
        number = int(label) if label.isdecimal() else expected
        value = f' value="{number}"' if number != expected else ""
        expected = number + 1
        text = inlines.write(note.children)
        begin, end = "", ""
        if _EMPTY_LINE in text:
            begin, text, end = "<p>", text.replace(_EMPTY_LINE, "</p>\n<p>"), "</p>"
        yield (
            f'<li id="{note_ident(place)}"{value}>{begin}{text} '
            f'<a class="zurueck" href="#{note_ident(place)}:zeichen" role="doc-backlink" '
            f'aria-label="Zurück zur Textstelle von Fußnote {label}">↩\ufe0e</a>{end}</li>\n'
        )
    yield "</ol>\n</section>\n"
