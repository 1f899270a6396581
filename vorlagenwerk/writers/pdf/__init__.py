"""The PDF writer: a document tree becomes one tagged file that keeps PDF/UA-1 and PDF/A-2a.

`writer` turns the tree into Typst mark-up, `engine` has it set, `tagging` completes the tags of the tables.
"""

from __future__ import annotations

from vorlagenwerk.writers.pdf.look import Look, Margins, ParagraphLook
from vorlagenwerk.writers.pdf.writer import write_pdf

__all__ = ["Look", "Margins", "ParagraphLook", "write_pdf"]
