"""Whatever fields a title, a line or a letterhead consists of: the Word file is valid, its controls tell the truth."""

from __future__ import annotations

import io
import re
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.properties.test_any_tree import W, schema_errors, style
from vorlagenwerk.data import tree
from vorlagenwerk.data.walking import plain_text
from vorlagenwerk.writers.docx import write_docx

words = st.text("ab Ä.,\u00a0{}|", max_size=6)
AUTHORED = (("/titel", "a {{ zahl | euro }}b"), ("/ort", "a b"), ("/tag", "2026-06-18"), ("/zahlen", "{{ a }}{{ b }}"))
pointers = st.sampled_from(("", "=zahl", "=a", *(pointer for pointer, _ in AUTHORED), "/fehlt"))
texts = st.one_of(words, st.sampled_from(("a ", "b", "a b", "a\u00a0b", "5", "")))
values = st.builds(tree.Value, texts, pointers)
figure = tree.Value("5\u00a0€", "=zahl")
titles = st.just((tree.Value("a ", "/titel"), figure, tree.Value("b", "/titel")))
figures = st.just((tree.Value("", "/zahlen"), tree.Value("1", "=a"), tree.Value("2", "=b")))
pieces = st.one_of(st.tuples(st.builds(tree.Text, words)), st.tuples(values), titles, figures)
lines = st.lists(pieces, max_size=4).map(lambda parts: tuple(piece for part in parts for piece in part))


def written(line: tuple[tree.Text | tree.Value, ...]) -> bytes:
    """A paper that has the line as title, in the letterhead, in a paragraph, in bold letters and in a link."""
    tags = ("dokument.titel", "dokument.absender", "dokument.kontakt", "dokument.kurztitel")
    text = plain_text(line)
    link = tree.Link("https://a.example", line)
    blocks = (tree.Heading(1, (tree.Text("x"), *line)), tree.Paragraph((tree.Strong(line), link)))
    document = tree.Document(
        text, blocks, frame=tuple((tag, text) for tag in tags), facts=tuple(tree.Fact(tag, line) for tag in tags),
        authored=AUTHORED,
    )  # fmt: skip
    out = io.BytesIO()
    assert write_docx(document, style(), out) == []
    return out.getvalue()


def shown(control: etree._Element) -> str:
    """The letters of a control; one inside it counts as a figure."""
    found = []
    for node in control.iter(f"{W}t", f"{W}sdt"):
        if node.tag == f"{W}sdt":
            found += ["{{}}"] if node is not control else []
        elif next(node.iterancestors(f"{W}sdt")) is control:
            found.append(node.text or "")
    return "".join(found).replace("\u00a0", " ")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines)
@example((tree.Value("a ", "/titel"), figure))
@example((*(tree.Value("a ", "/titel"), figure, tree.Value("b", "/titel")), figure))
def test_controls_are_valid_and_only_what_was_written_can_be_changed(
    line: tuple[tree.Text | tree.Value, ...],
) -> None:
    """Unlocked is a field exactly as its author wrote it, with a locked control for each figure in it."""
    data = written(line)
    assert schema_errors(data) == []
    wanted = {pointer: re.sub(r"\{\{.*?\}\}", "{{}}", text) for pointer, text in AUTHORED}
    idents: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.search("/(document|header|footer)", name)]
    for control in (one for part in parts for one in etree.fromstring(part).iter(f"{W}sdt")):
        said = {child.tag: child.get(f"{W}val") for child in control.find(f"{W}sdtPr")}
        idents.append(str(said[f"{W}id"]))
        tag = said.get(f"{W}tag") or ""
        if tag.startswith("/"):
            assert (shown(control) == wanted.get(tag)) is (f"{W}lock" not in said)
        if tag.startswith("="):
            assert said[f"{W}lock"] == "contentLocked"
    assert len(idents) == len(set(idents))
