"""Small papers for the tests of the finished text."""

from __future__ import annotations

from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.checks.text.finished import check_finished
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data import tree

TEMPLATE = "templates/vorlage/dokument.md.j2"
DAY = "2009-06-18"
FULL = tree.Paragraph((tree.Text("Text"),))


def paragraph(text):
    """A paragraph of a text in which values stand between ⟨ and ⟩, as `pointer:text`."""
    parts = []
    for piece in text.replace("⟩", "⟨").split("⟨"):
        pointer, found, value = piece.partition("|")
        parts.append(tree.Value(value, pointer) if found else tree.Text(piece))
    return tree.Paragraph(tuple(part for part in parts if part.text))


def scan(text, *, content=None, day=DAY, blocks=None, field="/text"):
    """The findings on a paper with this paragraph (or these blocks) in its field `text`."""
    raw = (content or f"dokumenttyp: vorlage\ntext: |\n  {text}\n").encode()
    source, _problems = load_yaml(raw, "content/a.yaml")
    children = blocks or (paragraph(text),)
    document = tree.Document("Titel", (tree.Field(field, "text", tuple(children)),) if field else tuple(children))
    return check_finished(document, list(passages(document)), source, TEMPLATE, day)


def codes(problems):
    """Code and level of each finding."""
    return [(problem.code, problem.level) for problem in problems]
