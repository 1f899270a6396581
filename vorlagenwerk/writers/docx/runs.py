"""Runs: text with what it looks like, and fields with their results."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.writers.docx.markup import attribute, plain, run_content

_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_EAST_ASIAN = frozenset(("ja", "ko", "zh"))


class RunLook(NamedTuple):
    """How the letters of a run look, and how Word treats them."""

    style: str = ""
    """The `w:rStyle`."""
    fonts: str = ""
    bold: bool = False
    italic: bool = False
    is_code: bool = False
    """Whether the words are of no language, so that Word looks for no mistakes in them."""
    web_hidden: bool = False
    """Whether Word leaves the run out where it shows no pages."""
    superscript: bool = False
    language: str = ""
    """BCP 47; "" where the document's language is spoken."""
    given: str = ""
    """The `w:rPr` of a run in the style template, which says everything."""

    def properties(self) -> str:
        """The `w:rPr`, in the order that the schema asks for; "" where nothing is to be said."""
        if self is PLAIN or self == PLAIN:
            return ""
        if self.given:
            return self.given
        marks = (
            (self.bold, "<w:b/>"),
            (self.italic, "<w:i/>"),
            (self.is_code, "<w:noProof/>"),
            (self.web_hidden, "<w:webHidden/>"),
            (self.superscript, '<w:vertAlign w:val="superscript"/>'),
        )
        chosen = "".join(markup for is_set, markup in marks if is_set)
        return f"<w:rPr>{self.style}{self.fonts}{chosen}{_language(self.language)}</w:rPr>"


PLAIN = RunLook()


def run(text: str, look: RunLook = PLAIN) -> str:
    """The run with this text; nothing for none."""
    return f"<w:r>{look.properties()}{run_content(text)}</w:r>" if text else ""


def field(instruction: str, result: str, look: RunLook = PLAIN) -> str:
    """A field that shows `result` (runs) until someone updates it."""
    properties = look.properties()
    begin, middle, end = (
        f'<w:r>{properties}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}{instruction_run(instruction, look)}{middle}{result}{end}"


def instruction_run(instruction: str, look: RunLook = PLAIN) -> str:
    """What a field is to show."""
    return f'<w:r>{look.properties()}<w:instrText xml:space="preserve"> {plain(instruction)} </w:instrText></w:r>'


def _language(language: str) -> str:
    """Word keeps the languages of western, right-to-left and East Asian letters apart."""
    if not language:
        return ""
    tag = attribute(language)
    primary = language.partition("-")[0].lower()
    if primary in _RIGHT_TO_LEFT:
        return f'<w:rtl/><w:lang w:val="{tag}" w:bidi="{tag}"/>'
    far = f' w:eastAsia="{tag}"' if primary in _EAST_ASIAN else ""
    return f'<w:lang w:val="{tag}"{far}/>'
