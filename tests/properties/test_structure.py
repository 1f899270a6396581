"""No content value changes a document's structure: whatever an author types is text and nothing else."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import html

from tests.conftest import CASES, Workplace, lay_out
from vorlagenwerk.basics.loading.characters import BULLET, refused_in
from vorlagenwerk.checks.text.marks_left import unfilled
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import Node
from vorlagenwerk.story.making import Maker
from vorlagenwerk.story.prepared import Prepared
from vorlagenwerk.story.preparing import Preparation
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.writers.docx import write_docx
from vorlagenwerk.writers.html import write_html

PAPER, FORM = "regionalrat-vorlage/kurz.yaml", "erhebungsbogen/kurz.yaml"
LINES = {
    "Titel des Tagesordnungspunktes": (PAPER, "titel: Stadterneuerung", "titel"),
    "Name einer Person": (PAPER, "name: Beispiel", "name"),
    "Überschrift eines Abschnitts": (PAPER, "titel: Anlass", "titel"),
    "Bezeichnung einer Maßnahme": (FORM, "bezeichnung: Kindertagesstätte Bärenhöhle", "bezeichnung"),
    "Titel des Erhebungsbogens": (FORM, "titel: Programmvorschlag", "titel"),
}
"""Single-line fields: the case, the line that is replaced, the field's name."""

TRICKY = (
    "# x", "## x", "- x", "* x", "+ x", "1. x", "1) x", "> x", "---", "***", "===", "|", "| a | b |", "`",
    "``", "```", "](", "[x](y)", "![x](y)", "[x]: y", "<b>", "</p>", "<!--", "-->", "<![CDATA[", "]]>",
    "&amp;", "&", "&#60;", "\\", "**", "__", "*", "_", "~~", "{ 7 * 7 }", "{ % if x % }", "{#", "#}", "{",
    "}}", "%}", "$&", "\\1", "%s", "\t", "{0}", "<w:p/>", "w:val", "\u00a0", "é", "e\u0301", "ß", "İ", "😀",
    "👩\u200d👧", "שלום", "مرحبا", "日本語", "«»", "“", "„", "…", "javascript:alert(1)", "https://example.org",
    "=1+1", "@", "'", '"', "''", "#kopf", "content", "null", "~", "0", "true",
)  # fmt: skip
"""Texts that mean something to Markdown, Jinja, HTML, XML, YAML or a spreadsheet."""


def is_allowed(text: str) -> bool:
    """Whether loading accepts a text and no placeholder is suspected in it."""
    return next(refused_in(text), None) is None and BULLET not in text and not any(unfilled(text))


characters = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"))
pieces = st.one_of(st.sampled_from(TRICKY), st.text(characters, min_size=1, max_size=12))
lines = (
    st.lists(pieces, min_size=1, max_size=6)
    .map(lambda parts: unicodedata.normalize("NFC", " ".join(parts)).strip())
    .filter(lambda text: 0 < len(text) <= 255 and is_allowed(text))
)


class Bench:
    """A project in which one document is prepared again and again with other words."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.workshop = Workshop(place.project)
        self.style = self.workshop.style(self.workshop.style_names()[0]).template

    def prepare(self, case: str, old: str, new: str) -> Prepared:
        """The case with one line changed, prepared."""
        text = (CASES / "gueltig" / case).read_text(encoding="utf-8")
        assert old in text
        self.place.write("content/x.yaml", text.replace(old, new, 1))
        return Preparation(self.workshop).prepare("content/x.yaml")

    def document(self, case: str, old: str, new: str) -> tree.Document:
        """The same, which must succeed."""
        prepared = self.prepare(case, old, new)
        assert prepared.document is not None, (prepared.problems, self.workshop.problems)
        return prepared.document

    def word(self, document: tree.Document) -> bytes:
        """The document as a Word file."""
        out = BytesIO()
        assert not [p for p in write_docx(document, self.style, out) if p.code[:3] != "STI"]
        return out.getvalue()

    def page(self, document: tree.Document) -> bytes:
        """The document as a page."""
        out = BytesIO()
        assert write_html(document, self.workshop.frame("seite.html.j2"), self.workshop.css, out) == []
        return out.getvalue()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One bench for all examples: reading schemas and templates again for each would take minutes."""
    return Bench(lay_out(tmp_path_factory.mktemp("struktur") / "projekt"))


WORDY = ("title", "caption", "frame", "author", "subject", "description", "authored")
"""Fields of documents and tables that hold words, not structure."""


def skeleton(value: Any) -> Any:
    """A tree without its words: classes, levels, numbers, marks and targets stay."""
    if isinstance(value, tree.Text | tree.Value | tree.Code):
        return type(value).__name__
    if isinstance(value, tree.Row):
        return tuple("Text" if isinstance(cell, str) else skeleton(cell) for cell in value.cells), value.kind
    if isinstance(value, Node):
        wordy = () if isinstance(value, tree.Column) else WORDY
        kept = (getattr(value, name) for name in value.__match_args__ if name not in wordy)
        return type(value).__name__, tuple(skeleton(entry) for entry in kept)
    return tuple(skeleton(entry) for entry in value) if isinstance(value, tuple) else value


def texts(value: Any) -> Iterator[str]:
    """Every literal text in a tree."""
    for node in walking.walk(value):
        if isinstance(node, tree.Text | tree.Value | tree.Code):
            yield node.text
        if isinstance(node, tree.Table):
            yield from (cell for row in node.rows for cell in row.cells if isinstance(cell, str))


def in_word(content: bytes) -> str:
    """All text of a Word file's body."""
    body = docx.Document(BytesIO(content)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    marks = {f"{name}tab": "\t", f"{name}br": "\n", f"{name}softHyphen": "\xad", f"{name}noBreakHyphen": "\u2011"}
    return "".join(marks.get(node.tag) or (node.text or "" if node.tag == f"{name}t" else "") for node in body.iter())


def in_page(content: bytes) -> str:
    """All text of a page's main part."""
    (main,) = html.fromstring(content.decode()).xpath("//main")
    return str(main.text_content())


slow = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
quick = settings(slow, max_examples=60)


@pytest.mark.parametrize("field", LINES)
@quick
@given(text=lines)
@example(text="# x")
@example(text="1. x")
@example(text="{ 7 * 7 } {# raw #}")
def test_a_line_never_changes_the_structure_and_reads_back_verbatim(field: str, text: str, bench: Bench) -> None:
    """A single-line field stands in the tree letter by letter, and nothing around it moves."""
    case, old, name = LINES[field]
    document = bench.document(case, old, f"{name}: {json.dumps(text, ensure_ascii=False)}")
    plain = bench.document(case, old, f"{name}: Wort")
    assert skeleton(document) == skeleton(plain)
    assert text in set(texts(document)) or text in document.title


@pytest.mark.parametrize("field", [name for name in LINES if not name.startswith("Titel des E")])
@slow
@given(text=lines)
@example(text="<script>alert(1)</script> & ]]> *x* `y`")
def test_a_line_reads_back_verbatim_from_every_format(field: str, text: str, bench: Bench) -> None:
    """No letter is lost, doubled or turned into markup on the way into Word or HTML."""
    case, old, name = LINES[field]
    document = bench.document(case, old, f"{name}: {json.dumps(text, ensure_ascii=False)}")
    plain = bench.document(case, old, f"{name}: Wort")
    assert text in in_word(bench.word(document))
    assert text in in_page(bench.page(document))
    assert _tags(bench.page(document)) == _tags(bench.page(plain))


def _tags(page: bytes) -> list[str]:
    """The elements of a page in their order, those of widths that follow the text left out."""
    return [str(node.tag) for node in html.fromstring(page.decode()).iter() if isinstance(node.tag, str)]


markdown = st.lists(
    st.one_of(
        pieces, st.sampled_from(["\n", "\n\n", "\n  ", "\n    ", "\n- ", "\n1. ", "\n> ", "\n| ", "  \n", "\\\n"])
    ),
    min_size=1,
    max_size=14,
).map("".join)


@quick
@given(text=markdown)
@example(text="[x]: y\n\n[x]")
@example(text="| a |\n|---|\n| b | c |")
def test_prose_never_breaks_the_program(text: str, bench: Bench) -> None:
    """Whatever stands in a prose field gives a document or a finding, never a defect."""
    prepared_text = unicodedata.normalize("NFC", text).rstrip()
    assume(prepared_text and is_allowed(text))
    case, old, name = PAPER, "text: Es liegt ein Antrag vor.", "text"
    prepared = bench.prepare(case, old, f"{name}: {json.dumps(prepared_text, ensure_ascii=False)}")
    made = Maker(bench.workshop).check("content/x.yaml")
    assert not made.defect, made.defect
    if prepared.document is not None:
        bench.word(prepared.document)
        bench.page(prepared.document)
    else:
        assert [p for p in prepared.problems if not p.blames_project], "a text of the content blames the project"


words = st.lists(
    st.one_of(
        st.integers(0, 9999).map(lambda n: f"wort{n}x"),
        st.sampled_from(
            ["**", "*", "_", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "    ", "\n    ", "|", "\n| "]
        ),
        st.sampled_from(
            ["\n|---|\n", "`", "\n```\n", "\n``` ", "\n---\n", "\n===\n", "[", "]", "](", ")", ": ", "<", ">", "\\"]
        ),
    ),
    min_size=3,
    max_size=16,
).map("".join)


@settings(quick, derandomize=True)
@given(text=words)
@example(text="[wort1x]: wort2x")
@example(text="wort1x|wort2x\n|---|---|\nwort3x|wort4x|wort5x")
@example(text="``` wort1x\nwort2x\n```")
def test_no_word_of_prose_vanishes_without_a_finding(text: str, bench: Bench) -> None:
    """Every word that an author types is printed, in its order, or a finding says why not."""
    assume(text.strip())
    prepared = bench.prepare(PAPER, "text: Es liegt ein Antrag vor.", f"text: {json.dumps(text.rstrip())}")
    if prepared.document is None or prepared.problems:
        return
    said = " ".join(texts(prepared.document))
    printed = said + " ".join(n.target for n in walking.walk(prepared.document) if isinstance(n, tree.Link))
    assert [word for word in re.findall(r"wort\d+x", text) if word not in printed] == []
