"""The PDF writer: a document tree becomes one tagged file that keeps PDF/UA-1 and PDF/A-2a.

`writer` turns the tree into Typst mark-up, `engine` has it set, `tagging` completes the tags of the tables.
"""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.writers.pdf.writer import write_pdf

__all__ = ["Look", "write_pdf"]
