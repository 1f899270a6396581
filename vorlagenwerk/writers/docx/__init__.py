"""The Word writer: a document tree and a style template become a .docx file.

`template` reads the style template once, `writer` writes documents with it. Everything is text and splices: the
parts of the template that a document does not change are copied packed, and no XML library is loaded.
"""

from __future__ import annotations

from vorlagenwerk.writers.docx.template import StyleTemplate, check_tags, load_style_template
from vorlagenwerk.writers.docx.writer import write_docx

__all__ = ["StyleTemplate", "check_tags", "load_style_template", "write_docx"]
