"""The look of the shipped style template, for tests that set pages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from vorlagenwerk.basics.typesetting.fonts import printable
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.positions import Place
from vorlagenwerk.writers.docx import load_style_template
from vorlagenwerk.writers.docx.appearance import look_of

STYLE = Path(__file__).parents[1] / "templates" / "_stil"


@cache
def shipped_look() -> Look:
    """What standard.docx says, its fonts named as in Word."""
    names = yaml.safe_load((STYLE / "formatvorlagen.yaml").read_text("utf-8"))["formatvorlagen"]
    data = (STYLE / "standard.docx").read_bytes()
    template, problems = load_style_template(data, names, Place("templates/_stil/standard.docx"))
    assert template is not None and problems == []
    look, problems = look_of(template, STYLE / "schriften")
    assert problems == []
    return look


@cache
def printed_look() -> Look:
    """The same with the fonts that a PDF holds."""
    look, problems = printable(shipped_look())
    assert problems == []
    return look
